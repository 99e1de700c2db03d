// npm run kill -- --rounds 10 --seed 7: first syncs of a small company whose servers are killed at random points, and
// after each the question whether HubSpot shows all of the books once. A round that fails prints the seed that repeats it.

import { parseArgs } from 'node:util';
import { removePostgres } from '../../sandbox/postgres/start-postgres.ts';
import { seededRandom } from '../../sandbox/core/random.ts';
import { crashPoints } from '../../server/engine/runtime.ts';
import { firstSyncWithCrashes, startKillStory, withoutUniqueKeys } from '../support/kill-story.ts';
import type { Crash } from '../support/server-process.ts';
import { testServers } from '../support/test-server.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
});

const mostCrashes = 3;
const mostPassings = 7;
// Nothing is refreshed in the minute that a round takes.
const points = crashPoints.filter((point) => point !== 'token-refreshed');

interface Round {
  readonly uniqueKeys: boolean;
  readonly crashes: readonly Crash[];
}

function roundOf(seed: number): Round {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  return {
    uniqueKeys: below(2) === 0,
    crashes: Array.from({ length: 1 + below(mostCrashes) }, () => ({
      at: points[below(points.length)] ?? 'before-settle',
      // Early passings are met by every server, late ones only by those that have much left to do.
      on: 1 + Math.floor(random() ** 2 * mostPassings),
    })),
  };
}

const told = (crashes: readonly Crash[]): string =>
  crashes.map(({ at, on }) => `${at} ×${on}`).join(', ') || 'none';

async function play({ uniqueKeys, crashes }: Round): Promise<void> {
  const story = await startKillStory(uniqueKeys ? {} : { hubspotBehaviours: withoutUniqueKeys });
  try {
    const happened = await firstSyncWithCrashes(story, crashes);
    console.log(`  killed at: ${told(happened)}`);
  } finally {
    await story.close();
  }
}

const run = testServers.newRun();
process.env['LEDGERLINE_TEST_RUN'] = run;
const first = Number(values.seed);
let failures = 0;
try {
  for (let seed = first; seed < first + Number(values.rounds); seed += 1) {
    const round = roundOf(seed);
    console.log(
      `seed ${seed}: ${round.uniqueKeys ? 'unique keys' : 'no unique keys'}, ${told(round.crashes)}`,
    );
    const startedAt = Date.now();
    try {
      await play(round);
      console.log(`  nothing twice, nothing missing (${Math.round((Date.now() - startedAt) / 1000)} s)`);
    } catch (error) {
      failures += 1;
      console.error(error);
      console.error(`  failed; repeat it with: npm run kill -- --rounds 1 --seed ${seed}`);
    }
  }
} finally {
  await removePostgres(testServers.of(run));
}
if (failures > 0) process.exitCode = 1;
