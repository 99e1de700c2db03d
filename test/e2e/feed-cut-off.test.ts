import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

const many = 1050;

describe('more changes than the change feed tells', () => {
  let story: Story;
  let customer: VendorRecord;
  let invoices: VendorRecord[];
  let customers: VendorRecord[];
  beforeAll(async () => {
    story = await startStory({ pollSeconds: 1 }, async ({ books, world }) => {
      customer = await books.customer('Forgetful Ltd');
      invoices = [];
      for (let at = 0; at < 3; at += 1) invoices.push(await books.invoice(customer, [{ amount: 10 + at }]));
      customers = [];
      for (let at = 0; at < many; at += 1) customers.push(await books.customer(`Customer ${at}`));
      await world.quickbooks.settings({ webhooks: { on: false } });
    });
  });
  afterAll(() => story?.close());

  test('are all found, hidden deletions included', async () => {
    const { books, mirror, world } = story;
    // Deleted before everything else, so that newer changes push the deletion out of the answer.
    const [deleted, ...kept] = invoices;
    if (!deleted) throw new Error('no invoice');
    await books.remove('Invoice', deleted);
    for (const each of customers) await books.change('Customer', each, { CompanyName: 'Changed' });
    await eventually(async () => {
      await world.tick();
      const changed = (await mirror.records('contacts')).filter(
        ({ properties }) => properties.company === 'Changed',
      );
      expect(changed).toHaveLength(many);
      expect((await mirror.shown(deleted))['ledgerline_status']).toBe('deleted');
    });
    for (const invoice of kept) expect((await mirror.shown(invoice))['ledgerline_status']).toBe('open');
    expect(await mirror.records('contacts')).toHaveLength(many + 1);
  });
});
