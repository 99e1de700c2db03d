import type { ServerAnswer } from './server.ts';
import { isTextKey } from './texts.ts';
import type { Say } from './texts.ts';

/** Why a call brought nothing: the server's code, or `unreachable`. */
export interface Problem {
  readonly code: string;
}

export const problemOf = (answer: Exclude<ServerAnswer<unknown>, { kind: 'ok' }>): Problem => ({
  code: answer.kind === 'refused' ? answer.code : 'unreachable',
});

/** Codes without a text of their own are faults of ours, which look like no answer to the person. */
export function problemText(say: Say, { code }: Problem): string {
  const key = `problem.${code}`;
  return say(isTextKey(key) ? key : 'problem.unreachable');
}
