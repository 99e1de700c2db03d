// The outside world as the engine sees it, passed in so that a simulation can drive it.

import { setTimeout as sleep } from 'node:timers/promises';

/** Places where a process may die; the kill tests and the simulation stop here. */
export const crashPoints = [
  'intents-stored',
  'vendor-answered',
  'answers-stored',
  'before-settle',
  'after-settle',
  'page-listed',
  'page-marked',
  'token-refreshed',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

export interface Runtime {
  now(): Date;
  /** In [0, 1); spreads retries. */
  random(): number;
  /** Waits out the pauses vendors ask for. */
  sleep(ms: number): Promise<void>;
  /** Does nothing in production. */
  crashPoint(at: CrashPoint): void | Promise<void>;
}

export const systemRuntime: Runtime = {
  now: () => new Date(),
  random: Math.random,
  sleep: async (ms) => sleep(ms),
  crashPoint: () => undefined,
};
