import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { quickbooksGateways } from '../../../server/quickbooks/access.ts';
import type { QuickBooksClient } from '../../../server/quickbooks/client.ts';
import { createRecordCache } from '../../../server/quickbooks/record-cache.ts';
import type { ResolvedOperation } from '../../../server/sync/operation.ts';
import type { OperationResult } from '../../../server/sync/ports.ts';
import { operation, writeTo } from './operations.ts';
import { Realm } from './realm.ts';

let realm: Realm;
beforeAll(async () => {
  realm = await Realm.start();
});
beforeEach(() => realm.reset());
afterAll(() => realm.close());

const write = (entity: string, change: Partial<ResolvedOperation>): Promise<OperationResult> =>
  writeTo(realm, entity, change);

const ada = { DisplayName: 'Ada', 'PrimaryEmailAddr.Address': 'ada@example.com', 'BillAddr.City': 'London' };

async function readCustomer(id: string): Promise<Readonly<Record<string, string | null>>> {
  const { found } = await realm.pass().gateway('contact').read([id]);
  return found[0]?.fields ?? {};
}

describe('creating', () => {
  test('answers the id, the version and the values as QuickBooks keeps them', async () => {
    const result = await write('contact', { values: ada });
    expect(result).toMatchObject({ ok: true, id: expect.any(String), version: '0', values: ada });
  });

  test('twice for one intent makes one customer', async () => {
    const first = await write('contact', { values: ada });
    const second = await write('contact', { values: ada });
    expect(second).toEqual(first);
    expect(await realm.state('Customer')).toHaveLength(1);
  });

  test('again after QuickBooks forgot the request finds what was made', async () => {
    await realm.behave({ requestIdHours: 1 });
    const first = await write('contact', { values: ada });
    await realm.control('clock', { advanceMs: 2 * 60 * 60 * 1000 });
    await realm.connect();
    expect(await write('contact', { values: ada, repeated: true })).toEqual(first);
    expect(await realm.state('Customer')).toHaveLength(1);
  });

  test('that is answered in a shape nobody knows is trouble of the vendor, and its repeat finds what was made', async () => {
    const { client } = realm.pass();
    const odd: QuickBooksClient = {
      ...client,
      post: (path, schema, sent) => client.post(path, schema.and(z.object({ Surprise: z.string() })), sent),
    };
    const cache = createRecordCache();
    const { gateways } = quickbooksGateways({ client: odd, cache, now: () => new Date() });
    const customers = gateways.find(({ entity }) => entity === 'contact');
    await expect(customers?.execute([operation({ values: ada, key: '501' })])).rejects.toMatchObject({
      name: 'VendorUnavailable',
      message: 'quickbooks is not available: unexpected answer at Surprise',
    });
    const repeated = await write('contact', { values: ada, key: '501', repeated: true });
    expect(repeated).toMatchObject({ ok: true, values: ada });
    expect(await realm.state('Customer')).toHaveLength(1);
  });

  test('under a taken name is refused as such', async () => {
    await write('contact', { values: ada });
    expect(await write('contact', { values: ada, intentId: 'intent-2' })).toMatchObject({
      ok: false,
      category: 'display-name-used',
      details: { holderId: expect.stringMatching(/^\d+$/) },
      error: { code: '6240' },
    });
  });

  test('one record twice, under two intents, makes one customer', async () => {
    const first = await write('contact', { values: ada, key: '501' });
    expect(await write('contact', { values: ada, key: '501', intentId: 'intent-2' })).toEqual({
      ...first,
      intentId: 'intent-2',
    });
  });

  test('an item under a taken name is a duplicate record', async () => {
    const values = { Name: 'Work', Type: 'Service', 'IncomeAccountRef.value': '79', UnitPrice: '33.333333' };
    expect(await write('product', { values })).toMatchObject({ ok: true, values });
    expect(await write('product', { values, intentId: 'intent-2' })).toMatchObject({
      category: 'duplicate-record',
    });
  });

  test('an item again after QuickBooks forgot the request is found by its SKU', async () => {
    const values = { Name: 'Work', Sku: 'HS-1', Type: 'Service', 'IncomeAccountRef.value': '79' };
    const first = await write('product', { values, key: '77' });
    if (!first.ok) throw new Error(first.error.message);
    await realm.save('Item', { Name: 'Renamed by a person' }, first.id);
    expect(await write('product', { values, attempt: 1, key: '77', repeated: true })).toMatchObject({
      ok: true,
      id: first.id,
      values: { Name: 'Renamed by a person' },
    });
  });

  test('leaves empty values out', async () => {
    const result = await write('contact', { values: { ...ada, CompanyName: null } });
    expect(result).toMatchObject({ ok: true, values: { CompanyName: null } });
  });
});

/** A customer with an address and a note. */
async function created(): Promise<string> {
  const result = await write('contact', {
    values: { ...ada, 'BillAddr.Line1': '1 High Street', Notes: 'old' },
  });
  if (!result.ok) throw new Error(result.error.message);
  return result.id;
}

describe('updating', () => {
  const update = { action: 'update', intentId: 'intent-2', version: '0' } as const;

  test('changes what is named and keeps the rest, inside nested objects too', async () => {
    const target = await created();
    const result = await write('contact', { ...update, target, values: { 'BillAddr.City': 'Paris' } });
    expect(result).toMatchObject({ ok: true, version: '1', values: { 'BillAddr.City': 'Paris' } });
    expect(await readCustomer(target)).toMatchObject({ 'BillAddr.Line1': '1 High Street', Notes: 'old' });
  });

  test('clears a value', async () => {
    const target = await created();
    const result = await write('contact', { ...update, target, values: { Notes: null } });
    expect(result).toMatchObject({ ok: true, values: { Notes: null } });
    expect((await readCustomer(target))['Notes'] ?? null).toBeNull();
  });

  test.each([{ Notes: 'new' }, { 'BillAddr.City': 'Paris' }])(
    'on a version that is no longer current is a conflict: %j',
    async (values) => {
      const target = await created();
      await realm.save('Customer', { Notes: 'by a person' }, target);
      expect(await write('contact', { ...update, target, values })).toMatchObject({
        ok: false,
        category: 'conflicting-change',
        error: { code: '5010' },
      });
    },
  );

  test('deactivates and brings back', async () => {
    const target = await created();
    const result = await write('contact', { ...update, target, values: { Active: 'false' } });
    expect(result).toMatchObject({ ok: true, values: { Active: 'false' } });
  });
});

describe('one refused write of several', () => {
  test('leaves the others alone', async () => {
    const results = await realm
      .pass()
      .gateway('contact')
      .execute([
        operation({ values: { DisplayName: 'Ada' } }),
        operation({ values: { DisplayName: 'x'.repeat(600) }, intentId: 'intent-2' }),
        operation({ values: { Balance: '5' }, intentId: 'intent-3' }),
      ]);
    expect(results.map((result) => (result.ok ? 'ok' : result.category))).toEqual([
      'ok',
      'value-not-accepted',
      'value-not-accepted',
    ]);
  });
});

test('what a noun does not offer is not sent', async () => {
  await expect(write('contact', { action: 'void', target: '1' })).rejects.toThrow(
    'not available in this direction: void record',
  );
});
