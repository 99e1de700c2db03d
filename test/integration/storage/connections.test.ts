import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { InboxEvent } from '../../../server/engine/connections/ports.ts';
import { connectionAdminStore } from '../../../server/storage/connection-admin-store.ts';
import { readCounters } from '../../../server/storage/counter-store.ts';
import { RealmTaken } from '../../../server/storage/database-errors.ts';
import { inTenant } from '../../../server/storage/database.ts';
import { inboxStore } from '../../../server/storage/inbox-store.ts';
import { installationStore } from '../../../server/storage/installation-store.ts';
import { oneTimeStore } from '../../../server/storage/one-time-store.ts';
import { syncSettingsStore } from '../../../server/storage/sync-settings-store.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { customerMark, idsOf, inSync, newLink, settlement } from '../../support/settlements.ts';
import { companyFacts, rulesFor, testTenant, tokensEndingAt } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());

const tokens = tokensEndingAt(new Date('2026-11-22T12:00:00Z'));
const connect = (tenant: TestTenant, portalId: string, realmId: string) =>
  connectionAdminStore(tenant).save({
    portalId,
    realmId,
    tokens,
    facts: companyFacts(realmId),
    setUpDay: '2026-12-01',
  });

describe('connections', () => {
  test('are found by portal, by id within the portal, and by realm', async () => {
    const tenant = await testTenant(base.db);
    const store = connectionAdminStore(tenant);
    const { portalId, connectionId, realmId } = tenant;
    const expected = { id: connectionId, realmId, facts: companyFacts(realmId), setUpDay: '2026-11-22' };
    expect(await store.findByPortal(portalId)).toMatchObject(expected);
    expect(await store.read(portalId, connectionId)).toMatchObject(expected);
    expect(await store.read('another portal', connectionId)).toBeNull();
    expect(await store.read(portalId, 'not an id')).toBeNull();
    expect(await store.findByRealm(realmId)).toEqual({ connectionId, portalId, status: 'connected' });
    expect(await store.findByRealm('unknown')).toBeNull();
    expect(await store.listConnected()).toContainEqual({ connectionId, portalId });
  });

  test('are revived by their portal under the same id and set-up day', async () => {
    const tenant = await testTenant(base.db);
    const store = connectionAdminStore(tenant);
    await store.setStatus(tenant.connectionId, tenant.portalId, 'disconnected', 'asked');
    expect(await store.listConnected()).not.toContainEqual(
      expect.objectContaining({ connectionId: tenant.connectionId }),
    );
    const revived = await connect(tenant, tenant.portalId, tenant.realmId);
    expect(revived).toMatchObject({
      id: tenant.connectionId,
      status: 'connected',
      statusReason: null,
      setUpDay: '2026-11-22',
    });
  });

  test('give a realm to one portal at a time', async () => {
    const [first, second] = [await testTenant(base.db), await testTenant(base.db)];
    await expect(connect(second, second.portalId, first.realmId)).rejects.toBeInstanceOf(RealmTaken);
    await connectionAdminStore(first).setStatus(first.connectionId, first.portalId, 'disconnected', null);
    const moved = await connect(second, second.portalId, first.realmId);
    expect(await connectionAdminStore(first).findByRealm(first.realmId)).toMatchObject({
      connectionId: moved.id,
    });
  });

  test('leave nothing behind when their portal is deleted', async () => {
    const tenant = await testTenant(base.db);
    await tenant.store.marks.add([customerMark('1')], { cursors: [{ name: 'feed', value: 1 }] });
    const settled = settlement({ link: newLink('11', '1'), status: inSync('11', '1') });
    await tenant.store.settle([settled], new Map());
    await installationStore(tenant).deletePortal(tenant.portalId);
    const { rows } = await base.db.raw<{ rows: { name: string }[] }>(
      `select relname as name from pg_class join pg_attribute on attrelid = pg_class.oid
       where relkind = 'r' and attname = 'connection_id' and relnamespace = 'public'::regnamespace`,
    );
    for (const { name } of rows) {
      expect([name, await inTenant(base.db, tenant, (trx) => trx(name).select())]).toEqual([name, []]);
    }
    expect(await installationStore(tenant).read(tenant.portalId)).toBeNull();
  });
});

const event = (vendor: InboxEvent['vendor'], tenant: string, recordId: string): InboxEvent => ({
  vendor,
  tenant,
  entity: 'contact',
  recordId,
  change: 'changed',
  occurredAt: new Date('2026-11-22T10:00:00Z'),
  hints: {},
});

