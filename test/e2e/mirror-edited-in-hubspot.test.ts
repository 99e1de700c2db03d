import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

describe('what people do to mirrored records in HubSpot', () => {
  let story: Story;
  let customer: VendorRecord;
  let item: VendorRecord;
  let invoice: VendorRecord;
  beforeAll(async () => {
    story = await startStory({}, async ({ books }) => {
      customer = await books.customer('Mirror Ltd');
      item = await books.item('Vase', 'VASE', 12);
      invoice = await books.invoice(customer, [{ item, quantity: 5 }]);
    });
  });
  afterAll(() => story?.close());

  test('an invoice’s changed totals go back to QuickBooks’, and QuickBooks stays as it is', async () => {
    const { books, mirror, world } = story;
    const before = await books.now('Invoice', invoice);
    const { id } = await mirror.invoice(invoice);
    await world.hubspot.edit({
      type: 'invoices',
      id,
      action: 'save',
      change: { hs_amount_billed: '1', ledgerline_total: '1', ledgerline_balance: '999' },
    });
    await eventually(async () => {
      const shown = await mirror.shown(invoice);
      expect(
        [shown['hs_amount_billed'], shown['ledgerline_total'], shown['ledgerline_balance']].map(Number),
      ).toEqual([60, 60, 60]);
    });
    expect(await books.now('Invoice', invoice)).toEqual(before);
  });

  test('a property that is not mapped is nobody’s business', async () => {
    const { mirror, world, books, caughtUp } = story;
    const { id } = await mirror.contact(customer);
    await world.hubspot.edit({ type: 'contacts', id, action: 'save', change: { jobtitle: 'Buyer' } });
    await books.change('Customer', customer, { CompanyName: 'Mirror & Sons' });
    await caughtUp();
    expect((await mirror.contact(customer))['properties']).toMatchObject({
      jobtitle: 'Buyer',
      company: 'Mirror & Sons',
    });
  });

  test.each(['contacts', 'products', 'invoices'] as const)(
    'a deleted record of %s is not made again',
    async (type) => {
      const { books, mirror, world, caughtUp } = story;
      const [entity, name, record, change] = {
        contacts: ['contact', 'Customer', customer, { CompanyName: 'Changed after' }] as const,
        products: ['product', 'Item', item, { UnitPrice: 99 }] as const,
        invoices: ['invoice', 'Invoice', invoice, { DueDate: '2099-01-01' }] as const,
      }[type];
      const [mirrored] = await mirror.keyed(entity, record);
      await world.hubspot.edit({ type, id: mirrored?.['id'], action: 'delete' });
      await caughtUp();
      await books.change(name, record, change);
      await caughtUp();
      expect(await mirror.keyed(entity, record)).toHaveLength(0);
    },
  );
});
