import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoPortal } from '../../sandbox/demo/app-registration.ts';
import { startSellingStory } from '../support/selling-story.ts';
import type { SellingStory } from '../support/selling-story.ts';

describe('a portal whose payments cannot be read', () => {
  let story: SellingStory;
  beforeAll(async () => {
    const portals = [{ ...demoPortal, paymentsApi: false }];
    story = await startSellingStory({}, { hubspotApp: { portals } });
  });
  afterAll(() => story?.close());

  test('has no invoice in sync on which HubSpot shows money paid; the others are', async () => {
    const { bill, pay, isSaid, copyOf } = story;
    const customer = await story.sales.contact('Cash');
    const [paid, open] = [await bill(customer, 100), await bill(customer, 70)];
    const inSync = { state: 'in-sync', category: null };
    for (const invoice of [paid, open]) await isSaid(invoice, inSync);
    await pay(paid, 60);
    await isSaid(paid, {
      state: 'failing',
      category: 'payment-needs-payments-api',
      details: { paid: '60.00', known: '0.00' },
    });
    expect(await copyOf(paid)).toMatchObject({ Balance: 100 });
    expect(await story.books.records('Payment')).toEqual([]);
    await isSaid(open, inSync);
  });
});
