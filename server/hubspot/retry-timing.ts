// When a call that HubSpot did not carry out may be sent again. Pure; the client does the waiting.

import { readErrorBody } from './errors.ts';
import type { HttpAnswer } from './transport.ts';

/** A call without an answer: refused connection, broken socket, timeout. It may have been carried out. */
export interface Lost {
  readonly lost: string;
}

/**
 * - `refuse`: about what was sent; sending it again changes nothing.
 * - `give-up`: not inside this call; `ms` says when to come back.
 * - `pause`: nothing of the same budget may start for `ms`.
 * - `wait`: this call alone waits `ms`.
 */
export interface NextTry {
  readonly action: 'refuse' | 'give-up' | 'pause' | 'wait';
  readonly ms: number;
}

const second = 1_000;
/** Longer waits are left to the engine, so that a pass does not hold its lease doing nothing. */
const longestWaitMs = 30 * second;
/** Daily limits end at midnight of the account, which a 429 does not name. */
const dailyRetryMs = 60 * 60 * second;

/** Backoff without jitter: one worker holds a portal's lease, so no herd forms. */
export function tryAgainAfter(
  answer: HttpAnswer | Lost,
  { retries, repeatable }: { readonly retries: number; readonly repeatable: boolean },
): NextTry {
  const backoffMs = 500 * 2 ** retries;
  if ('lost' in answer) return { action: repeatable ? 'wait' : 'give-up', ms: backoffMs };
  if (answer.status === 429) return afterRateLimit(answer);
  // Locked record: HubSpot asks for at least two seconds.
  if (answer.status === 423) return { action: 'wait', ms: Math.max(2 * second, backoffMs) };
  if (answer.status === 477) return afterMigration(answer);
  if (answer.status >= 500) return { action: repeatable ? 'wait' : 'give-up', ms: backoffMs };
  return { action: 'refuse', ms: 0 };
}

function afterRateLimit({ body }: HttpAnswer): NextTry {
  const { policyName } = readErrorBody(body);
  if (policyName === 'DAILY') return { action: 'give-up', ms: dailyRetryMs };
  return { action: 'pause', ms: policyName === 'SECONDLY' ? second : 10 * second };
}

/** 477: the account is moving between data centres; `Retry-After` is in seconds and usually hours. */
function afterMigration({ headers }: HttpAnswer): NextTry {
  const seconds = Number(headers.get('retry-after'));
  const ms = Number.isFinite(seconds) && seconds > 0 ? seconds * second : longestWaitMs;
  return { action: ms < longestWaitMs ? 'wait' : 'give-up', ms };
}
