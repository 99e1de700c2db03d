import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { britishCompany } from '../../sandbox/quickbooks/presets.ts';
import type { VendorRecord } from '../support/control.ts';
import { changeSync, copyOf, salesOf, stateOf } from '../support/sales.ts';
import type { BillInput, Sales } from '../support/sales.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

describe('invoices of a British company with several currencies', () => {
  let story: Story;
  let sales: Sales;
  let [ada, first]: VendorRecord[] = [];
  const codes = { zero: '5', standard: '6', reduced: '7' } as const;
  beforeAll(async () => {
    story = await startStory(
      { pollSeconds: 1, quickbooksApp: { companies: [{ ...britishCompany, multiCurrency: true }] } },
      ({ books }) =>
        books
          .customer('Euro Buyer', 'eve@buyers.example', { CurrencyRef: { value: 'EUR' } })
          .then(() => undefined),
    );
    sales = salesOf(story.world.hubspot);
    ada = await sales.contact('Ada');
    await changeSync(story.world, 'invoice', () => ({
      direction: 'two-way',
      options: { customItemAccount: '1', taxRates: `20=${codes.standard},5=${codes.reduced}` },
    }));
  });
  afterAll(() => story?.close());

  const bill = async (input: Omit<BillInput, 'contact'>, contact = ada): Promise<VendorRecord> => {
    const change = { hs_currency: 'GBP', ...input.change };
    const invoice = await sales.bill({ ...input, change, ...(contact && { contact }) });
    await story.world.tick();
    return invoice;
  };
  const becomes = (invoice: VendorRecord = {}, expected: object): Promise<void> =>
    eventually(async () => expect(await stateOf(story.world, 'invoice', invoice)).toMatchObject(expected));
  const arrived = async (invoice: VendorRecord = {}): Promise<VendorRecord> => {
    await becomes(invoice, { state: 'in-sync' });
    return copyOf(story, invoice);
  };

  test('want a tax code, and go on when it is chosen', async () => {
    first = await bill({ lines: [{ name: 'Advice', price: '100', quantity: '3' }] });
    await becomes(first, { category: 'tax-code-required', details: { setting: 'taxCode' } });
    expect(await story.books.records('Invoice')).toEqual([]);
    await changeSync(story.world, 'invoice', ({ options }) => ({
      options: { ...options, taxCode: codes.standard, hubspotPricesIncludeTax: true },
    }));
    expect(await arrived(first)).toMatchObject({ TotalAmt: 300, TxnTaxDetail: { TotalTax: 50 } });
  });

  test('have prices that contain the tax, discounts included, to the cent', async () => {
    const invoice = await bill({
      lines: [
        { name: 'Advice', price: '9.99', quantity: '7' },
        { name: 'Travel', price: '0.05' },
      ],
      discounts: [{ hs_label: 'Loyalty', hs_type: 'PERCENT', hs_value: '12.5' }],
    });
    const { hs_amount_billed: total } = await sales.shown('invoices', invoice);
    const copy = await arrived(invoice);
    expect(Math.abs(copy['TotalAmt'] - Number(total))).toBeLessThanOrEqual(0.01);
    expect(copy['GlobalTaxCalculation']).toBe('TaxInclusive');
  });

  test('carry HubSpot’s own tax under the code of its rate', async () => {
    const taxed = (value: string): Promise<VendorRecord> =>
      bill({
        lines: [{ name: 'Books', price: '40' }],
        fees: [{ hs_label: 'Express', hs_type: 'FIXED', hs_value: '10' }],
        taxes: [{ hs_label: 'VAT', hs_type: 'PERCENT', hs_value: value }],
      });
    const copy = await arrived(await taxed('5'));
    expect(copy).toMatchObject({ TotalAmt: 52.5, TxnTaxDetail: { TotalTax: 2.5 } });
    expect(copy['Line'][0].SalesItemLineDetail.TaxCodeRef.value).toBe(codes.reduced);
    await becomes(await taxed('17.5'), { category: 'tax-code-required', details: { rate: '17.5' } });
  });

  test('are in their customer’s currency, or fail and say so', async () => {
    const eve = (await story.mirror.records('contacts')).find(
      ({ properties }) => properties.email === 'eve@buyers.example',
    );
    const lines = [{ name: 'Advice', price: '120' }];
    const euros = await bill({ lines, change: { hs_currency: 'EUR' } }, eve);
    expect(await arrived(euros)).toMatchObject({ CurrencyRef: { value: 'EUR' }, TotalAmt: 120 });
    const zoe = await bill({ lines, change: { hs_currency: 'EUR' } }, await sales.contact('Zoe'));
    expect(await arrived(zoe)).toMatchObject({ CustomerRef: { name: 'Zoe Buyer' }, TotalAmt: 120 });
    const wrong = await bill({ lines, change: { hs_currency: 'EUR' } });
    await becomes(wrong, { category: 'currency-mismatch' });
  });
});
