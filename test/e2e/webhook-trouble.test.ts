import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { sampleCompany } from '../../sandbox/quickbooks/quickbooks.ts';
import type { VendorRecord } from '../support/control.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

const undisturbed = { on: true, delayMs: 0, duplicate: false, shuffle: false, dropRate: 0 };

describe('webhooks in trouble', () => {
  let story: Story;
  let customer: VendorRecord;
  beforeAll(async () => {
    story = await startStory({ pollSeconds: 1 }, async ({ books }) => {
      customer = await books.customer('Noisy Ltd');
    });
  });
  beforeEach(() => story.world.quickbooks.settings({ webhooks: undisturbed }));
  afterAll(() => story?.close());

  test('doubled and shuffled events change nothing about the outcome', async () => {
    const { books, mirror, world, caughtUp } = story;
    await world.quickbooks.settings({ webhooks: { duplicate: true, shuffle: true, delayMs: 40 } });
    const invoices: VendorRecord[] = [];
    for (let amount = 10; amount < 15; amount += 1) {
      const invoice = await books.invoice(customer, [{ amount }]);
      invoices.push(invoice);
      await books.payment(customer, 5, [{ invoice, amount: 5 }]);
      await books.change('Customer', customer, { CompanyName: `Noisy ${amount}` });
    }
    await caughtUp();
    await eventually(async () => {
      expect((await mirror.contact(customer))['properties'].company).toBe('Noisy 14');
      for (const invoice of invoices) expect(await mirror.applied(invoice)).toEqual([5]);
    });
    expect(await mirror.records('invoices')).toHaveLength(invoices.length);
    expect(await mirror.records('commerce_payments')).toHaveLength(invoices.length);
  });

  test('lost events are made up for by asking QuickBooks for its changes', async () => {
    const { books, mirror, world } = story;
    await world.quickbooks.settings({ webhooks: { on: false } });
    const invoice = await books.invoice(customer, [{ amount: 90 }]);
    await books.change('Customer', customer, { CompanyName: 'Quiet Ltd' });
    await eventually(async () => {
      await world.tick();
      expect(await mirror.keyed('invoice', invoice)).toHaveLength(1);
      expect((await mirror.contact(customer))['properties'].company).toBe('Quiet Ltd');
    });
    await books.remove('Invoice', invoice);
    await eventually(async () => {
      await world.tick();
      expect((await mirror.shown(invoice))['ledgerline_status']).toBe('deleted');
    });
  });

  test('forged events are refused and cause no call', async () => {
    const { world } = story;
    const body = JSON.stringify([
      {
        specversion: '1.0',
        id: 'forged',
        source: 'intuit',
        type: 'qbo.customer.updated.v1',
        time: new Date().toISOString(),
        intuitentityid: customer['Id'],
        intuitaccountid: sampleCompany.realmId,
        data: {},
      },
    ]);
    await world.settled();
    const before = (await world.quickbooks.requests()).length;
    const signatures = [createHmac('sha256', 'not the token').update(body).digest('base64'), 'nonsense', ''];
    for (const signature of signatures) {
      const answer = await fetch(`${world.url}/webhooks/quickbooks`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'intuit-signature': signature },
        body,
      });
      expect(answer.status).toBe(401);
    }
    await world.settled();
    expect((await world.quickbooks.requests()).length).toBe(before);
  });
});
