import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Mark, Settlement } from '../../../server/engine/stores.ts';
import { connectionStore } from '../../../server/storage/connection-store.ts';
import { inTenant } from '../../../server/storage/database.ts';
import { syncSettingsStore } from '../../../server/storage/sync-settings-store.ts';
import { LeaseLost } from '../../../server/sync/reactions.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { customerMark, failing, idsOf, inSync, newLink, settlement } from '../../support/settlements.ts';
import { rulesFor, testTenant } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';

let base: TestDatabase;
let tenant: TestTenant;
const versions = new Map([['contact', 1]]);
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
  tenant = await testTenant(base.db);
});

const due = (): Promise<readonly Mark[]> =>
  tenant.store.marks.due({ entities: ['contact', 'invoice'], limit: 100, now: tenant.runtime.now() });

async function marked(...ids: readonly string[]): Promise<readonly Mark[]> {
  await tenant.store.marks.add(ids.map((id) => customerMark(id)));
  return due();
}

const rows = <Row>(sql: string): Promise<readonly Row[]> =>
  inTenant(base.db, tenant, async (trx) => (await trx.raw<{ rows: Row[] }>(sql)).rows);

const linkOf = async (quickbooksId: string) =>
  (await tenant.store.links.bySide('contact', 'quickbooks', [quickbooksId]))[0];

const settleState = (status: ReturnType<typeof inSync>) =>
  tenant.store.settle([settlement({ status })], versions);