describe('the inbox', () => {
  test('routes events by realm and portal, names whom to wake and counts the unknown', async () => {
    const [first, second] = [await testTenant(base.db), await testTenant(base.db)];
    await connectionAdminStore(second).setStatus(
      second.connectionId,
      second.portalId,
      'needs-reconnect',
      null,
    );
    const result = await inboxStore(first).add([
      event('quickbooks', first.realmId, '1'),
      event('hubspot', first.portalId, '2'),
      event('quickbooks', second.realmId, '3'),
      event('quickbooks', 'nobody', '4'),
      event('hubspot', 'nobody', '5'),
    ]);
    const { connectionId, portalId } = first;
    expect(result).toEqual({ connections: [{ connectionId, portalId }], unknown: 2 });
    const all = { entities: ['contact'], limit: 10 };
    expect(await first.store.drainInbox(all)).toEqual({ events: 2, quickbooks: 1 });
    expect(await second.store.drainInbox(all)).toEqual({ events: 1, quickbooks: 1 });
  });

  test('becomes marks once, in the order received, both records of a merge included', async () => {
    const tenant = await testTenant(base.db);
    const merged = {
      ...event('hubspot', tenant.portalId, '7'),
      change: 'merged',
      hints: { loser: '8' },
    } as const;
    await inboxStore(tenant).add([event('hubspot', tenant.portalId, '6'), merged]);
    const one = { entities: ['contact'], limit: 1 };
    const due = () => tenant.store.marks.due({ entities: ['contact'], limit: 10, now: tenant.runtime.now() });
    expect(await tenant.store.drainInbox(one)).toMatchObject({ events: 1 });
    expect(idsOf(await due())).toEqual(['6']);
    await tenant.store.drainInbox(one);
    expect(idsOf(await due())).toEqual(['6', '7', '8']);
    expect(await tenant.store.drainInbox(one)).toMatchObject({ events: 0 });
  });
});

describe('one-time words', () => {
  test('are consumed once, for their purpose only', async () => {
    const words = oneTimeStore(await testTenant(base.db));
    const word = await words.issue('connect-ticket', { portalId: '1', userId: '2' }, 60_000);
    expect(await words.consume('quickbooks-state', word)).toBeNull();
    const consumed = await Promise.all([1, 2, 3].map(() => words.consume('connect-ticket', word)));
    expect(consumed.filter((payload) => payload !== null)).toEqual([{ portalId: '1', userId: '2' }]);
  });

  test('end in time, and are stored neither readable nor guessable', async () => {
    const tenant = await testTenant(base.db);
    const words = oneTimeStore(tenant);
    const word = await words.issue('hubspot-state', { userId: 'ada-lovelace' }, 60_000);
    const stored = JSON.stringify(await base.db('one_time_words').select());
    expect(stored).not.toContain('ada-lovelace');
    expect(stored).not.toContain(word);
    tenant.setTime(new Date(tenant.runtime.now().getTime() + 60_000));
    expect(await words.consume('hubspot-state', word)).toBeNull();
  });
});

describe('syncs', () => {
  test('keep every version of their rules with who changed them, also over a deletion', async () => {
    const tenant = await testTenant(base.db, []);
    const settings = syncSettingsStore(tenant);
    expect(await settings.save(rulesFor('contact'), 'ada')).toMatchObject({ state: 'off', version: 1 });
    await tenant.store.syncs.setState('contact', 'paused', { pausedReason: 'asked' });
    const changed = await settings.save({ ...rulesFor('contact'), winner: 'hubspot' }, 'bob');
    expect(changed).toMatchObject({ state: 'paused', pausedReason: 'asked', version: 2 });
    await settings.remove('contact');
    expect(await tenant.store.syncs.list()).toEqual([]);
    expect(await settings.save(rulesFor('contact'), 'ada')).toMatchObject({ state: 'off', version: 3 });
    expect((await settings.history('contact')).map(({ version, changedBy }) => [version, changedBy])).toEqual(
      [
        [3, 'ada'],
        [2, 'bob'],
        [1, 'ada'],
      ],
    );
  });

  test('use each version once when several people save at the same time', async () => {
    const tenant = await testTenant(base.db, []);
    const saves = [1, 2, 3, 4].map((n) => syncSettingsStore(tenant).save(rulesFor('contact'), `user-${n}`));
    const versions = (await Promise.all(saves)).map(({ version }) => version);
    expect(versions.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  });
});

describe('counters', () => {
  test('add up per day and kind, also from two processes at once', async () => {
    const tenant = await testTenant(base.db);
    const counts = new Map([
      ['quickbooks.metered', 2],
      ['hubspot.read', 1],
    ]);
    await Promise.all([1, 2, 3].map(() => tenant.store.count(counts)));
    tenant.setTime(new Date('2026-11-23T00:00:00Z'));
    await tenant.store.count(new Map([['hubspot.read', 10]]));
    expect(await readCounters(tenant, '2026-11-22')).toEqual(
      new Map([
        ['hubspot.read', 13],
        ['quickbooks.metered', 6],
      ]),
    );
    expect(await readCounters(tenant, '2026-11-23')).toEqual(new Map([['hubspot.read', 10]]));
  });
});

const quickbooksIds = (found: readonly { quickbooksId: string }[]) =>
  found.map(({ quickbooksId }) => quickbooksId);

describe('links', () => {
  test('are found by either side, when they fall due, and when a listing did not meet them', async () => {
    const tenant = await testTenant(base.db);
    const { links } = tenant.store;
    const pairs = [newLink('11', '1'), newLink('12', '2', { revisitOn: '2026-11-23' })];
    await tenant.store.settle(
      pairs.map((link) => settlement({ link })),
      new Map(),
    );
    expect(quickbooksIds(await links.bySide('contact', 'hubspot', ['12', '99']))).toEqual(['2']);
    expect(quickbooksIds(await links.revisitDue('2026-11-22', 10))).toEqual([]);
    expect(quickbooksIds(await links.revisitDue('2026-11-23', 10))).toEqual(['2']);
    await links.noteListed('contact', 'quickbooks', ['1'], 'run-1');
    expect(quickbooksIds(await links.notListed('contact', 'quickbooks', 'run-1', 10))).toEqual(['2']);
    expect(quickbooksIds(await links.notListed('contact', 'hubspot', 'run-1', 10))).toEqual(['1', '2']);
  });
});
