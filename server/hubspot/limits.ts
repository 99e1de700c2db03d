// HubSpot's budget belongs to the portal: 110 calls in any 10 s per installed app, searches apart at 5 a second.
// Limiters live in a registry, because the sliding window must survive from one pass to the next.

import PQueue from 'p-queue';
import { CallWindow } from '../pacing.ts';

/** Which budget a call draws on. */
export type Budget = 'general' | 'search';

/** Three calls under HubSpot's limit: clocks differ, and token calls do not pass through here. */
const generalPerTenSeconds = 107;
const searchPerSecond = 5;
/** Together at most eight calls in flight. */
const generalAtOnce = 6;
const searchAtOnce = 2;
const idleMs = 15 * 60_000;

export interface Limiter {
  /** Runs one call when its budget allows. */
  run<T>(budget: Budget, call: () => Promise<T>): Promise<T>;
  /** Starts nothing of this budget for a while; a longer pause already running stays. */
  pause(budget: Budget, ms: number): void;
  readonly idle: boolean;
}

type Sleep = (ms: number) => Promise<void>;

const systemSleep: Sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function createLimiter(sleep: Sleep = systemSleep): Limiter {
  const lanes = {
    general: createLane({ calls: generalPerTenSeconds, windowMs: 10_000, atOnce: generalAtOnce }, sleep),
    search: createLane({ calls: searchPerSecond, windowMs: 1_000, atOnce: searchAtOnce }, sleep),
  };
  return {
    run: (budget, call) => lanes[budget].run(call),
    pause: (budget, ms) => lanes[budget].pause(ms),
    get idle() {
      return Object.values(lanes).every((lane) => lane.isIdle());
    },
  };
}

function createLane(
  { calls, windowMs, atOnce }: { calls: number; windowMs: number; atOnce: number },
  sleep: Sleep,
) {
  const window = new CallWindow({ calls, windowMs });
  const inFlight = new PQueue({ concurrency: atOnce });
  let until = 0;
  const resumeAfter = async (ms: number, end: number): Promise<void> => {
    await sleep(ms);
    // A longer pause may have begun meanwhile.
    if (until === end) window.resume();
  };
  return {
    run: <T>(call: () => Promise<T>): Promise<T> => window.run(() => inFlight.add(call)),
    isIdle: (): boolean => window.isIdle,
    pause(ms: number): void {
      const end = Date.now() + ms;
      if (end <= until) return;
      until = end;
      window.pause();
      void resumeAfter(ms, end);
    },
  };
}

/** The limiters of all portals this process works for; one that was idle for a quarter of an hour is forgotten. */
export interface LimiterRegistry {
  forPortal(portalId: string): Limiter;
}

export function createLimiterRegistry(
  now: () => Date = () => new Date(),
  sleep: Sleep = systemSleep,
): LimiterRegistry {
  const entries = new Map<string, { limiter: Limiter; usedAt: number }>();
  const forgetIdle = (time: number): void => {
    for (const [portalId, { limiter, usedAt }] of entries) {
      if (limiter.idle && time - usedAt > idleMs) entries.delete(portalId);
    }
  };
  return {
    forPortal(portalId) {
      const time = now().getTime();
      forgetIdle(time);
      const limiter = entries.get(portalId)?.limiter ?? createLimiter(sleep);
      entries.set(portalId, { limiter, usedAt: time });
      return limiter;
    },
  };
}
