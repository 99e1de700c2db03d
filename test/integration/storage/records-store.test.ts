import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { RecordsQuery, RecordsStore } from '../../../server/engine/records.ts';
import type { StateWrite } from '../../../server/engine/stores.ts';
import { recordsStore } from '../../../server/storage/records-store.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { failing, idsOf, inSync, settlement } from '../../support/settlements.ts';
import { testTenant } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';

let base: TestDatabase;
let tenant: TestTenant;
let store: RecordsStore;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
  tenant = await testTenant(base.db);
  store = recordsStore(tenant);
});

const versions = new Map([['contact', 1]]);
const states = (...writes: readonly StateWrite[]) =>
  tenant.store.settle(
    writes.map((status) => settlement({ status })),
    versions,
  );
const all: RecordsQuery = { entity: 'contact', state: null, category: null, after: null, limit: 2 };
const marks = (atMost: 0 | 2 = 2) =>
  tenant.store.marks.due({ entities: ['contact'], limit: 10, now: tenant.runtime.now(), atMost });
const pair = { entity: 'contact', hubspotId: '11', quickbooksId: '1' };

describe('rows of the overview', () => {
  test('come page by page, each once', async () => {
    await states(inSync('11', '1'), inSync('12', '2'), failing(inSync(null, '3')));
    const first = await store.list(all);
    const second = await store.list({ ...all, after: first.next });
    expect([...first.rows, ...second.rows].map(({ quickbooksId }) => quickbooksId)).toEqual(['1', '2', '3']);
    expect(second.next).toBeNull();
  });

  test('are picked by state and category, and are the connection’s own', async () => {
    await states(inSync('11', '1'), failing(inSync(null, '3')));
    expect((await store.list({ ...all, state: 'failing' })).rows).toMatchObject([{ quickbooksId: '3' }]);
    expect((await store.list({ ...all, category: 'temporary-error' })).rows).toHaveLength(1);
    expect((await store.list({ ...all, category: 'closed-books' })).rows).toEqual([]);
    const other = recordsStore(await testTenant(base.db));
    expect((await other.list({ ...all, entity: null })).rows).toEqual([]);
  });

  test('tell of one record, found from either side, with what was done', async () => {
    const activity = { ...pair, what: 'updated', why: 'changed', before: {}, after: { phone: '1' } };
    const status = inSync('11', '1');
    await tenant.store.settle(
      [settlement({ status, activities: [{ ...activity, vendorError: null }] })],
      versions,
    );
    for (const [side, id] of [
      ['hubspot', '11'],
      ['quickbooks', '1'],
    ] as const) {
      const { row, activities } = await store.history({ entity: 'contact', side, id }, 10);
      expect(row).toMatchObject({ hubspotId: '11', state: 'in-sync' });
      expect(activities).toMatchObject([{ what: 'updated', after: { phone: '1' } }]);
    }
  });
});

describe('trying again', () => {
  test('marks both records of the rows picked, ahead of everything', async () => {
    await states(failing(inSync('11', '1')), failing(inSync(null, '3')));
    const { rows } = await store.list(all);
    expect(await store.retry('contact', { ids: rows.slice(0, 1).map(({ id }) => id) })).toBe(1);
    expect((await marks(0)).map(({ side, id }) => `${side} ${id}`).toSorted()).toEqual([
      'hubspot 11',
      'quickbooks 1',
    ]);
  });

  test('of a category or of all takes failing rows only and lets changes go first', async () => {
    await states(inSync('11', '1'), failing(inSync(null, '3')), failing(inSync(null, '4')));
    expect(await store.retry('contact', { category: 'closed-books' })).toBe(0);
    expect(await store.retry('contact', { category: 'temporary-error' })).toBe(2);
    expect(await store.retry('contact', { category: null })).toBe(2);
    expect(idsOf(await marks()).toSorted()).toEqual(['3', '4']);
    expect(await marks(0)).toEqual([]);
  });
});
