import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoPortal } from '../../sandbox/demo/app-registration.ts';
import type { VendorRecord } from '../support/control.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import type { WorldOptions } from '../support/world.ts';

const unique = (on: boolean) => ({
  uniquePropertiesOnInvoices: on,
  uniquePropertiesOnLineItems: on,
  uniquePropertiesOnPayments: on,
});

const portals: readonly (readonly [
  string,
  WorldOptions,
  { readonly payments: boolean; readonly balance: boolean },
])[] = [
  [
    'without unique keys on invoices, lines and payments',
    { hubspotBehaviours: unique(false) },
    { payments: true, balance: false },
  ],
  [
    'with unique keys everywhere and a writable balance',
    { hubspotBehaviours: { ...unique(true), nonBillableBalanceWritable: true } },
    { payments: true, balance: true },
  ],
  [
    'without the payments API',
    { hubspotApp: { portals: [{ ...demoPortal, paymentsApi: false, plan: 'free' }] } },
    { payments: false, balance: false },
  ],
  [
    'without unique keys, payments API and writable amounts',
    {
      hubspotApp: { portals: [{ ...demoPortal, paymentsApi: false, plan: 'free' }] },
      hubspotBehaviours: { ...unique(false), nonBillableAmountBilledWritable: false },
    },
    { payments: false, balance: false },
  ],
  [
    'whose batches are refused whole',
    { hubspotBehaviours: { batchUpdatePartialWithTraceIds: false, batchUpsertPartialWithTraceIds: false } },
    { payments: true, balance: false },
  ],
  [
    'whose discounts cannot carry properties of our own',
    { hubspotBehaviours: { commerceAdjustmentProperties: false } },
    { payments: true, balance: false },
  ],
];

describe.each(portals)('a portal %s', (_name, options, has) => {
  let story: Story;
  let customer: VendorRecord;
  let invoice: VendorRecord;
  beforeAll(async () => {
    story = await startStory(options, async ({ books }) => {
      customer = await books.customer('Portal Ltd');
      invoice = await books.invoice(customer, [
        { amount: 70, text: 'one' },
        { amount: 30, text: 'two' },
      ]);
      await books.payment(customer, 25, [{ invoice, amount: 25 }]);
    });
  });
  afterAll(() => story?.close());

  test('shows the invoice with its lines, money and what it owes', async () => {
    const { mirror } = story;
    expect((await mirror.lines(invoice)).map(({ properties }) => properties.description)).toEqual([
      'one',
      'two',
    ]);
    expect(await mirror.applied(invoice)).toEqual(has.payments ? [25] : []);
    const shown = await mirror.shown(invoice);
    expect(shown).toMatchObject({ ledgerline_paid: '25.00', ledgerline_balance: '75.00' });
    if (has.balance) expect(Number(shown['hs_balance_due'])).toBe(75);
  });

  test('follows the rest of the payment and a changed line without a second record', async () => {
    const { books, mirror, caughtUp } = story;
    const [first, second] = (await books.now('Invoice', invoice))['Line'].map(({ Id }: VendorRecord) => Id);
    await books.lines(invoice, [
      { id: first, amount: 70, text: 'one' },
      { id: second, amount: 35, text: 'two' },
      { amount: 5, text: 'three' },
    ]);
    await books.payment(customer, 85, [{ invoice, amount: 85 }]);
    await caughtUp();
    expect((await mirror.lines(invoice)).map(({ properties }) => Number(properties.price))).toEqual([
      70, 35, 5,
    ]);
    expect(await mirror.applied(invoice)).toEqual(has.payments ? [25, 85] : []);
    const shown = await mirror.shown(invoice);
    expect(shown).toMatchObject({
      ledgerline_status: 'paid',
      ledgerline_paid: '110.00',
      ledgerline_balance: '0.00',
    });
    if (has.balance) expect(Number(shown['hs_balance_due'])).toBe(0);
    expect(await mirror.records('invoices')).toHaveLength(1);
    expect(await mirror.records('line_items')).toHaveLength(3);
  });
});
