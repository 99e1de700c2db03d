import { describe, expect, test } from '@jest/globals';
import { tryAgainAfter } from '../../../server/hubspot/retry-timing.ts';

const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}) => ({
  status,
  body,
  headers: new Headers(headers),
});
const once = { retries: 0, repeatable: true };

describe('retry timing', () => {
  test.each([
    ['TEN_SECONDLY_ROLLING', { action: 'pause', ms: 10_000 }],
    ['SECONDLY', { action: 'pause', ms: 1_000 }],
    ['DAILY', { action: 'give-up', ms: 3_600_000 }],
    ['SOMETHING_NEW', { action: 'pause', ms: 10_000 }],
  ])('obeys the policy %s of a 429', (policyName, expected) => {
    expect(tryAgainAfter(answer(429, { policyName }), once)).toEqual(expected);
  });

  test('waits at least two seconds for a locked record', () => {
    expect(tryAgainAfter(answer(423), once)).toEqual({ action: 'wait', ms: 2_000 });
  });

  test('reads the wait of an account migration in seconds and leaves long ones to the engine', () => {
    expect(tryAgainAfter(answer(477, {}, { 'retry-after': '5' }), once)).toEqual({
      action: 'wait',
      ms: 5_000,
    });
    const hours = answer(477, {}, { 'retry-after': '7200' });
    expect(tryAgainAfter(hours, once)).toEqual({ action: 'give-up', ms: 7_200_000 });
    expect(tryAgainAfter(answer(477), once).action).toBe('give-up');
  });

  test.each([500, 502, 503, 504, 521, 526])('backs off after %d', (status) => {
    const waits = [0, 1, 2].map((retries) => tryAgainAfter(answer(status), { retries, repeatable: true }).ms);
    expect(waits).toEqual([500, 1_000, 2_000]);
  });

  test('never repeats a create whose outcome is unknown', () => {
    const create = { retries: 0, repeatable: false };
    expect(tryAgainAfter(answer(502), create).action).toBe('give-up');
    expect(tryAgainAfter({ lost: 'socket closed' }, create).action).toBe('give-up');
    expect(tryAgainAfter(answer(429, { policyName: 'SECONDLY' }), create).action).toBe('pause');
  });

  test.each([400, 403, 404, 409, 415])('does not repeat a refusal with %d', (status) => {
    expect(tryAgainAfter(answer(status), once).action).toBe('refuse');
  });
});
