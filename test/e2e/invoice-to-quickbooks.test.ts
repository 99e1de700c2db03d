import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { changeSync, salesOf, stateOf } from '../support/sales.ts';
import type { Sales } from '../support/sales.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

describe('an invoice made in HubSpot', () => {
  let story: Story;
  let sales: Sales;
  let ada: VendorRecord;
  let invoice: VendorRecord;
  beforeAll(async () => {
    story = await startStory({ pollSeconds: 1 });
    sales = salesOf(story.world.hubspot);
    await changeSync(story.world, 'invoice', () => ({
      direction: 'two-way',
      options: { customItemAccount: '1' },
    }));
    ada = await sales.contact('Ada');
  }, 120_000);
  afterAll(() => story?.close());

  const copies = async (): Promise<readonly VendorRecord[]> => story.books.records('Invoice');
  const copyOf = async ({ id }: VendorRecord): Promise<VendorRecord> => {
    const found = (await copies()).filter(({ PrivateNote }) => PrivateNote === `Ledgerline: ${String(id)}`);
    expect(found).toHaveLength(1);
    return found[0] ?? {};
  };

  test('becomes a QuickBooks invoice to the cent, with its customer made first', async () => {
    invoice = await sales.bill({
      contact: ada,
      lines: [
        { name: 'Advice', quantity: '3', price: '33.335' },
        { name: 'Travel', quantity: '2', price: '50', discount: '5' },
      ],
      discounts: [{ hs_label: 'Loyalty', hs_type: 'PERCENT', hs_value: '10' }],
      fees: [{ hs_label: 'Express', hs_type: 'FIXED', hs_value: '7.5' }],
    });
    await story.world.tick();
    await eventually(async () => {
      const copy = await copyOf(invoice);
      expect(copy['TotalAmt']).toBe(178.51);
      expect(await stateOf(story.world, 'invoice', invoice)).toMatchObject({ state: 'in-sync' });
    });
    expect(await sales.shown('invoices', invoice)).toMatchObject({
      ledgerline_total: '178.51',
      ledgerline_balance: '178.51',
      ledgerline_status: 'open',
      ledgerline_origin: 'hubspot',
      hs_amount_billed: '178.505',
    });
  });
});
