import { expect, test } from '@jest/globals';
import { totalsByCurrency } from '../../../../../server/sync/entities/invoice/totals.ts';

const invoice = (currency: string, amounts: Partial<Record<'paid' | 'deposit' | 'credits', number>> = {}) => {
  const { paid = 0, deposit = 0, credits = 0 } = amounts;
  return { currency, total: 1_000, paid, deposit, credits, balance: 1_000 - paid - deposit - credits };
};

test('a deal’s amounts are added within a currency and never across', () => {
  const invoices = [invoice('USD', { paid: 300 }), invoice('EUR'), invoice('USD', { credits: 100 })];
  expect(totalsByCurrency(invoices)).toEqual([
    { currency: 'USD', billed: 2_000, paid: 300, credits: 100, outstanding: 1_600 },
    { currency: 'EUR', billed: 1_000, paid: 0, credits: 0, outstanding: 1_000 },
  ]);
});

test('a deposit is money received', () => {
  expect(totalsByCurrency([invoice('USD', { paid: 100, deposit: 400 })])).toMatchObject([
    { paid: 500, outstanding: 500 },
  ]);
});

test('a deal without invoices has no totals', () => {
  expect(totalsByCurrency([])).toEqual([]);
});
