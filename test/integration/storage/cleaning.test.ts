import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cleanExpired } from '../../../server/storage/cleaning.ts';
import { inTenant } from '../../../server/storage/database.ts';
import { oneTimeStore } from '../../../server/storage/one-time-store.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { testTenant } from '../../support/tenant.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());

test('cleaning keeps inbox and intents as long as promised, and for good what is still to be dealt with', async () => {
  const now = new Date('2026-11-22T10:00:00Z');
  const tenants = [await testTenant(base.db), await testTenant(base.db)];
  for (const tenant of tenants) {
    await oneTimeStore(tenant).issue('connect-ticket', {}, 0);
    await inTenant(base.db, tenant, (trx) =>
      trx.raw(`
        insert into inbox (connection_id, vendor, entity, record_id, change, hints, occurred_at, received_at,
            processed_at)
          select '${tenant.connectionId}', 'hubspot', 'contact', age::text, 'changed', '{}', now(),
            timestamptz '2026-11-22T10:00:00Z' - age * interval '1 day', case when age < 100 then now() end
          from unnest(array[0, 6, 8, 30, 120]) as age;
        insert into intents (connection_id, entity, side, record_id, operation, request, created_at, closed_at)
          select '${tenant.connectionId}', 'contact', 'hubspot', age::text, '{}', '{}',
            timestamptz '2026-11-22T10:00:00Z' - age * interval '1 day', case when age < 100 then now() end
          from unnest(array[0, 89, 91, 120]) as age`),
    );
  }
  expect(await cleanExpired(base.db, now)).toEqual({ inbox: 4, intents: 2, exports: 0, words: 2 });
  expect(await cleanExpired(base.db, now)).toEqual({ inbox: 0, intents: 0, exports: 0, words: 0 });
  for (const tenant of tenants) {
    const left = (table: string) =>
      inTenant(base.db, tenant, (trx) => trx(table).orderBy('id').pluck<string[]>('record_id'));
    expect(await left('inbox')).toEqual(['0', '6', '120']);
    expect(await left('intents')).toEqual(['0', '89', '120']);
  }
});
