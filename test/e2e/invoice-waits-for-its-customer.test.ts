import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { changeSync, copyOf, salesOf, stateOf } from '../support/sales.ts';
import type { Sales } from '../support/sales.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

describe('an invoice whose customer is not in QuickBooks', () => {
  let story: Story;
  let sales: Sales;
  let dana: VendorRecord;
  beforeAll(async () => {
    story = await startStory({ pollSeconds: 1 });
    sales = salesOf(story.world.hubspot);
    const isBuyer = { field: 'lastname', operator: 'is', values: ['Buyer'] };
    await changeSync(story.world, 'contact', ({ filters }) => ({
      filters: { ...filters, toQuickbooks: [[isBuyer]] },
    }));
    await changeSync(story.world, 'invoice', () => ({
      direction: 'two-way',
      options: { customItemAccount: '1' },
    }));
  });
  afterAll(() => story?.close());

  const bill = async (contact: VendorRecord): Promise<VendorRecord> => {
    const invoice = await sales.bill({ contact, lines: [{ name: 'Advice', price: '10' }] });
    await story.world.tick();
    return invoice;
  };
  const waitsFor = (invoice: VendorRecord, blockedBy: string): Promise<void> =>
    eventually(async () => {
      expect(await stateOf(story.world, 'invoice', invoice)).toMatchObject({
        state: 'failing',
        category: 'waiting-for-customer',
        details: { reference: 'contact', blockedBy },
      });
    });
  const arrives = (invoice: VendorRecord): Promise<void> =>
    eventually(async () => {
      expect(await stateOf(story.world, 'invoice', invoice)).toMatchObject({ state: 'in-sync' });
      await copyOf(story, invoice);
    });

  test('names the filter that keeps the customer out, and goes on by itself when it appears', async () => {
    dana = await sales.contact('Dana', { lastname: 'Visitor' });
    const invoice = await bill(dana);
    await waitsFor(invoice, 'contact filter');
    expect(await story.books.records('Invoice')).toEqual([]);
    await sales.change('contacts', dana, { lastname: 'Buyer' });
    await story.world.tick();
    await arrives(invoice);
  });

  test('names the sync that is off, and goes on when that is turned on', async () => {
    await story.world.api.switchSync('contact', false);
    const invoice = await bill(await sales.contact('Erin'));
    await waitsFor(invoice, 'contact sync is off');
    await story.world.api.switchSync('contact', true);
    await story.world.tick();
    await arrives(invoice);
  });

  test('moves in QuickBooks when HubSpot gives it another contact', async () => {
    const invoice = await bill(dana);
    await arrives(invoice);
    const frank = await sales.contact('Frank');
    const link = (action: 'associate' | 'dissociate', contact: VendorRecord) =>
      story.world.hubspot.edit({
        type: 'invoices',
        id: String(invoice['id']),
        action,
        with: { type: 'contacts', id: String(contact['id']) },
      });
    await link('dissociate', dana);
    await link('associate', frank);
    await story.world.tick();
    await eventually(async () => {
      expect((await copyOf(story, invoice))['CustomerRef'].name).toBe('Frank Buyer');
    });
    expect(await story.books.records('Invoice')).toHaveLength(3);
  });
});
