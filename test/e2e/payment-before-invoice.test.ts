import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';

describe('a payment heard of before its invoice', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story?.close());

  test('brings the invoice along, with customer and applied amount', async () => {
    const { books, mirror, world, later, caughtUp } = story;
    await world.quickbooks.settings({ webhooks: { on: false } });
    const customer = await books.customer('Unheard Ltd');
    const invoice = await books.invoice(customer, [{ amount: 45 }]);
    await world.quickbooks.settings({ webhooks: { on: true } });
    await books.payment(customer, 45, [{ invoice, amount: 45 }]);
    await caughtUp();
    expect(await mirror.applied(invoice)).toEqual([45]);
    expect((await mirror.shown(invoice))['ledgerline_status']).toBe('paid');
    await later();
    expect(await mirror.records('commerce_payments')).toHaveLength(1);
  });
});
