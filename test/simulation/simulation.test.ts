import { describe, expect, test } from '@jest/globals';
import { simulate } from './simulate.ts';
import type { Report } from './simulate.ts';
import { told } from './told.ts';

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
const size = { before: 8, steps: 10 };
/** Most of a simulation is waiting for answers: a few fit beside each other. */
const atOnce = 6;

describe('the whole system, simulated', () => {
  let reports: readonly Report[] = [];

  test('ends in step with nothing twice, nothing lost and nothing left to do, whatever happened', async () => {
    reports = await playAll();
    expect(reports).toHaveLength(seeds.length);
    expect(reports.filter(({ problems }) => problems.length > 0).map(told)).toEqual([]);
  }, 600_000);

  test('meets crashes, faults and lost webhooks on the way', () => {
    const lines = reports.flatMap(({ script }) => script);
    for (const word of [/and died/, /answers (GET|POST) with/, /webhooks of/, /meanwhile/, /restart/])
      expect(lines.filter((line) => word.test(line))).not.toEqual([]);
  });
});

async function playAll(): Promise<Report[]> {
  const left = [...seeds];
  const reports: Report[] = [];
  const player = async (): Promise<void> => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift())
      reports.push(await simulate(seed, size));
  };
  await Promise.all(Array.from({ length: atOnce }, player));
  return reports;
}
