import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { copyOf, changeSync, salesOf, stateOf } from '../support/sales.ts';
import type { Sales } from '../support/sales.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

describe('an invoice made in HubSpot', () => {
  let story: Story;
  let sales: Sales;
  let [design, invoice, second]: VendorRecord[] = [];
  beforeAll(async () => {
    story = await startStory({ pollSeconds: 1 }, async ({ books }) => {
      design = await books.item('Design', 'DES-1', 40);
      const Name = 'SalesFormsPrefs.UseSalesCustom1';
      const inUse = [{ Name, Type: 'BooleanType', BooleanValue: true }];
      await books.prefer({ SalesFormsPrefs: { CustomField: [{ CustomField: inUse }] } });
    });
    sales = salesOf(story.world.hubspot);
    await changeSync(story.world, 'product', () => ({
      direction: 'two-way',
      options: { onlyWithSku: true, incomeAccount: '1' },
    }));
    await changeSync(story.world, 'invoice', () => ({
      direction: 'two-way',
      options: { customItemAccount: '1', purchaseOrderField: '1' },
    }));
  });
  afterAll(() => story?.close());

  const inSync = async (record: VendorRecord = {}): Promise<void> =>
    expect(await stateOf(story.world, 'invoice', record)).toMatchObject({ state: 'in-sync' });
  const rowsOf = (copy: VendorRecord): readonly string[] =>
    copy['Line'].flatMap(({ Id, Amount, DetailType, SalesItemLineDetail: line }: VendorRecord) =>
      DetailType === 'SubTotalLineDetail'
        ? []
        : [`${Id ?? DetailType} ${line?.ItemRef.name ?? ''} ${line?.Qty ?? ''} ${Number(Amount).toFixed(2)}`],
    );

  test('becomes a QuickBooks invoice to the cent, its customer and items made first', async () => {
    const product = await story.mirror.product(design ?? {});
    const news = await sales.product('Newsletter', { hs_sku: 'NEWS-1', price: '12' });
    invoice = await sales.bill({
      contact: await sales.contact('Ada'),
      lines: [
        { name: 'Advice', quantity: '3', price: '33.335' },
        { name: 'Design', hs_product_id: product['id'], quantity: '2', price: '50', discount: '5' },
        { name: 'Newsletter', hs_product_id: String(news['id']), price: '12' },
      ],
      discounts: [{ hs_label: 'Loyalty', hs_type: 'PERCENT', hs_value: '10' }],
      fees: [{ hs_label: 'Express', hs_type: 'FIXED', hs_value: '7.5' }],
      change: { hs_comments: 'Thank you', hs_number: 'INV-1' },
    });
    await story.world.tick();
    await eventually(() => inSync(invoice));
    const copy = await copyOf(story, invoice ?? {});
    expect(rowsOf(copy)).toEqual([
      '1 Custom Line Item 3 100.01',
      '2 Design 2 90.00',
      '3 Newsletter 1 12.00',
      '4 Custom Line Item 1 7.50',
      'DiscountLineDetail   20.20',
    ]);
    expect(copy).toMatchObject({ TotalAmt: 189.31, CustomerMemo: { value: 'Thank you' } });
    expect(copy['CustomerRef'].name).toBe('Ada Buyer');
  });

  test('shows QuickBooks’ number and figures in HubSpot, which keeps its own status and amounts', async () => {
    const copy = await copyOf(story, invoice ?? {});
    expect(await sales.shown('invoices', invoice ?? {})).toMatchObject({
      ledgerline_total: '189.31',
      ledgerline_balance: '189.31',
      ledgerline_status: 'open',
      ledgerline_origin: 'hubspot',
      ledgerline_number: copy['DocNumber'],
      ledgerline_key: expect.stringMatching(new RegExp(`:invoice:${copy['Id']}$`)),
      hs_invoice_status: 'open',
      hs_number: 'INV-1',
    });
  });

  test('does not come back as a second invoice, and shares the custom item with the next one', async () => {
    second = await sales.bill({
      contact: await sales.contact('Grace'),
      lines: [{ name: 'Advice', price: '10' }],
    });
    await story.world.tick();
    await eventually(() => inSync(second));
    expect(await story.books.records('Invoice')).toHaveLength(2);
    expect(await sales.count('invoices')).toBe(2);
    const items = await story.books.records('Item');
    expect(items.filter(({ Name }) => Name === 'Custom Line Item')).toHaveLength(1);
  });

  test('has edited lines replaced by their id, and its mapped values follow', async () => {
    const [advice, , news] = await sales.linesOf(invoice ?? {});
    await sales.change('line_items', advice ?? {}, { quantity: '1', price: '80' });
    await sales.remove('line_items', news ?? {});
    await sales.line(invoice ?? {}, { name: 'Postage', price: '4.4' });
    await sales.change('invoices', invoice ?? {}, { hs_purchase_order_number: 'PO 7' });
    await story.world.tick();
    await eventually(async () => {
      const copy = await copyOf(story, invoice ?? {});
      expect(rowsOf(copy)).toEqual([
        '1 Custom Line Item 1 80.00',
        '2 Design 2 90.00',
        '5 Custom Line Item 1 4.40',
        '4 Custom Line Item 1 7.50',
        'DiscountLineDetail   17.44',
      ]);
      expect(copy).toMatchObject({ TotalAmt: 164.46, CustomField: [{ StringValue: 'PO 7' }] });
      expect((await sales.shown('invoices', invoice ?? {}))['ledgerline_total']).toBe('164.46');
      await inSync(invoice);
    });
  });

  test('is not made from a draft, and not from one billed elsewhere', async () => {
    const contact = await sales.contact('Drew');
    const lines = [{ name: 'Advice', price: '10' }];
    const draft = await sales.bill({ contact, lines, open: false });
    const elsewhere = await sales.bill({ contact, lines, change: { hs_invoice_billable: 'false' } });
    await story.world.tick();
    for (const [record, reason] of [
      [draft, 'draft'],
      [elsewhere, 'not-made-in-hubspot'],
    ] as const) {
      const excluded = { state: 'excluded', reason };
      await eventually(async () =>
        expect(await stateOf(story.world, 'invoice', record)).toMatchObject(excluded),
      );
    }
    await sales.change('invoices', draft, { hs_invoice_status: 'open' });
    await story.world.tick();
    await eventually(() => inSync(draft));
    expect(await story.books.records('Invoice')).toHaveLength(3);
  });

  test('is voided with HubSpot’s', async () => {
    await sales.void(second ?? {});
    await story.world.tick();
    await eventually(async () => {
      expect(await sales.shown('invoices', second ?? {})).toMatchObject({ ledgerline_status: 'voided' });
    });
    expect(await copyOf(story, second ?? {})).toMatchObject({ TotalAmt: 0, Balance: 0 });
    await eventually(() => inSync(second));
  });
});
