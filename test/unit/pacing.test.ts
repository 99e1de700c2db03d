import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { CallWindow } from '../../server/pacing.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const second = 1000;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A vendor that stalls and then works off what waited, at one moment. */
function stallingVendor(untilMs: number) {
  const begin = Date.now();
  const seen: number[] = [];
  const call = async (): Promise<void> => {
    await sleep(Math.max(1, untilMs - (Date.now() - begin)));
    seen.push(Date.now() - begin);
  };
  return { call, seen };
}

const mostInOneSecond = (seen: readonly number[]): number =>
  Math.max(...seen.map((from) => seen.filter((at) => at >= from && at < from + second).length));

describe('a window of calls', () => {
  test('never shows a stalling vendor more calls than the limit', async () => {
    const window = new CallWindow({ calls: 8, windowMs: second });
    const { call, seen } = stallingVendor(2_500);
    for (let index = 0; index < 40; index++) void window.run(call);
    await jest.advanceTimersByTimeAsync(30 * second);
    expect(seen).toHaveLength(40);
    expect(mostInOneSecond(seen)).toBe(8);
  });

  test('hands on what a call answers or throws, as soon as it does', async () => {
    const window = new CallWindow({ calls: 1, windowMs: second });
    await expect(window.run(async () => 'answer')).resolves.toBe('answer');
    const refused = window.run(() => Promise.reject(new Error('refused')));
    const seen = expect(refused).rejects.toThrow('refused');
    await jest.advanceTimersByTimeAsync(second);
    await seen;
  });

  test('starts nothing while it is paused', async () => {
    const window = new CallWindow({ calls: 2, windowMs: second });
    const call = jest.fn(async () => undefined);
    window.pause();
    void window.run(call);
    await jest.advanceTimersByTimeAsync(second);
    expect(call).not.toHaveBeenCalled();
    window.resume();
    await jest.advanceTimersByTimeAsync(1);
    expect(call).toHaveBeenCalledTimes(1);
  });
});
