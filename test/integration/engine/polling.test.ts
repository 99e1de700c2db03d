import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { runPass } from '../../../server/engine/pass.ts';
import { pollAlways, readPolling } from '../../../server/engine/polling.ts';
import type { ChangeFeed } from '../../../server/sync/ports.ts';
import { inTenant } from '../../../server/storage/database.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { testTenant } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';
import { aPass, aUnit } from '../../support/units.ts';

const minute = 60_000;
const limits = { maxMs: 30_000, pollEveryMs: 9 * minute };
let base: TestDatabase;
let tenant: TestTenant;
let looks: number;
beforeAll(async () => {
  base = await testDatabase();
});
beforeEach(async () => {
  tenant = await testTenant(base.db);
  looks = 0;
});
afterAll(() => base.close());

const unused = (): never => {
  throw new Error('nobody asks for this here');
};
const silent: ChangeFeed = {
  side: 'quickbooks',
  start: async () => 'now',
  async since() {
    looks += 1;
    return { changes: [], watermark: 'now', truncated: false };
  },
};
/** Passes of a company without records, whose lists were read under these rules before. */
async function passAfter(ms: number): Promise<void> {
  tenant.setTime(new Date(tenant.runtime.now().getTime() + ms));
  const { sync } = aUnit('contact');
  const rules = { ...sync.rules, direction: 'to-hubspot' } as const;
  const listed = { purpose: 'first', version: 1, phase: 'done', place: null, run: 'x' };
  await tenant.store.cursors.move([{ name: 'list:contact', value: listed }]);
  const pass = aPass({
    store: tenant.store,
    access: { gateway: unused, feed: () => silent, associated: async () => [], taxPercents: unused },
    runtime: { ...aPass().runtime, now: tenant.runtime.now },
    syncs: new Map([['contact', { ...sync, rules }]]),
  });
  await tenant.store.syncs.setState('contact', 'on');
  await runPass(pass, limits);
}
const webhook = () =>
  inTenant(base.db, tenant, (trx) =>
    trx.raw(`insert into inbox (connection_id, vendor, entity, record_id, change, hints, occurred_at)
      values ('${tenant.connectionId}', 'quickbooks', 'estimate', '1', 'changed', '{}', now())`),
  );
const worstCase = async () =>
  (await readPolling(tenant.store.cursors, tenant.runtime.now(), limits.pollEveryMs)).worstCaseSeconds;

test('a company whose webhooks arrive is looked at hourly once it is quiet, and every ten minutes on request', async () => {
  await passAfter(0);
  expect(await worstCase()).toBe(600);
  await webhook();
  await passAfter(minute);
  expect(looks).toBe(1);
  await passAfter(10 * minute);
  expect(looks).toBe(2);
  await passAfter(120 * minute);
  expect(looks).toBe(3);
  expect(await worstCase()).toBe(61 * 60);
  await passAfter(50 * minute);
  expect(looks).toBe(3);
  await passAfter(10 * minute);
  expect(looks).toBe(4);
  await pollAlways(tenant.store.cursors, true);
  expect(await worstCase()).toBe(600);
  await passAfter(10 * minute);
  expect(looks).toBe(5);
});
