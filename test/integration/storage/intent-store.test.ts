import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NewIntent } from '../../../server/engine/stores.ts';
import { connectionStore } from '../../../server/storage/connection-store.ts';
import { inTenant } from '../../../server/storage/database.ts';
import { LeaseLost } from '../../../server/sync/reactions.ts';
import type { Operation } from '../../../server/sync/operation.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { settlement } from '../../support/settlements.ts';
import { testTenant } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';

let base: TestDatabase;
let tenant: TestTenant;
beforeAll(async () => {
  base = await testDatabase();
  tenant = await testTenant(base.db);
});
afterAll(() => base.close());

function intentFor(id: string): NewIntent {
  const operation: Operation = {
    name: 'record',
    stage: 0,
    side: 'hubspot',
    noun: 'record',
    action: 'create',
    target: null,
    version: null,
    key: id,
    values: { email: `${id}@example.com` },
    associations: [],
  };
  const request = { ...operation, target: null, associations: [], intentId: '', repeated: false };
  return { ref: { entity: 'contact', side: 'quickbooks', id }, counterpart: null, operation, request };
}

describe('intents', () => {
  test('get ids in the order given, keep their request, and take the answer when it comes', async () => {
    const { intents } = tenant.store;
    const given = Array.from({ length: 100 }, (_, index) => intentFor(`${index}`));
    const ids = await intents.open(given);
    const stored = await intents.listOpen(1_000);
    expect(stored.map(({ id, ref }) => [id, ref.id])).toEqual(ids.map((id, index) => [id, `${index}`]));
    expect(stored[7]).toMatchObject({
      operation: given[7]?.operation,
      request: given[7]?.request,
      answer: null,
    });

    const answer = {
      intentId: ids[0] ?? '',
      ok: true,
      id: '501',
      version: '2',
      values: { email: null },
    } as const;
    await intents.answer([answer]);
    await tenant.store.settle([settlement({ intents: ids.slice(1) })], new Map());
    expect(await intents.listOpen(10)).toMatchObject([{ id: ids[0], answer }]);
  });

  test('cannot be opened once another worker holds the lease', async () => {
    const late = await testTenant(base.db);
    await inTenant(base.db, late, (trx) => trx.raw('update leases set fence = fence + 1'));
    await expect(late.store.intents.open([intentFor('1')])).rejects.toBeInstanceOf(LeaseLost);
    expect(await late.store.intents.listOpen(10)).toEqual([]);
  });

  test('cannot be opened without a lease', async () => {
    const free = await testTenant(base.db);
    const { intents } = connectionStore({ ...free, lease: null });
    await expect(intents.open([intentFor('1')])).rejects.toBeInstanceOf(LeaseLost);
    expect(await intents.listOpen(10)).toEqual([]);
  });

  test('belong to their connection alone', async () => {
    const other = await testTenant(base.db);
    const [id = ''] = await other.store.intents.open([intentFor('1')]);
    await tenant.store.settle([settlement({ intents: [id] })], new Map());
    expect(await other.store.intents.listOpen(10)).toHaveLength(1);
  });
});
