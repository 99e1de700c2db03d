// How fast a first sync of customers goes, against what HubSpot's limit allows: 110 calls per 10 s with 100 records each.

import { setTimeout as sleep } from 'node:timers/promises';
import { startBenchWorld } from './bench-world.ts';

const limitPerSecond = 1_100;

/** Prints records per second as a share of the limit, calls, metered reads and the server's peak memory. */
export async function benchFirstSync(customers: number): Promise<void> {
  const world = await startBenchWorld({ seed: { customers, items: 0, invoices: 0, payments: 0, seed: 1 } });
  try {
    const callsBefore = (await world.hubspot.requests()).length;
    const readsBefore = await metered(world);
    const start = performance.now();
    await world.api.switchSync('contact', true);
    const counts = await untilSynced(world);
    const seconds = (performance.now() - start) / 1000;
    const contacts = (await world.hubspot.counts())['contacts'] ?? 0;
    const perSecond = contacts / seconds;
    const calls = (await world.hubspot.requests()).slice(callsBefore);
    console.log(`first sync of ${customers} customers, limits on`);
    console.log(
      `  contacts            ${contacts} (in sync ${counts.inSync}, failing ${counts.failing}, excluded ${counts.excluded})`,
    );
    console.log(`  seconds             ${seconds.toFixed(1)}`);
    console.log(
      `  records per second  ${perSecond.toFixed(0)} = ${((100 * perSecond) / limitPerSecond).toFixed(0)} % of HubSpot's limit`,
    );
    console.log(
      `  HubSpot calls       ${calls.length} (refused 429: ${calls.filter((call) => call.status === 429).length})`,
    );
    console.log(`  QuickBooks reads    ${(await metered(world)) - readsBefore} metered`);
    console.log(`  peak memory         ${(world.peakMemory() / 1048576).toFixed(0)} MB`);
  } finally {
    await world.close();
  }
}

type World = Awaited<ReturnType<typeof startBenchWorld>>;

async function untilSynced(world: World) {
  for (;;) {
    await sleep(500);
    const sync = (await world.api.connection()).syncs.find((candidate) => candidate.entity === 'contact');
    if (sync?.state === 'on' && sync.progress && sync.progress.counts.pending === 0)
      return sync.progress.counts;
  }
}

async function metered(world: World): Promise<number> {
  const usage = await world.quickbooks.records('ApiUsage');
  return usage.reduce((sum, row) => sum + Number(row['corePlus']), 0);
}
