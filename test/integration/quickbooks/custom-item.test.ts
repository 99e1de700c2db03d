import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { acceptedOf, operation, writeTo } from './operations.ts';
import { Realm } from './realm.ts';

let realm: Realm;
beforeAll(async () => {
  realm = await Realm.start();
});
beforeEach(() => realm.reset());
afterAll(() => realm.close());

const ensured = {
  noun: 'custom-item',
  key: 'custom-item',
  values: { Name: 'Custom Line Item', Type: 'Service', 'IncomeAccountRef.value': '1' },
} as const;
const named = async () => {
  const items: readonly Readonly<Record<string, unknown>>[] = await realm.state('Item');
  return items.filter(({ Name }) => Name === 'Custom Line Item');
};

describe('the item for rows without one', () => {
  test('is made once for all invoices of a pass, and found by the next', async () => {
    const operations = ['a', 'b'].map((intentId) => operation({ ...ensured, intentId }));
    const results = await realm.pass().gateway('invoice').execute(operations);
    const [first, second] = results.map(acceptedOf);
    expect(first?.id).toBe(second?.id);
    const later = acceptedOf(await writeTo(realm, 'invoice', { ...ensured, intentId: 'c' }));
    expect(later.id).toBe(first?.id);
    expect(await named()).toHaveLength(1);
  });

  test('is one that is there already, but no bundle, category or stock of that name', async () => {
    const id = await realm.save('Item', { Name: 'Custom Line Item', Type: 'Category' });
    expect(await writeTo(realm, 'invoice', ensured)).toMatchObject({
      ok: false,
      category: 'duplicate-record',
    });
    await realm.edit({ type: 'Item', action: 'save', id, change: { Name: 'Sundry' } });
    const own = await realm.save('Item', {
      Name: 'Custom Line Item',
      Type: 'Service',
      IncomeAccountRef: { value: '1' },
    });
    expect(acceptedOf(await writeTo(realm, 'invoice', ensured)).id).toBe(own);
  });

  test('says what its account lacks', async () => {
    const values = { ...ensured.values, 'IncomeAccountRef.value': '999' };
    expect(await writeTo(realm, 'invoice', { ...ensured, values })).toMatchObject({
      ok: false,
      category: 'reference-inactive',
    });
  });
});
