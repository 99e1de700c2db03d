// When a failed record or a troubled connection is tried again.

import type { Runtime } from './runtime.ts';

const MINUTE = 60_000;
const first = MINUTE;
const longest = 6 * 60 * MINUTE;

/**
 * The instant of the next try after `attempts` earlier ones: doubling from a minute to six hours, spread over the upper
 * half of each step so that records that failed together do not come back together.
 */
export function nextTry(runtime: Pick<Runtime, 'now' | 'random'>, attempts: number): Date {
  const step = Math.min(longest, first * 2 ** Math.min(attempts, 12));
  return new Date(runtime.now().getTime() + step / 2 + (step / 2) * runtime.random());
}
