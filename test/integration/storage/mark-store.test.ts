import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Mark, NewMark, Priority } from '../../../server/engine/stores.ts';
import { LeaseLost } from '../../../server/sync/reactions.ts';
import { installationStore } from '../../../server/storage/installation-store.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { customerMark, failing, idsOf, inSync, settlement } from '../../support/settlements.ts';
import { testTenant } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';

let base: TestDatabase;
let tenant: TestTenant;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
  tenant = await testTenant(base.db);
});

const entities = ['contact', 'product', 'invoice'];
const due = (options: { limit?: number; atMost?: Priority } = {}) =>
  tenant.store.marks.due({ entities, limit: 100, now: tenant.runtime.now(), ...options });
const putOff = (marks: readonly Mark[], retryAt: Date) =>
  tenant.store.settle([settlement({ marks, retryAt })], new Map());
const mark = (entity: string, id: string, priority: Priority): NewMark => ({
  entity,
  side: 'hubspot',
  id,
  priority,
});

describe('marks', () => {
  test('come by most urgent class, then in the order of entities, then oldest first', async () => {
    const { marks } = tenant.store;
    await marks.add([mark('invoice', '1', 1), mark('contact', '3', 1)]);
    await marks.add([mark('contact', '2', 1), mark('contact', '9', 3)]);
    expect(idsOf(await due())).toEqual(['3', '2', '1']);
    expect(idsOf(await due({ limit: 2 }))).toEqual(['3', '2']);
    await marks.drop(await due());
    expect(idsOf(await due({ atMost: 2 }))).toEqual([]);
    expect(idsOf(await due())).toEqual(['9']);
  });

  test('are one per record, raised at each marking and never less urgent', async () => {
    const { marks } = tenant.store;
    await marks.add([mark('contact', '1', 1), mark('contact', '1', 3)]);
    const [first] = await due();
    await marks.add([mark('contact', '1', 3)]);
    const [second] = await due();
    expect(second).toMatchObject({ priority: 1, attempts: 0 });
    expect(BigInt(second?.sequence ?? 0) > BigInt(first?.sequence ?? 0)).toBe(true);
  });

  test('that were put off come back in time, or at once when marked again', async () => {
    const { marks } = tenant.store;
    const until = new Date('2026-11-22T10:10:00Z');
    await marks.add([mark('contact', '1', 1), mark('contact', '2', 1)]);
    await putOff(await due(), until);
    expect(await due()).toEqual([]);
    expect(await marks.counts()).toEqual([{ entity: 'contact', priority: 1, count: 2, nextDueAt: until }]);
    await marks.add([mark('contact', '2', 1)]);
    expect(await due()).toMatchObject([{ id: '2', attempts: 0 }]);
    expect(await marks.counts()).toMatchObject([{ count: 2, nextDueAt: null }]);
    tenant.setTime(until);
    expect(await due()).toMatchObject([
      { id: '1', attempts: 1 },
      { id: '2', attempts: 0 },
    ]);
  });

  test('are neither dropped nor put off at an older sequence', async () => {
    const { marks } = tenant.store;
    await marks.add([mark('contact', '1', 1)]);
    const loaded = await due();
    await marks.add([mark('contact', '1', 1)]);
    await putOff(loaded, new Date('2027-01-01T00:00:00Z'));
    await marks.drop(loaded);
    expect(idsOf(await due())).toEqual(['1']);
  });

  test('are stored together with keys and cursors, or not at all', async () => {
    const { marks, cursors, matchKeys } = tenant.store;
    const ref = { entity: 'contact', side: 'hubspot', id: '1' } as const;
    await marks.add([mark('contact', '1', 1)], {
      cursors: [{ name: 'feed', value: { at: 1 } }],
      keys: [{ ...ref, keys: ['email:a@b.c'] }],
    });
    expect(await cursors.read('feed')).toEqual({ at: 1 });
    expect(await matchKeys.holders('contact', ['email:a@b.c', 'email:x@y.z'])).toEqual(
      new Map([['email:a@b.c', [ref]]]),
    );
    // The database has the last word on what a side is.
    const noSide = JSON.parse('{"entity":"contact","side":"neither","id":"2","priority":1}');
    const broken = marks.add([noSide], {
      cursors: [{ name: 'feed', value: { at: 2 } }],
    });
    await expect(broken).rejects.toThrow('check constraint');
    expect(await cursors.read('feed')).toEqual({ at: 1 });
  });

  test('are made once for each record that waits on a cause which went away', async () => {
    const remove = (causes: readonly string[], marks: readonly Mark[] = []) =>
      tenant.store.settle([settlement({ causes, marks })], new Map());
    const statuses = ['1', '2'].map((id) => failing(inSync(null, id), ['mapping', `item:${id}`]));
    await tenant.store.settle(
      statuses.map((status) => settlement({ status })),
      new Map(),
    );
    await tenant.store.marks.add([customerMark('9', 1)]);
    await remove(['item:2', 'item:3'], await due());
    expect(await due()).toMatchObject([{ id: '2', side: 'quickbooks', priority: 1 }]);
    await remove(['mapping', 'item:1']);
    expect(await tenant.store.marks.counts()).toMatchObject([
      { priority: 1, count: 1 },
      { priority: 2, count: 1 },
    ]);
    expect(idsOf(await due({ atMost: 1 }))).toEqual(['2']);
  });

  test('of one connection stay apart from those of another', async () => {
    const other = await testTenant(base.db);
    await tenant.store.marks.add([customerMark('1')]);
    await other.store.marks.add([customerMark('1')]);
    await tenant.store.marks.drop(await due());
    expect(await due()).toEqual([]);
    expect(await other.store.marks.counts()).toMatchObject([{ count: 1 }]);
  });

  test('cannot be added to a connection that was deleted', async () => {
    await installationStore(tenant).deletePortal(tenant.portalId);
    await expect(tenant.store.marks.add([customerMark('1')])).rejects.toBeInstanceOf(LeaseLost);
  });
});

describe('match keys', () => {
  test('of a record are replaced, and nothing readable is stored', async () => {
    const { marks, matchKeys } = tenant.store;
    const ref = { entity: 'contact', side: 'quickbooks', id: '1' } as const;
    const learn = (keys: readonly string[]) => marks.add([], { keys: [{ ...ref, keys }] });
    await learn(['email:a@b.c', 'email:b@b.c']);
    await learn(['email:b@b.c']);
    expect([...(await matchKeys.holders('contact', ['email:a@b.c', 'email:b@b.c'])).keys()]).toEqual([
      'email:b@b.c',
    ]);
    await learn([]);
    expect(await matchKeys.holders('contact', ['email:b@b.c'])).toEqual(new Map());
  });
});

describe('cursors', () => {
  test('are removed by null and keep the last of several moves', async () => {
    const { cursors } = tenant.store;
    expect(await cursors.read('feed')).toBeNull();
    await cursors.move([
      { name: 'feed', value: 1 },
      { name: 'feed', value: 'two' },
    ]);
    expect(await cursors.read('feed')).toBe('two');
    await cursors.move([{ name: 'feed', value: null }]);
    expect(await cursors.read('feed')).toBeNull();
  });
});
