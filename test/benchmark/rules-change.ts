// What it costs to change the rules of a running sync: everything the new rules may touch is looked at again, in the
// background. Direction, winner, a new mapping and a filter, one after the other, over the same pairs.

import { setTimeout as sleep } from 'node:timers/promises';
import { settingsApi } from '../support/settings-api.ts';
import type { ApiAnswer, SettingsApi } from '../support/settings-api.ts';
import { startBenchWorld } from './bench-world.ts';
import type { BenchWorld } from './bench-world.ts';

type Change = readonly [name: string, change: (rules: ApiAnswer) => object];

const title = {
  id: 'title',
  enabled: true,
  direction: 'to-hubspot',
  hubspot: { name: 'jobtitle', type: 'text' },
  quickbooks: { name: 'Title' },
};
const someCustomers = [[{ field: 'DisplayName', operator: 'contains', values: ['a'] }]];

const changes: readonly Change[] = [
  ['direction to-hubspot', () => ({ direction: 'to-hubspot' })],
  ['direction two-way', () => ({ direction: 'two-way' })],
  ['winner hubspot', () => ({ winner: 'hubspot' })],
  ['a new mapping', ({ mappings }) => ({ mappings: [...mappings, title] })],
  ['a narrower filter', ({ filters }) => ({ filters: { ...filters, toHubspot: someCustomers } })],
];

/** Prints per change the seconds until all is looked at, calls to both vendors, and how many marks were left at most. */
export async function benchRulesChange(customers: number): Promise<void> {
  const world = await startBenchWorld({ seed: { customers, items: 0, invoices: 0, payments: 0, seed: 1 } });
  try {
    const api = settingsApi(world);
    await world.api.switchSync('contact', true);
    await untilQuiet(api);
    const { counts } = (await contactSync(api)).progress;
    console.log(`rules of a contact sync changed over ${counts.inSync} pairs in sync, limits on`);
    for (const change of changes) await measure(world, api, change);
    console.log(`  peak memory ${(world.peakMemory() / 1048576).toFixed(0)} MB`);
  } finally {
    await world.close();
  }
}

async function measure(world: BenchWorld, api: SettingsApi, [name, change]: Change): Promise<void> {
  const before = await callsOf(world);
  const { rules, version } = await contactSync(api);
  const start = performance.now();
  const saved = await api.put('/api/syncs/contact', { version, rules: { ...rules, ...change(rules) } });
  if (!saved.ok) throw new Error(`${name}: ${JSON.stringify(saved.error)}`);
  const marks = await untilQuiet(api);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const after = await callsOf(world);
  console.log(
    `  ${name.padEnd(22)} ${seconds.padStart(6)} s, HubSpot calls ${after.hubspot - before.hubspot}, ` +
      `QuickBooks reads ${after.metered - before.metered} metered, writes ${after.writes - before.writes}, ` +
      `marks at most ${marks}`,
  );
}

const contactSync = async (api: SettingsApi): Promise<ApiAnswer> =>
  (await api.get('/api/syncs')).data.syncs.find(({ entity }: ApiAnswer) => entity === 'contact');

/** Waits until nothing is left to look at; answers how many marks there were at most. */
async function untilQuiet(api: SettingsApi): Promise<number> {
  let most = 0;
  for (;;) {
    await sleep(100);
    const { state, applyingRules, progress } = await contactSync(api);
    most = Math.max(most, progress?.left ?? 0);
    if (state === 'on' && applyingRules === null && progress?.counts.pending === 0) return most;
  }
}

async function callsOf(world: BenchWorld) {
  const quickbooks = await world.quickbooks.requests();
  const usage = await world.quickbooks.records('ApiUsage');
  return {
    hubspot: (await world.hubspot.requests()).length,
    metered: usage.reduce((sum, row) => sum + Number(row['corePlus']), 0),
    writes: quickbooks.filter(({ method, path }) => method === 'POST' && !path.includes('/query')).length,
  };
}