describe('settle', () => {
  test('stores link, state and activity and removes the mark in one step', async () => {
    const marks = await marked('1');
    const activity = { entity: 'contact', hubspotId: '11', quickbooksId: '1', what: 'linked', why: 'match' };
    const leftOut = await tenant.store.settle(
      [
        settlement({
          marks,
          link: newLink('11', '1'),
          status: inSync('11', '1'),
          activities: [{ ...activity, before: {}, after: { email: 'a@b.c' }, vendorError: null }],
        }),
      ],
      versions,
    );
    expect(leftOut).toEqual([]);
    expect(await due()).toEqual([]);
    expect(await linkOf('1')).toMatchObject({ hubspotId: '11', revision: 1, base: newLink('11', '1').base });
    expect(await rows('select state from record_states')).toEqual([{ state: 'in-sync' }]);
    expect(await rows('select what, vendor_error from activities')).toEqual([
      { what: 'linked', vendor_error: null },
    ]);
  });

  test('throws LeaseLost and stores nothing once another worker holds the lease', async () => {
    const marks = await marked('1');
    await inTenant(base.db, tenant, (trx) => trx.raw('update leases set fence = fence + 1'));
    const late = tenant.store.settle([settlement({ marks, link: newLink('11', '1') })], versions);
    await expect(late).rejects.toBeInstanceOf(LeaseLost);
    expect(await linkOf('1')).toBeUndefined();
    expect(idsOf(await due())).toEqual(['1']);
  });

  test('refuses to work without a lease', async () => {
    const store = connectionStore({ ...tenant, lease: null });
    await expect(store.settle([settlement({ link: newLink('11', '1') })], versions)).rejects.toBeInstanceOf(
      LeaseLost,
    );
  });

  test('leaves out an outcome decided under older rules, and keeps its mark', async () => {
    const marks = await marked('1');
    await syncSettingsStore(tenant).save(rulesFor('contact'), 'user-2');
    const outcome = settlement({ marks, link: newLink('11', '1') });
    expect(await tenant.store.settle([outcome], versions)).toEqual([0]);
    expect(await linkOf('1')).toBeUndefined();
    expect(idsOf(await due())).toEqual(['1']);
  });

  test('leaves out an outcome decided on an older revision of its link, and settles the others', async () => {
    await tenant.store.settle([settlement({ link: newLink('11', '1') })], versions);
    const link = await linkOf('1');
    const update = (hubspotVersion: string) =>
      settlement({ link: newLink('11', '1', { id: link?.id ?? '', revision: 1, hubspotVersion }) });
    expect(await tenant.store.settle([update('2')], versions)).toEqual([]);
    const other = settlement({ link: newLink('12', '2') });
    expect(await tenant.store.settle([update('3'), other], versions)).toEqual([0]);
    expect(await linkOf('1')).toMatchObject({ hubspotVersion: '2', revision: 2 });
    expect(await linkOf('2')).toMatchObject({ hubspotId: '12' });
  });

  test('leaves out a second outcome for a link that changed in the same chunk', async () => {
    await tenant.store.settle([settlement({ link: newLink('11', '1') })], versions);
    const link = await linkOf('1');
    const update = () => settlement({ link: newLink('11', '1', { id: link?.id ?? '', revision: 1 }) });
    expect(await tenant.store.settle([update(), update()], versions)).toEqual([1]);
  });

  test('leaves out whole an outcome whose record somebody else linked first', async () => {
    await tenant.store.settle([settlement({ link: newLink('11', '1') })], versions);
    const marks = await marked('2', '3');
    const [second, third] = marks;
    const taken = settlement({
      marks: second ? [second] : [],
      link: newLink('11', '2'),
      status: inSync('11', '2'),
    });
    const free = settlement({ marks: third ? [third] : [], link: newLink('13', '3') });
    expect(await tenant.store.settle([taken, free], versions)).toEqual([0]);
    expect(idsOf(await due())).toEqual(['2']);
    expect(await rows('select 1 from record_states')).toEqual([]);
    expect(await linkOf('3')).toBeDefined();
  });

  test('gives a pair another record under its old id', async () => {
    await tenant.store.settle(
      [settlement({ link: newLink('11', '1', { partIds: { payment: ['p1'] } }) })],
      versions,
    );
    const link = await linkOf('1');
    const moved = newLink('99', '1', { id: link?.id ?? '', revision: 1, partIds: { payment: ['p2'] } });
    expect(await tenant.store.settle([settlement({ link: moved })], versions)).toEqual([]);
    expect(await linkOf('1')).toMatchObject({ id: link?.id, hubspotId: '99', revision: 2 });
    expect(await tenant.store.links.parentsOfPart('payment', ['p1'])).toEqual([]);
    expect(await tenant.store.links.parentsOfPart('payment', ['p2'])).toHaveLength(1);
  });

  test('keeps a pair’s day and parts when its QuickBooks record was not read', async () => {
    const whole = newLink('11', '1', { revisitOn: '2026-11-20', partIds: { payment: ['p1'] } });
    await tenant.store.settle([settlement({ link: whole })], versions);
    const { revisitOn: _day, partIds: _parts, ...seen } = newLink('11', '1', { revision: 1 });
    const link = { ...seen, id: (await linkOf('1'))?.id ?? '' };
    expect(await tenant.store.settle([settlement({ link })], versions)).toEqual([]);
    expect(await linkOf('1')).toMatchObject({ revision: 2 });
    expect(await tenant.store.links.revisitDue('2026-11-22', 10)).toMatchObject([{ quickbooksId: '1' }]);
    expect(await tenant.store.links.parentsOfPart('payment', ['p1'])).toHaveLength(1);
  });

  test('keeps a mark that was raised again while the outcome was worked out', async () => {
    const marks = await marked('1');
    await tenant.store.marks.add([customerMark('1')]);
    await tenant.store.settle([settlement({ marks })], versions);
    expect(idsOf(await due())).toEqual(['1']);
  });

  test('puts off the mark of an outcome to be tried again and counts the attempt', async () => {
    const marks = await marked('1');
    const retryAt = new Date('2026-11-22T10:05:00Z');
    await tenant.store.settle([settlement({ marks, retryAt, status: failing(inSync(null, '1')) })], versions);
    expect(await due()).toEqual([]);
    tenant.setTime(retryAt);
    expect(await due()).toMatchObject([{ id: '1', attempts: 1 }]);
  });

  test('marks what follows and what waited on a removed cause, within the same chunk, too', async () => {
    const marks = await marked('1', '2');
    const [first, second] = marks;
    const waiting = settlement({
      marks: second ? [second] : [],
      status: failing(inSync(null, '2'), ['link:contact:1']),
    });
    const cause = settlement({
      marks: first ? [first] : [],
      causes: ['link:contact:1'],
      follow: [{ entity: 'invoice', side: 'quickbooks', id: '70', priority: 1 }],
    });
    await tenant.store.settle([cause, waiting], versions);
    expect((await due()).map(({ entity, id }) => `${entity} ${id}`)).toEqual(['contact 2', 'invoice 70']);
  });

  test.each(['link:contact:quickbooks:1', 'link:contact:hubspot:11'])(
    'wakes what waits on %s, whichever of link and wait is stored first',
    async (cause) => {
      const waitOf = (marks: readonly Mark[]) =>
        settlement({ marks, status: failing(inSync(null, '2'), [cause]) });
      const linked = settlement({ link: newLink('11', '1'), causes: [cause] });
      await tenant.store.settle([waitOf(await marked('2'))], versions);
      expect(await due()).toEqual([]);
      await tenant.store.settle([linked], versions);
      const woken = await due();
      expect(woken).toMatchObject([{ id: '2', priority: 2 }]);
      await tenant.store.settle([waitOf(woken)], versions);
      expect(await due()).toMatchObject([{ entity: 'contact', side: 'quickbooks', id: '2', priority: 1 }]);
    },
  );

  test('leaves alone what waits on another record than the linked one', async () => {
    await tenant.store.settle([settlement({ link: newLink('11', '1') })], versions);
    const causes = ['link:contact:quickbooks:11', 'link:invoice:quickbooks:1', 'record:contact:quickbooks:1'];
    const marks = await marked('2');
    await tenant.store.settle([settlement({ marks, status: failing(inSync(null, '2'), causes) })], versions);
    expect(await due()).toEqual([]);
  });

  test('wakes what one record stood in the way of, but not what it still cannot be told from', async () => {
    const waiting = async (id: string, on: string) => {
      const status = failing(inSync(null, id), [`record:contact:quickbooks:${on}`]);
      await tenant.store.settle([settlement({ marks: await marked(id), status })], versions);
    };
    await waiting('2', '1');
    await waiting('3', '1');
    const causes = ['record:contact:quickbooks:1'];
    const sparing = ['record:contact:quickbooks:2'];
    await tenant.store.settle([settlement({ marks: await marked('1'), causes, sparing })], versions);
    expect(await due()).toMatchObject([{ id: '3' }]);
  });

  const excluded = (hubspotId: string, quickbooksId: string, into?: string): Settlement => ({
    ...settlement({ link: newLink(hubspotId, quickbooksId) }),
    status: {
      ...inSync(hubspotId, quickbooksId),
      status: {
        state: 'excluded',
        reason: into === undefined ? 'deleted-in-hubspot' : 'merged',
        details: into === undefined ? {} : { into },
      },
    },
  });

  test.each([
    ['was deleted', excluded('11', '1')],
    ['was merged into one that was deleted', excluded('11', '1', '12')],
  ])('does not wake what waits on a pair whose HubSpot record %s', async (_how, gone) => {
    await tenant.store.settle([excluded('12', '9'), gone], versions);
    const status = failing(inSync(null, '2'), ['link:contact:quickbooks:1']);
    await tenant.store.settle([settlement({ marks: await marked('2'), status })], versions);
    expect(await due()).toEqual([]);
    const resting = await tenant.store.links.resting('contact', 'quickbooks', ['1']);
    expect(resting.get('1')).toBe('deleted-in-hubspot');
  });

  test('turns two singles into one row when they become a pair, and back', async () => {
    await tenant.store.settle(
      [settlement({ status: failing(inSync(null, '1'), ['x']) }), settlement({ status: inSync('11', null) })],
      versions,
    );
    await tenant.store.settle([settlement({ status: inSync('11', '1') })], versions);
    const all = 'select hubspot_id, quickbooks_id from record_states order by quickbooks_id';
    expect(await rows(all)).toEqual([{ hubspot_id: '11', quickbooks_id: '1' }]);
    expect(await rows('select 1 from record_waits')).toEqual([]);
    await tenant.store.settle([settlement({ status: inSync(null, '1') })], versions);
    expect(await rows(all)).toEqual([{ hubspot_id: null, quickbooks_id: '1' }]);
  });

  test('keeps the counts of states as the rows change', async () => {
    await settleState(inSync('11', '1'));
    await settleState(inSync(null, '2'));
    await settleState(failing(inSync(null, '2')));
    await settleState(inSync('12', '1'));
    const counts = `select state, count::int from record_state_counts where count <> 0 order by state`;
    const counted = `select state, count(*)::int as count from record_states group by state order by state`;
    expect(await rows(counts)).toEqual(await rows(counted));
    expect(await rows(counts)).toEqual([
      { state: 'failing', count: 1 },
      { state: 'in-sync', count: 1 },
    ]);
  });

  test('stores text that PostgreSQL would refuse in JSON', async () => {
    const label = 'nul \u0000, half \ud83d, whole \u{1f600}';
    await tenant.store.settle([settlement({ status: { ...inSync(null, '1'), label } })], versions);
    expect(await rows('select label from record_states')).toEqual([
      { label: 'nul , half \ufffd, whole \u{1f600}' },
    ]);
  });

  test('closes the intents it names', async () => {
    const operation = {
      name: 'record',
      stage: 0,
      side: 'hubspot',
      noun: 'record',
      action: 'create',
      version: null,
      key: '1',
      values: {},
    } as const;
    const request = { ...operation, intentId: '', target: null, associations: [], repeated: false };
    const ref = { entity: 'contact', side: 'quickbooks', id: '1' } as const;
    const intents = await tenant.store.intents.open([
      { ref, counterpart: null, operation: { ...operation, target: null, associations: [] }, request },
    ]);
    await tenant.store.settle([settlement({ intents })], versions);
    expect(await tenant.store.intents.listOpen(10)).toEqual([]);
  });
});
