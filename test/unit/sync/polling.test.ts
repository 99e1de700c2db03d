import { expect, test } from '@jest/globals';
import { pollEveryMs } from '../../../server/sync/polling.ts';
import type { PollFacts } from '../../../server/sync/polling.ts';

const minute = 60_000;
const [hour, day] = [60 * minute, 24 * 60 * minute];
const now = new Date('2026-11-22T12:00:00Z');
const ago = (ms: number): Date => new Date(now.getTime() - ms);
const quiet: PollFacts = {
  now,
  activeMs: 9 * minute,
  always: false,
  changedAt: ago(day),
  heardAt: ago(day),
  missedAt: null,
};

test.each<[string, Partial<PollFacts>, number]>([
  ['active', { changedAt: ago(hour), heardAt: ago(hour) }, 9 * minute],
  ['quiet for two hours', { changedAt: ago(2 * hour), heardAt: ago(2 * hour) }, hour],
  ['quiet for a day', {}, hour],
  ['quiet for just under a week', { changedAt: ago(7 * day - 1) }, hour],
  ['quiet for a week', { changedAt: ago(7 * day) }, 6 * hour],
  ['quiet, and a person wants it looked at always', { always: true }, 9 * minute],
  [
    'quiet for a week, and a person wants it looked at always',
    { changedAt: ago(8 * day), always: true },
    9 * minute,
  ],
  ['quiet, and no webhook ever arrived', { heardAt: null }, 9 * minute],
  ['quiet, and a look found what no webhook told', { missedAt: ago(hour) }, 9 * minute],
  ['quiet, and a webhook arrived after one was missed', { missedAt: ago(2 * day) }, hour],
  ['never heard of', { changedAt: null, heardAt: null }, 9 * minute],
  ['quiet, where active ones are looked at every two hours', { activeMs: 2 * hour }, 2 * hour],
])('a company %s is looked at in time', (_, facts, expected) => {
  expect(pollEveryMs({ ...quiet, ...facts })).toBe(expected);
});
