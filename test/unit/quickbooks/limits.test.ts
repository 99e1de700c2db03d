import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createRealmLimiters } from '../../../server/quickbooks/limits.ts';
import type { RealmLimiters } from '../../../server/quickbooks/limits.ts';

const second = 1000;
const minute = 60 * second;

let limiters: RealmLimiters;

beforeEach(() => {
  jest.useFakeTimers();
  limiters = createRealmLimiters({
    now: () => new Date(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
});
afterEach(() => {
  jest.useRealTimers();
});

/** In small steps, so that what a timer starts may set the next one. */
async function advance(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 250) await jest.advanceTimersByTimeAsync(Math.min(250, left));
}

/** Starts calls that end at once and counts them. */
function startCalls(realm: string, count: number): { started: () => number; done: Promise<unknown> } {
  let started = 0;
  const limiter = limiters.forRealm(realm);
  const calls = Array.from({ length: count }, () =>
    limiter.run(() => {
      started += 1;
      return Promise.resolve();
    }),
  );
  return { started: () => started, done: Promise.all(calls) };
}

describe('calls of one realm', () => {
  test('start at most eight in any second', async () => {
    const calls = startCalls('1', 20);
    await advance(900);
    expect(calls.started()).toBe(8);
    await advance(second);
    expect(calls.started()).toBe(16);
    await advance(second);
    expect(calls.started()).toBe(20);
  });

  test('start at most 450 in any minute', async () => {
    const calls = startCalls('1', 470);
    await advance(minute - second);
    expect(calls.started()).toBe(450);
    await advance(5 * second);
    expect(calls.started()).toBe(470);
  });

  test('run at most eight at once', async () => {
    const limiter = limiters.forRealm('1');
    let running = 0;
    for (let call = 0; call < 12; call += 1) {
      void limiter.run(() => {
        running += 1;
        return new Promise(() => undefined);
      });
    }
    await advance(10 * second);
    expect(running).toBe(8);
  });

  test('rest for a minute after throttling, and then go on', async () => {
    const limiter = limiters.forRealm('1');
    const pause = limiter.pause();
    const calls = startCalls('1', 3);
    await advance(minute - 1);
    expect(calls.started()).toBe(0);
    await advance(second);
    await pause;
    expect(calls.started()).toBe(3);
  });

  test('share one pause when several are throttled together', () => {
    const limiter = limiters.forRealm('1');
    expect(limiter.pause()).toBe(limiter.pause());
  });
});

describe('realms', () => {
  test('do not wait for each other', async () => {
    void limiters.forRealm('1').pause();
    const calls = startCalls('2', 8);
    await calls.done;
    expect(calls.started()).toBe(8);
  });

  test('keep their windows from one pass to the next', () => {
    expect(limiters.forRealm('1')).toBe(limiters.forRealm('1'));
  });

  test('are forgotten when idle for long, but not while calls wait', async () => {
    const idle = limiters.forRealm('1');
    const busy = limiters.forRealm('2');
    void busy.run(() => new Promise(() => undefined));
    await advance(11 * minute);
    expect(limiters.forRealm('2')).toBe(busy);
    expect(limiters.forRealm('1')).not.toBe(idle);
  });
});
