// Asking for what only the worker may do: the command is stored, the worker woken, and its outcome waited for as long as a
// person's call may last.

import { choicesOf } from '../sync/entities/choices.ts';
import type { Connection } from './connections/ports.ts';
import type { Command, CommandOutcome } from './commands.ts';
import type { SyncsDeps } from './syncs.ts';

/** Where commands are taken in. */
export interface CommandDesk {
  /** Its id; asking again for what is not done yet answers the same one. */
  ask(command: Command): Promise<string>;
  /** Null while it is not carried out. */
  outcome(id: string): Promise<CommandOutcome | null>;
}

export interface ByHandDeps extends SyncsDeps {
  commandsOf(connection: Connection): CommandDesk;
  sleep(ms: number): Promise<void>;
}

export type ByHandOutcome =
  | CommandOutcome
  /** A pass is in the middle of something: it is carried out as soon as that is done. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'unknown-sync' | 'not-by-hand' };

/** Looks for the outcome every 150 ms for 6 s: an extension's call ends after 9 s. */
const [lookEveryMs, looks] = [150, 40];

export async function askByHand(
  deps: ByHandDeps,
  connection: Connection,
  command: Command,
): Promise<ByHandOutcome> {
  const { entity } = command.pair;
  const syncs = await deps.syncsOf(connection).list();
  if (!syncs.some((sync) => sync.entity === entity)) return { kind: 'unknown-sync' };
  if (!choicesOf(entity).linkedByHand) return { kind: 'not-by-hand' };
  const desk = deps.commandsOf(connection);
  const id = await desk.ask(command);
  await deps.wake(connection);
  for (let look = 0; look < looks; look += 1) {
    const outcome = await desk.outcome(id);
    if (outcome) return outcome;
    await deps.sleep(lookEveryMs);
  }
  return { kind: 'asked' };
}
