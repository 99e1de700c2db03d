import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

const absence = 31 * 86_400_000;

describe('a server that was away longer than the change feed reaches back', () => {
  let passed = 0;
  let story: Story;
  let customer: VendorRecord;
  let deleted: VendorRecord;
  beforeAll(async () => {
    story = await startStory(
      { runtime: { now: () => new Date(Date.now() + passed) } },
      async ({ books, world }) => {
        customer = await books.customer('Patient Ltd');
        deleted = await books.invoice(customer, [{ amount: 10 }]);
        await world.quickbooks.settings({ webhooks: { on: false } });
      },
    );
  });
  afterAll(() => story?.close());

  test('compares whole lists: what changed, what is new and what is gone', async () => {
    const { books, mirror, world } = story;
    await world.stopServer();
    await books.remove('Invoice', deleted);
    await books.change('Customer', customer, { CompanyName: 'Very Patient Ltd' });
    const added = await books.invoice(customer, [{ amount: 25 }]);
    passed = absence;
    await Promise.all([world.quickbooks.advance(absence), world.hubspot.advance(absence)]);
    await world.startServer();
    await world.tick();
    await eventually(async () => {
      expect((await mirror.contact(customer))['properties'].company).toBe('Very Patient Ltd');
      expect((await mirror.shown(deleted))['ledgerline_status']).toBe('deleted');
      expect(await mirror.keyed('invoice', added)).toHaveLength(1);
    });
    const asked = (await world.quickbooks.requests()).filter(({ path }) => path.includes('/cdc'));
    expect(asked.filter(({ status }) => status >= 400)).toEqual([]);
    expect(await mirror.records('contacts')).toHaveLength(1);
    expect(await mirror.records('invoices')).toHaveLength(2);
  });
});
