// The wire: one HTTP exchange with timeouts and keep-alive. What an answer means is decided elsewhere.

import { Agent, request } from 'undici';
import type { Dispatcher } from 'undici';
import type { RawAnswer } from './errors.ts';

const second = 1000;

/** Intuit gives up on a request after 120 s and then says so; shorter waits would guess. */
const timeouts = {
  connect: { timeout: 10 * second },
  headersTimeout: 125 * second,
  bodyTimeout: 60 * second,
};
const largestAnswerBytes = 64 * 1024 * 1024;

/** Sockets to Intuit are shared by all realms of this process; they keep no credentials. */
const sharedAgent = new Agent({
  ...timeouts,
  keepAliveTimeout: 30 * second,
  connections: 64,
  maxResponseSize: largestAnswerBytes,
});

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Longest wait for the answer to begin, where a person is waiting too. */
  readonly timeoutMs?: number;
}

/** No answer came, or only part of one: nobody knows whether the request was carried out. */
export class LostAnswer extends Error {
  override readonly name = 'LostAnswer';
}

/** Carries out one request; throws `LostAnswer` for anything but a whole answer. */
export async function exchange(call: HttpRequest, dispatcher: Dispatcher = sharedAgent): Promise<RawAnswer> {
  try {
    const answer = await request(call.url, {
      dispatcher,
      method: call.method,
      headers: { ...call.headers, 'user-agent': 'Ledgerline' },
      body: call.body,
      ...(call.timeoutMs !== undefined && { headersTimeout: call.timeoutMs }),
    });
    const requestId = answer.headers['intuit_tid'];
    return {
      status: answer.statusCode,
      body: await answer.body.text(),
      requestId: typeof requestId === 'string' ? requestId : null,
    };
  } catch (error) {
    throw new LostAnswer(reasonOf(error), { cause: error });
  }
}

/** The error's code only: messages of network errors may repeat the address, which names the realm. */
const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no answer';
