import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { carryOutCommands } from '../../../server/engine/commands.ts';
import type { Command, CommandOutcome } from '../../../server/engine/commands.ts';
import { commandDesk } from '../../../server/storage/command-store.ts';
import { connectionStore } from '../../../server/storage/connection-store.ts';
import { recordsStore } from '../../../server/storage/records-store.ts';
import type { ResolvedOperation } from '../../../server/sync/operation.ts';
import type { Gateway } from '../../../server/sync/ports.ts';
import { LeaseLost, VendorUnavailable } from '../../../server/sync/reactions.ts';
import type { RecordSnapshot } from '../../../server/sync/record.ts';
import { aContact, aCustomer } from '../../support/builders.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { failing, idsOf, inSync, newLink, settlement } from '../../support/settlements.ts';
import { testTenant } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';
import { aPass, aUnit } from '../../support/units.ts';

const pair = { entity: 'contact', hubspotId: '501', quickbooksId: '12' };
const versions = new Map([['contact', 1]]);
let base: TestDatabase;
let tenant: TestTenant;
let records: RecordSnapshot[];
let written: ResolvedOperation[];
let trouble: Error | null;
beforeAll(async () => {
  base = await testDatabase();
});
beforeEach(async () => {
  tenant = await testTenant(base.db);
  records = [aContact({ email: 'a@x.com' }), aCustomer({ email: 'b@x.com' })];
  written = [];
  trouble = null;
});
afterAll(() => base.close());

const unused = (): never => {
  throw new Error('commands read no feed');
};

/** Only what commands ask for: the cast leaves out the rest. */
const gateway = (side: Gateway['side']): Gateway => {
  const few: Partial<Gateway> = {
    async read(ids) {
      if (trouble) throw trouble;
      const own = records.filter((record) => record.side === side && ids.includes(record.id));
      return { found: own, gone: [], unread: [] };
    },
    async execute(operations) {
      written.push(...operations);
      return operations.map(({ intentId, values }) => ({
        intentId,
        ok: true,
        id: '501',
        version: '2',
        values,
      }));
    },
  };
  return few as Gateway;
};
const passWith = (store = tenant.store) =>
  aPass({
    store,
    access: { gateway, feed: unused, taxPercents: unused, associated: async () => [] },
    runtime: { ...aPass().runtime, now: tenant.runtime.now },
    syncs: new Map([['contact', aUnit('contact').sync]]),
  });

async function carryOut(kind: Command['kind']): Promise<CommandOutcome | null> {
  const desk = commandDesk(tenant);
  const id = await desk.ask({ kind, pair, askedBy: '70' });
  await carryOutCommands(passWith());
  return desk.outcome(id);
}
const links = () => tenant.store.links.bySide('contact', 'hubspot', ['501']);
const linked = (quickbooksId = '12') =>
  tenant.store.settle(
    [settlement({ link: newLink('501', quickbooksId), status: inSync('501', quickbooksId) })],
    versions,
  );
const clicked = async () =>
  idsOf(await tenant.store.marks.due({ entities: ['contact'], limit: 9, now: new Date(), atMost: 0 }));

