// The server with labelled points at which it kills itself, as a power cut would: nothing is flushed, nothing is caught.
// CRASH_AT names the point and CRASH_ON says at which passing (1 unless given); without CRASH_AT it only has the short
// times of the tests, so that a dead worker is replaced in seconds.

import { describeMissing, parseConfig } from '../../../server/config.ts';
import { startLedgerline } from '../../../server/container/start.ts';
import { systemRuntime } from '../../../server/engine/runtime.ts';
import type { CrashPoint } from '../../../server/engine/runtime.ts';

const times = {
  // Ten seconds are the least the job engine takes.
  jobs: { heartbeatSeconds: 10, superviseSeconds: 1, stopWithinMs: 5_000 },
  lease: { ttlMs: 6_000, renewEveryMs: 2_000 },
};

const crashAt = process.env['CRASH_AT'];
let passingsLeft = Number(process.env['CRASH_ON'] ?? '1');

function crashPoint(at: CrashPoint): void {
  if (at !== crashAt) return;
  passingsLeft -= 1;
  if (passingsLeft === 0) process.kill(process.pid, 'SIGKILL');
}

const parsed = parseConfig(process.env);
if (!parsed.ok) throw new Error(describeMissing(parsed.problems));
const server = await startLedgerline({
  config: parsed.config,
  runtime: { ...systemRuntime, crashPoint },
  times,
});

const stop = async (): Promise<void> => {
  await server.stop();
  process.exit(0);
};
process.once('SIGTERM', () => void stop());

/** What the daily schedule does for each connection; a test asks several processes for it at the same moment. */
process.on('message', (word) => {
  if (word === 'check-health') void checkHealth();
});

async function checkHealth(): Promise<void> {
  const { stores, flows } = server.container;
  const outcomes = [];
  for (const connection of await stores.connections.listConnected())
    outcomes.push((await flows.checkHealth(connection)).kind);
  process.send?.({ health: outcomes });
}
