import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { britishCompany } from '../../../sandbox/quickbooks/presets.ts';
import { createListCache } from '../../../server/quickbooks/lists.ts';
import type { CompanyLists } from '../../../server/quickbooks/lists.ts';
import { defineCustomFields, Realm, realmId } from './realm.ts';

let realm: Realm;
let now: Date;
beforeAll(async () => {
  realm = await Realm.start({ salesTax: 'manual' });
});
beforeEach(async () => {
  await realm.reset();
  now = new Date('2026-06-01T12:00:00Z');
});
afterAll(() => realm.close());

const cache = () => createListCache(() => now);
const lists = (): CompanyLists => cache().forClient(realm.pass().client);

describe('tax codes outside the US', () => {
  test('tell exempt sales and codes for purchases apart', async () => {
    const british = await Realm.start(britishCompany);
    await british.reset();
    const codes = await cache().forClient(british.pass().client).taxCodes();
    await british.close();
    const shown = codes.map(({ name, forSales, percent }) => [name, forSales, percent]);
    expect(shown).toContainEqual(['20.0% S', true, '20']);
    expect(shown).toContainEqual(['Exempt', true, '0']);
    expect(shown).toContainEqual(['20.0% Reverse charge', false, null]);
  });
});

describe('lists for settings', () => {
  test('tell accounts apart by what they are chosen for', async () => {
    const { income, expense, bank, deposit, undeposited } = await lists().accounts();
    expect(income.map(({ name }) => name)).toContain('Sales of Product Income');
    expect(expense.map(({ name }) => name)).toContain('Bank Charges');
    expect(bank.map(({ id }) => id)).toEqual(['35']);
    expect(deposit.map(({ id }) => id)).toEqual(expect.arrayContaining(['4', '35']));
    expect(undeposited).toMatchObject({ id: '4', subType: 'UndepositedFunds' });
  });

  test('name tax codes with the rates they are made of', async () => {
    const codes = new Map((await lists().taxCodes()).map((code) => [code.name, code]));
    expect(codes.get('Tucson')).toMatchObject({ percent: '9.1', isLineMark: false, taxable: true });
    expect(codes.get('Tucson')?.rates.map(({ percent }) => percent)).toEqual(['7.1', '2']);
    expect(codes.get('NON')).toMatchObject({ percent: null, isLineMark: true, rates: [] });
  });

  test('name payment methods and terms', async () => {
    expect(await lists().paymentMethods()).toContainEqual({ id: '3', name: 'Visa', isCreditCard: true });
    expect(await lists().terms()).toContainEqual({ id: '3', name: 'Net 30', dueDays: 30 });
  });

  test('name the custom fields in use', async () => {
    await defineCustomFields(realm, { '1': 'Crew #', '2': 'PO number', '3': null });
    expect(await lists().customFields()).toEqual([
      { id: '1', name: 'Crew #' },
      { id: '2', name: 'PO number' },
    ]);
  });
});

/** How many metered calls asking for a list costs. */
const reads = async (kept: ReturnType<typeof cache>): Promise<number> => {
  const before = realm.counted.length;
  await kept.forClient(realm.pass().client).terms();
  return realm.counted.length - before;
};

describe('a list', () => {
  test('is read once a day, whichever pass asks', async () => {
    const kept = cache();
    expect([await reads(kept), await reads(kept)]).toEqual([1, 0]);
    now = new Date(now.getTime() + 24 * 60 * 60 * 1000);
    expect(await reads(kept)).toBe(1);
  });

  test('is read again once its realm is forgotten', async () => {
    const kept = cache();
    await reads(kept);
    kept.forget(realmId);
    expect(await reads(kept)).toBe(1);
  });

  test('that could not be read is asked for again', async () => {
    const kept = cache();
    await realm.fail('500', { path: '/query' }, 3);
    await expect(kept.forClient(realm.pass().client).terms()).rejects.toThrow('not available');
    expect(await reads(kept)).toBe(1);
  });
});
