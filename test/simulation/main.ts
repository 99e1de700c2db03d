// npm run simulate -- --seeds 20 --from 1 [--before 12] [--steps 40] [--verbose]: whole-system simulations, one seed after the other. A seed that
// fails is printed with its script and the command that repeats it.

import { parseArgs } from 'node:util';
import { removePostgres } from '../../sandbox/postgres/start-postgres.ts';
import { testServers } from '../support/test-server.ts';
import { simulate } from './simulate.ts';
import { told } from './told.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    from: { type: 'string', default: String(Date.now() % 100_000) },
    before: { type: 'string', default: '12' },
    steps: { type: 'string', default: '40' },
    verbose: { type: 'boolean', default: false },
  },
});

const size = { before: Number(values.before), steps: Number(values.steps) };
const from = Number(values.from);
const run = testServers.newRun();
process.env['LEDGERLINE_TEST_RUN'] = run;
let failures = 0;
try {
  for (let seed = from; seed < from + Number(values.seeds); seed += 1) {
    const startedAt = Date.now();
    const report = await simulate(seed, size);
    const seconds = Math.round((Date.now() - startedAt) / 100) / 10;
    console.log(`seed ${seed}: ${report.problems.length === 0 ? 'in step' : 'FAILED'} (${seconds} s)`);
    if (report.problems.length > 0) failures += 1;
    if (report.problems.length > 0 || values.verbose) console.log(told(report));
  }
} finally {
  await removePostgres(testServers.of(run));
}
if (failures > 0) {
  console.log(`${failures} of ${values.seeds} seeds failed`);
  process.exitCode = 1;
}
