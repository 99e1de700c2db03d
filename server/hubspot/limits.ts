// HubSpot's budget belongs to the portal: 110 calls in any 10 s per installed app, searches apart at 5 a second.
// Limiters live in a registry, because the sliding window must survive from one pass to the next.

import PQueue from 'p-queue';

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

export function createLimiter(): Limiter {
  const queues = {
    general: pausable(
      new PQueue({
        concurrency: generalAtOnce,
        intervalCap: generalPerTenSeconds,
        interval: 10_000,
        strict: true,
      }),
    ),
    search: pausable(
      new PQueue({ concurrency: searchAtOnce, intervalCap: searchPerSecond, interval: 1_000, strict: true }),
    ),
  };
  return {
    run: (budget, call) => queues[budget].queue.add(call),
    pause: (budget, ms) => queues[budget].pause(ms),
    get idle() {
      return Object.values(queues).every(({ queue }) => queue.size === 0 && queue.pending === 0);
    },
  };
}

function pausable(queue: PQueue): { queue: PQueue; pause: (ms: number) => void } {
  let until = 0;
  let timer: NodeJS.Timeout | undefined;
  const pause = (ms: number): void => {
    const end = Date.now() + ms;
    if (end <= until) return;
    until = end;
    clearTimeout(timer);
    queue.pause();
    timer = setTimeout(() => queue.start(), ms);
  };
  return { queue, pause };
}

/** The limiters of all portals this process works for; one that was idle for a quarter of an hour is forgotten. */
export interface LimiterRegistry {
  forPortal(portalId: string): Limiter;
}

export function createLimiterRegistry(now: () => Date = () => new Date()): LimiterRegistry {
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
      const limiter = entries.get(portalId)?.limiter ?? createLimiter();
      entries.set(portalId, { limiter, usedAt: time });
      return limiter;
    },
  };
}
