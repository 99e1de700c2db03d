// One queue per realm. Intuit allows 10 calls per second and app and 500 per minute and realm, the latter shared with
// the company's other apps, and sends neither counters nor Retry-After; over the limit it wants a minute of silence.

import { CallWindow } from '../pacing.ts';

const second = 1000;
const minute = 60 * second;

/** Below the vendor's 10, because calls spread differently on arrival than on departure. */
const callsPerSecond = 8;
const callsPerMinute = 450;
export const throttlePauseMs = minute;
/** Longer than the minute window, so that an evicted limiter has nothing left to remember. */
const idleMs = 10 * minute;

export interface RealmLimiter {
  /** Starts the call when the realm's windows have room. */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** After a 429: no call starts for a minute. Pauses asked for meanwhile are the same pause. */
  pause(): Promise<void>;
}

export interface RealmLimiters {
  /** The realm's one limiter in this process; it outlives passes and is forgotten when long idle. */
  forRealm(realmId: string): RealmLimiter;
}

export interface LimiterOptions {
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
}

class QueuedLimiter implements RealmLimiter {
  /** A call waits for its minute first and then for its second, which also bounds the calls at once. */
  private readonly perMinute = new CallWindow({ calls: callsPerMinute, windowMs: minute });
  private readonly perSecond = new CallWindow({ calls: callsPerSecond, windowMs: second });
  private readonly options: LimiterOptions;
  private pausing: Promise<void> | null = null;
  private usedAt: number;

  constructor(options: LimiterOptions) {
    this.options = options;
    this.usedAt = options.now().getTime();
  }

  run<T>(call: () => Promise<T>): Promise<T> {
    this.touch();
    return this.perMinute.run(() => this.perSecond.run(call));
  }

  pause(): Promise<void> {
    this.pausing ??= this.rest();
    return this.pausing;
  }

  touch(): void {
    this.usedAt = this.options.now().getTime();
  }

  isIdle(now: number): boolean {
    return this.perMinute.isIdle && this.pausing === null && now - this.usedAt > idleMs;
  }

  private async rest(): Promise<void> {
    this.perMinute.pause();
    this.perSecond.pause();
    try {
      await this.options.sleep(throttlePauseMs);
    } finally {
      this.pausing = null;
      this.perSecond.resume();
      this.perMinute.resume();
    }
  }
}

export function createRealmLimiters(options: LimiterOptions): RealmLimiters {
  const limiters = new Map<string, QueuedLimiter>();
  return {
    forRealm(realmId) {
      const now = options.now().getTime();
      for (const [id, limiter] of limiters) if (limiter.isIdle(now)) limiters.delete(id);
      const limiter = limiters.get(realmId) ?? new QueuedLimiter(options);
      limiters.set(realmId, limiter);
      // Handed out is in use: a pass may hold it for a while before its first call.
      limiter.touch();
      return limiter;
    },
  };
}
