import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createLimiter, createLimiterRegistry } from '../../../server/hubspot/limits.ts';
import type { Budget, Limiter } from '../../../server/hubspot/limits.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Starts calls and records when each of them began. */
function startCalls(limiter: Limiter, budget: Budget, count: number): number[] {
  const begin = Date.now();
  const starts: number[] = [];
  for (let index = 0; index < count; index++) {
    void limiter.run(budget, async () => {
      starts.push(Date.now() - begin);
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
  }
  return starts;
}

const mostIn = (starts: readonly number[], windowMs: number) =>
  Math.max(
    ...starts.map((from) => starts.filter((start) => start >= from && start < from + windowMs).length),
  );

describe('limits', () => {
  test('starts at most 107 calls in any ten seconds', async () => {
    const starts = startCalls(createLimiter(), 'general', 330);
    await jest.advanceTimersByTimeAsync(31_000);
    expect(starts).toHaveLength(330);
    expect(mostIn(starts, 10_000)).toBe(107);
  });

  test('starts at most five searches in any second, apart from other calls', async () => {
    const limiter = createLimiter();
    const others = startCalls(limiter, 'general', 107);
    const searches = startCalls(limiter, 'search', 12);
    await jest.advanceTimersByTimeAsync(2_500);
    expect(others).toHaveLength(107);
    expect(searches).toHaveLength(12);
    expect(mostIn(searches, 1_000)).toBe(5);
  });

  test('keeps at most eight calls in flight', async () => {
    const limiter = createLimiter();
    let inFlight = 0;
    let most = 0;
    for (const budget of ['general', 'search'] as const) {
      for (let index = 0; index < 10; index++) {
        void limiter.run(budget, async () => {
          most = Math.max(most, ++inFlight);
          await new Promise((resolve) => setTimeout(resolve, 300));
          inFlight--;
        });
      }
    }
    await jest.advanceTimersByTimeAsync(10_000);
    expect(most).toBe(8);
    expect(inFlight).toBe(0);
  });

  test('starts nothing during a pause, and a shorter pause does not end a longer one', async () => {
    const limiter = createLimiter();
    limiter.pause('general', 10_000);
    limiter.pause('general', 1_000);
    const [calls, searches] = [startCalls(limiter, 'general', 1), startCalls(limiter, 'search', 1)];
    await jest.advanceTimersByTimeAsync(9_999);
    expect([calls, searches]).toEqual([[], [0]]);
    await jest.advanceTimersByTimeAsync(1);
    expect(calls).toEqual([10_000]);
  });

  test('keeps the window of a portal from one pass to the next', async () => {
    const registry = createLimiterRegistry();
    startCalls(registry.forPortal('1'), 'general', 107);
    const [same, other] = [registry.forPortal('1'), registry.forPortal('2')].map((limiter) =>
      startCalls(limiter, 'general', 1),
    );
    await jest.advanceTimersByTimeAsync(11_000);
    // Ten seconds after the first call ended.
    expect([same, other]).toEqual([[10_020], [0]]);
  });

  test('forgets a portal that was idle for a quarter of an hour', async () => {
    const registry = createLimiterRegistry();
    const first = registry.forPortal('1');
    await jest.advanceTimersByTimeAsync(14 * 60_000);
    expect(registry.forPortal('1')).toBe(first);
    await jest.advanceTimersByTimeAsync(16 * 60_000);
    expect(registry.forPortal('1')).not.toBe(first);
  });
});
