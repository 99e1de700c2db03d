import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { VendorRecord } from '../support/control.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

const day = 86_400_000;

describe('an open invoice', () => {
  let passed = 0;
  let story: Story;
  let dueToday: VendorRecord;
  let dueLater: VendorRecord;
  let paid: VendorRecord;
  beforeAll(async () => {
    story = await startStory({ runtime: { now: () => new Date(Date.now() + passed) } }, async ({ books }) => {
      const customer = await books.customer('Late Payer Ltd');
      const today = DateTime.now().setZone('America/Los_Angeles');
      const dueIn = (days: number) => ({ DueDate: today.plus({ days }).toFormat('yyyy-MM-dd') });
      dueToday = await books.invoice(customer, [{ amount: 10 }], dueIn(0));
      dueLater = await books.invoice(customer, [{ amount: 20 }], dueIn(30));
      paid = await books.invoice(customer, [{ amount: 30 }], dueIn(0));
      await books.payment(customer, 30, [{ invoice: paid, amount: 30 }]);
    });
  });
  afterAll(() => story?.close());

  test('falls overdue by time alone, once its due day has passed in the company’s zone', async () => {
    const { mirror, world } = story;
    const statuses = async () =>
      Promise.all(
        [dueToday, dueLater, paid].map(async (invoice) => (await mirror.shown(invoice))['ledgerline_status']),
      );
    expect(await statuses()).toEqual(['open', 'open', 'paid']);
    passed = day;
    await world.tick();
    await eventually(async () => expect(await statuses()).toEqual(['overdue', 'open', 'paid']));
    expect((await mirror.shown(dueToday))['hs_invoice_status']).toBe('open');
  });
});
