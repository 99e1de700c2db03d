import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sampleCompany } from '../../sandbox/quickbooks/presets.ts';
import type { VendorRecord } from '../support/control.ts';
import { changeSync, copyOf, salesOf, stateOf } from '../support/sales.ts';
import type { BillInput, Sales } from '../support/sales.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

describe('invoices that QuickBooks would not take', () => {
  let story: Story;
  let sales: Sales;
  let [ada, grace]: VendorRecord[] = [];
  /** Set to let the server die once, between QuickBooks' answer to an invoice and our record of it. */
  let dies = false;
  const crashPoint = async (at: string): Promise<void> => {
    if (!dies || at !== 'vendor-answered') return;
    const last = (await story.world.quickbooks.requests()).at(-1);
    if (last?.method !== 'POST' || !last.path.includes('/invoice')) return;
    dies = false;
    throw new Error('the server dies here');
  };
  beforeAll(async () => {
    const companies = [{ ...sampleCompany, customTxnNumbers: true }];
    const runtime = { crashPoint };
    story = await startStory({ pollSeconds: 1, quickbooksApp: { companies }, runtime }, async ({ books }) => {
      grace = await books.customer('Grace Buyer', 'grace@buyers.example');
      const customer = await books.customer('Somebody');
      await books.invoice(customer, [{ amount: 5 }], { DocNumber: 'INV-1' });
      await books.invoice(customer, [{ amount: 5 }], { DocNumber: 'INV-1-2' });
      await books.prefer({
        AccountingInfoPrefs: { BookCloseDate: '2024-12-31' },
        SalesFormsPrefs: { AllowDiscount: false },
      });
    });
    sales = salesOf(story.world.hubspot);
    ada = await sales.contact('Ada');
    await changeSync(story.world, 'invoice', () => ({
      direction: 'two-way',
      options: { customItemAccount: '1' },
    }));
  });
  afterAll(() => story?.close());

  const bill = async (hs_number: string, more: Partial<BillInput> = {}): Promise<VendorRecord> => {
    const invoice = await sales.bill({
      lines: [{ name: 'Advice', price: '10' }],
      ...(ada && { contact: ada }),
      ...more,
      change: { hs_number, ...more.change },
    });
    await story.world.tick();
    return invoice;
  };
  const becomes = (invoice: VendorRecord, expected: object): Promise<void> =>
    eventually(async () => expect(await stateOf(story.world, 'invoice', invoice)).toMatchObject(expected));
  const posts = async (): Promise<number> =>
    (await story.world.quickbooks.requests()).filter(
      ({ method, path }) => method === 'POST' && path.includes('/invoice'),
    ).length;

  test('because their number is used fail with it and a free one, and go under another', async () => {
    const invoice = await bill('INV-1');
    await becomes(invoice, {
      category: 'invoice-number-used',
      details: { number: 'INV-1', free: 'INV-1-3' },
    });
    await sales.change('invoices', invoice, { hs_number: 'INV-9' });
    await story.world.tick();
    await becomes(invoice, { state: 'in-sync' });
    expect(await copyOf(story, invoice)).toMatchObject({ DocNumber: 'INV-9', TotalAmt: 10 });
  });

  test('because the books are closed or a currency is not kept are not even tried', async () => {
    const before = await posts();
    const old = await bill('INV-10', { change: { hs_invoice_date: '2024-12-31T12:00:00.000Z' } });
    const foreign = await bill('INV-11', { change: { hs_currency: 'EUR' } });
    await becomes(old, { category: 'closed-books', details: { closedUpTo: '2024-12-31' } });
    await becomes(foreign, { category: 'currency-mismatch' });
    expect(await posts()).toBe(before);
  });

  test('because their customer was made inactive wait until it is active again', async () => {
    const contact = await story.mirror.contact(grace ?? {});
    await story.books.deactivate('Customer', grace ?? {});
    await eventually(async () => {
      expect(await stateOf(story.world, 'contact', contact)).toMatchObject({ reason: 'inactive' });
    });
    const invoice = await bill('INV-12', { contact });
    await becomes(invoice, { category: 'reference-inactive', details: { reference: 'contact' } });
    await story.books.activate('Customer', grace ?? {});
    await becomes(invoice, { state: 'in-sync' });
  });

  test('with a discount, in a company without discounts, have a negative line', async () => {
    const discounts = [{ hs_label: 'Loyalty', hs_type: 'FIXED', hs_value: '4' }];
    const invoice = await bill('INV-13', { discounts });
    await becomes(invoice, { state: 'in-sync' });
    const copy = await copyOf(story, invoice);
    expect(copy['TotalAmt']).toBe(6);
    expect(copy['Line'].map(({ Amount }: VendorRecord) => Amount)).toEqual([10, -4, 6]);
  });

  test('and those made just before the server dies are made once', async () => {
    dies = true;
    const invoice = await bill('INV-15');
    await becomes(invoice, { state: 'in-sync' });
    expect(dies).toBe(false);
    expect(await copyOf(story, invoice)).toMatchObject({ DocNumber: 'INV-15', TotalAmt: 10 });
  });

  test('and those whose answer is lost are made once', async () => {
    await story.world.quickbooks.fail({
      match: { method: 'POST', path: '/invoice' },
      kind: 'timeoutAfter',
      times: 2,
    });
    const invoice = await bill('INV-14');
    await becomes(invoice, { state: 'in-sync' });
    expect(await copyOf(story, invoice)).toMatchObject({ DocNumber: 'INV-14' });
    expect(await sales.count('invoices')).toBe((await story.books.records('Invoice')).length + 2);
  });
});
