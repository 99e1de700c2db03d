import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { usAutomatedTaxCompany } from '../../sandbox/quickbooks/presets.ts';
import type { VendorRecord } from '../support/control.ts';
import { changeSync, copyOf, salesOf, stateOf } from '../support/sales.ts';
import type { Sales } from '../support/sales.ts';
import { settingsApi } from '../support/settings-api.ts';
import type { ApiAnswer } from '../support/settings-api.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

describe('a HubSpot-made invoice that is changed in QuickBooks', () => {
  let story: Story;
  let sales: Sales;
  let ada: VendorRecord;
  let invoice: VendorRecord;
  let original: VendorRecord;
  beforeAll(async () => {
    const companies = [usAutomatedTaxCompany];
    story = await startStory({ pollSeconds: 1, quickbooksApp: { companies } });
    sales = salesOf(story.world.hubspot);
    await changeSync(story.world, 'invoice', () => ({
      direction: 'two-way',
      options: { customItemAccount: '1' },
    }));
    ada = await sales.contact('Ada', { address: '1 Bay', city: 'Oakland', state: 'CA', zip: '94601' });
    invoice = await bill();
    await becomes(invoice, { state: 'in-sync' });
    original = await copyOf(story, invoice);
  });
  afterAll(() => story?.close());

  const bill = async (): Promise<VendorRecord> => {
    const lines = [
      { name: 'Advice', price: '100' },
      { name: 'Travel', price: '50' },
    ];
    const made = await sales.bill({ contact: ada, lines });
    await story.world.tick();
    return made;
  };
  const card = ({ id }: VendorRecord): Promise<ApiAnswer> =>
    settingsApi(story.world).get(`/api/cards/invoice/${String(id)}`);
  const becomes = (record: VendorRecord, expected: object): Promise<void> =>
    eventually(async () => expect(await stateOf(story.world, 'invoice', record)).toMatchObject(expected));
  const change = (more: object): Promise<VendorRecord> => story.books.change('Invoice', original, more);
  const differs = (...differences: readonly string[]) => ({
    state: 'failing',
    category: 'changed-in-quickbooks',
    details: { differences },
  });

  test('is not taxed by QuickBooks unless that was chosen', () => {
    expect(original).toMatchObject({ TotalAmt: 150, TxnTaxDetail: { TotalTax: 0 } });
  });

  test('fails with the differences while its figures are shown, and heals when they are taken back', async () => {
    const [advice, travel] = original['Line'];
    const dearer = {
      ...travel,
      Amount: 60,
      SalesItemLineDetail: { ...travel.SalesItemLineDetail, UnitPrice: 60 },
    };
    await change({ Line: [advice, dearer] });
    await becomes(invoice, differs('changed: 1 × Travel, 50.00 → 1 × Travel, 60.00'));
    expect(await sales.shown('invoices', invoice)).toMatchObject({ ledgerline_total: '160.00' });
    expect((await card(invoice)).data.invoice).toMatchObject({
      standing: {
        differences: [{ kind: 'changed', text: '1 × Travel, 50.00 → 1 × Travel, 60.00' }],
        choices: [{ choice: 'take-hubspot' }, { choice: 'take-quickbooks' }],
      },
      summary: { total: 16_000, number: original['DocNumber'] },
    });
    await change({ Line: [advice, travel] });
    await becomes(invoice, { state: 'in-sync' });
  });

  test('takes payments, due dates and memos without fuss, and a payment taken off is a person’s choice', async () => {
    const customer = { Id: original['CustomerRef'].value };
    await change({ DueDate: '2027-01-31', CustomerMemo: { value: 'Thank you' } });
    const payment = await story.books.payment(customer, 70, [{ invoice: original, amount: 70 }]);
    await eventually(async () => {
      expect(await sales.shown('invoices', invoice)).toMatchObject({
        ledgerline_balance: '80.00',
        ledgerline_status: 'partly_paid',
        hs_comments: 'Thank you',
      });
    });
    await becomes(invoice, { state: 'in-sync' });
    await story.books.remove('Payment', payment);
    await becomes(invoice, differs('payment removed: 70.00 → 0.00'));
  });

  test('fails when it is voided there, and HubSpot’s own status stays', async () => {
    await story.books.void('Invoice', original);
    await becomes(invoice, differs('voided'));
    expect(await sales.shown('invoices', invoice)).toMatchObject({
      ledgerline_status: 'voided',
      hs_invoice_status: 'open',
    });
    expect(await story.books.records('Invoice')).toHaveLength(1);
  });

  test('fails with both amounts where QuickBooks computes a tax HubSpot does not have', async () => {
    await changeSync(story.world, 'invoice', ({ options }) => ({
      options: { ...options, linesTaxable: true },
    }));
    const taxed = await bill();
    await eventually(() => copyOf(story, taxed).then(() => undefined));
    const { TotalAmt: total } = await copyOf(story, taxed);
    expect(total).toBeGreaterThan(150);
    await becomes(taxed, {
      category: 'total-differs',
      details: { hubspot: '150.00', quickbooks: Number(total).toFixed(2) },
    });
  });
});
