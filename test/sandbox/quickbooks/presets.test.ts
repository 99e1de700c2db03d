import { afterEach, describe, expect, test } from '@jest/globals';
import * as vendor from '../../../sandbox/quickbooks/quickbooks.ts';
import { connectedCompany } from './connected-company.ts';
import type { ConnectedCompany, Json } from './connected-company.ts';

let company: ConnectedCompany | undefined;
afterEach(() => company?.close());

const presets = [
  vendor.sampleCompany,
  vendor.usAutomatedTaxCompany,
  vendor.usManualTaxCompany,
  vendor.britishCompany,
  vendor.canadianCompany,
  vendor.australianCompany,
  vendor.multiCurrencyCompany,
];
const taxed = presets.filter(({ salesTax }) => salesTax !== 'off');
const size = { customers: 60, items: 20, invoices: 120, payments: 60, seed: 3 };

async function seeded(options: (typeof presets)[number]): Promise<Json[]> {
  company = await connectedCompany({ companies: [options] });
  const counts = (await company.control('POST', '/seed', size)).body;
  expect(counts).toMatchObject({ Customer: 60, Invoice: 120 });
  const lines = (await company.control('GET', '/state/Invoice')).text.trim().split('\n');
  return lines.map((text) => JSON.parse(text));
}

test('the presets are different companies', () => {
  expect(new Set(presets.map(({ realmId }) => realmId)).size).toBe(presets.length);
});

describe.each(presets)('$name', (options) => {
  test('can be seeded, and every total is lines less discount plus tax', async () => {
    for (const invoice of await seeded(options)) {
      const cents = invoice.Line.reduce((sum: number, line: Json) => {
        const amount = Math.round((line.Amount ?? 0) * 100);
        if (line.DetailType === 'SalesItemLineDetail') return sum + amount;
        return line.DetailType === 'DiscountLineDetail' ? sum - amount : sum;
      }, 0);
      const tax = Math.round(invoice.TxnTaxDetail.TotalTax * 100);
      expect(Math.round(invoice.TotalAmt * 100)).toBe(cents + tax);
    }
  });
});

test.each(taxed)('$name has taxed and untaxed sales', async (options) => {
  const totals = (await seeded(options)).map((invoice) => invoice.TxnTaxDetail.TotalTax);
  expect(totals.some((tax) => tax > 0)).toBe(true);
  expect(totals.some((tax) => tax === 0)).toBe(true);
});

test('the company with several currencies sells in four', async () => {
  const invoices = await seeded(vendor.multiCurrencyCompany);
  expect(new Set(invoices.map((invoice) => invoice.CurrencyRef.value)).size).toBe(4);
});
