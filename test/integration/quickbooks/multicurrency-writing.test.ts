import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FieldValues } from '../../../server/sync/record.ts';
import { acceptedOf, salesRow, writeTo } from './operations.ts';
import { Realm } from './realm.ts';

let realm: Realm;
let customer: string;
beforeAll(async () => {
  realm = await Realm.start({ multiCurrency: true });
});
beforeEach(async () => {
  await realm.reset();
  customer = await realm.save('Customer', { DisplayName: 'Ada (EUR)', CurrencyRef: { value: 'EUR' } });
});
afterAll(() => realm.close());

const invoice = (change: FieldValues = {}) => ({
  key: '9001',
  values: { 'CustomerRef.value': customer, TxnDate: '2026-06-01', ...change },
  rows: [salesRow('100')],
});

describe('in a company with several currencies', () => {
  test('an invoice goes in the customer’s currency at the given rate', async () => {
    const rate = { 'CurrencyRef.value': 'EUR', ExchangeRate: '1.0837' };
    expect(await writeTo(realm, 'invoice', invoice(rate))).toMatchObject({ ok: true, values: rate });
  });

  test.each([{}, { 'CurrencyRef.value': 'USD' }])(
    'an invoice with %j is a currency mismatch',
    async (change) => {
      expect(await writeTo(realm, 'invoice', invoice(change))).toMatchObject({
        category: 'currency-mismatch',
      });
    },
  );

  test('a payment goes in the customer’s currency', async () => {
    const currency = { 'CurrencyRef.value': 'EUR', ExchangeRate: '1.0837' };
    const { id } = acceptedOf(await writeTo(realm, 'invoice', invoice(currency)));
    const values = { 'CustomerRef.value': customer, TotalAmt: '100', TxnDate: '2026-06-02', ...currency };
    const rows = [{ Amount: '100', TxnId: id, TxnType: 'Invoice' }];
    const write = { noun: 'payment', key: '31', values, rows };
    expect(await writeTo(realm, 'payment', write)).toMatchObject({ ok: true, values });
  });

  test('an exchange rate is never emptied', async () => {
    const { id } = acceptedOf(await writeTo(realm, 'invoice', invoice({ 'CurrencyRef.value': 'EUR' })));
    const update = { action: 'update', target: id, version: '0', values: { ExchangeRate: null } } as const;
    expect(await writeTo(realm, 'invoice', update)).toMatchObject({
      category: 'value-not-accepted',
      details: { field: 'ExchangeRate' },
    });
  });
});