describe('linking by hand', () => {
  test('links, marks both records at a click’s urgency, wakes what waited and says who did it', async () => {
    await tenant.store.settle(
      [settlement({ status: failing(inSync(null, '9'), ['link:contact:quickbooks:12']) })],
      versions,
    );
    expect(await carryOut('link')).toEqual({ kind: 'linked' });
    expect(await links()).toMatchObject([{ quickbooksId: '12', base: null }]);
    expect(await clicked()).toEqual(expect.arrayContaining(['501', '12']));
    const history = await recordsStore(tenant).history({ entity: 'contact', side: 'hubspot', id: '501' }, 9);
    expect(history.activities).toMatchObject([{ what: 'linked', why: 'by user 70' }]);
    expect(await tenant.store.marks.counts()).toMatchObject([
      { priority: 0, count: 2 },
      { priority: 2, count: 1 },
    ]);
    expect(await carryOut('link')).toEqual({ kind: 'linked' });
  });

  test.each<[string, RecordSnapshot]>([
    ['unknown', aCustomer({}, { id: '13' })],
    ['inactive', aCustomer({}, { state: 'inactive' })],
    ['merged into another', aCustomer({}, { mergedInto: '13' })],
  ])('links no customer that is %s', async (_case, customer) => {
    records = [aContact(), customer];
    expect(await carryOut('link')).toEqual({ kind: 'not-found', side: 'quickbooks' });
    expect(await links()).toEqual([]);
  });

  test('takes no record from its counterpart', async () => {
    await linked('13');
    expect(await carryOut('link')).toEqual({ kind: 'taken', side: 'hubspot' });
    expect(await links()).toMatchObject([{ quickbooksId: '13' }]);
  });

  test('calls the side whose record is older the origin, whatever offset its time is written in', async () => {
    records = [
      aContact({}, { createdAt: '2026-11-01T01:45:00-07:00' }),
      aCustomer({}, { createdAt: '2026-11-01T01:15:00-08:00' }),
    ];
    await carryOut('link');
    expect(await links()).toMatchObject([{ origin: 'hubspot' }]);
  });
});

describe('taking a link apart', () => {
  test('removes our key by a stored intent, then link and state, and looks at both records anew', async () => {
    await linked();
    expect(await carryOut('unlink')).toEqual({ kind: 'unlinked' });
    expect(written).toMatchObject([
      { side: 'hubspot', target: '501', values: { ledgerline_key: null, ledgerline_link: null } },
    ]);
    expect(await links()).toEqual([]);
    expect(await tenant.store.intents.listOpen(9)).toEqual([]);
    expect((await clicked()).toSorted()).toEqual(['12', '501']);
    expect(await carryOut('unlink')).toEqual({ kind: 'not-linked' });
  });

  test('makes the next create a new one: the customer made before is no answer to it', async () => {
    await linked();
    const before = await tenant.store.intents.refusedCreates('contact', ['501']);
    await carryOut('unlink');
    const after = await tenant.store.intents.refusedCreates('contact', ['501']);
    expect([before.get('501') ?? 0, after.get('501')]).toEqual([0, 1]);
  });

  test('leaves records linked that share the value they are matched by', async () => {
    records = [aContact({ email: 'A@x.com' }), aCustomer({ email: 'a@x.com' })];
    await linked();
    expect(await carryOut('unlink')).toEqual({ kind: 'still-matching' });
    expect(written).toEqual([]);
    expect(await links()).toHaveLength(1);
  });
});

describe('a command', () => {
  test('stays open while a vendor is in trouble, and is given up when nobody can be waiting any more', async () => {
    trouble = new VendorUnavailable('hubspot', 'no answer');
    const desk = commandDesk(tenant);
    const id = await desk.ask({ kind: 'link', pair, askedBy: '70' });
    expect(await desk.ask({ kind: 'link', pair, askedBy: '70' })).toBe(id);
    await expect(carryOutCommands(passWith())).rejects.toBe(trouble);
    expect(await desk.outcome(id)).toBeNull();
    tenant.setTime(new Date(tenant.runtime.now().getTime() + 11 * 60_000));
    await carryOutCommands(passWith());
    expect(await desk.outcome(id)).toEqual({ kind: 'expired' });
  });

  test('of a worker that lost its lease changes nothing', async () => {
    await linked();
    await commandDesk(tenant).ask({ kind: 'unlink', pair, askedBy: '70' });
    const lost = connectionStore({ ...tenant, lease: { fence: '0' } });
    await expect(carryOutCommands(passWith(lost))).rejects.toThrow(LeaseLost);
    expect(await links()).toHaveLength(1);
  });
});
