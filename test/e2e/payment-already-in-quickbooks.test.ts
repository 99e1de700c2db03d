import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { startSellingStory } from '../support/selling-story.ts';
import type { SellingStory } from '../support/selling-story.ts';
import { settingsApi } from '../support/settings-api.ts';

describe('a payment made in HubSpot that may be in QuickBooks already', () => {
  let story: SellingStory;
  let carl: VendorRecord;
  beforeAll(async () => {
    story = await startSellingStory();
    carl = await story.sales.contact('Carl');
  });
  afterAll(() => story?.close());

  const inSync = { state: 'in-sync', category: null };

  /** An invoice over 100, in step, on which payments were entered in QuickBooks that the stopped server has not heard of. */
  async function enteredOn(
    ...days: readonly (readonly [day: string, amount: number])[]
  ): Promise<VendorRecord> {
    const { books, bill, isSaid, copyOf, world } = story;
    const invoice = await bill(carl, 100);
    await isSaid(invoice, inSync);
    await world.stopServer();
    const copy = await copyOf(invoice);
    const payer = { Id: copy['CustomerRef'].value };
    for (const [TxnDate, amount] of days)
      await books.payment(payer, amount, [{ invoice: copy, amount }], { TxnDate });
    return invoice;
  }

  async function decide(invoice: VendorRecord, choice: string, subject: string, value: string | null) {
    const record = { entity: 'invoice', hubspotId: invoice['id'], quickbooksId: null };
    const api = settingsApi(story.world);
    expect(await api.post('/api/records/resolve', { ...record, choice, subject, value })).toMatchObject({
      ok: true,
    });
  }

  test('is taken for the one a bookkeeper entered, and neither is made a second time', async () => {
    const { pay, isSaid, paymentsOn, paymentsShown, world } = story;
    const invoice = await enteredOn(['2026-06-14', 100]);
    const payment = await pay(invoice, 100);
    await world.startServer();
    await isSaid(invoice, inSync);
    await story.inTime(async () =>
      expect(await story.sales.shown('invoices', invoice)).toMatchObject({ ledgerline_balance: '0.00' }),
    );
    expect(await paymentsOn(invoice)).toMatchObject([{ TxnDate: '2026-06-14', TotalAmt: 100 }]);
    expect(await paymentsShown(invoice)).toEqual([payment['id']]);
  });

  test('is ambiguous where two would do, until a person names one', async () => {
    const { pay, isSaid, paymentsOn, paymentsShown, world } = story;
    const invoice = await enteredOn(['2026-06-11', 50], ['2026-06-11', 50]);
    const payment = await pay(invoice, 50);
    await world.startServer();
    const { details } = await isSaid(invoice, { state: 'failing', category: 'ambiguous-match' });
    const entered = (await paymentsOn(invoice)).map(({ Id }) => String(Id));
    expect(details).toMatchObject({ payment: payment['id'] });
    expect(details.candidates.toSorted()).toEqual(entered.toSorted());
    expect(await paymentsShown(invoice)).toEqual([payment['id']]);
    await decide(invoice, 'link', String(payment['id']), entered[0] ?? '');
    await isSaid(invoice, inSync);
    expect(await paymentsOn(invoice)).toHaveLength(2);
    // The other one is another payment, and shown as such.
    await story.inTime(async () => expect(await paymentsShown(invoice)).toHaveLength(2));
  });

  test('that no longer fits is already paid, and posted with the rest unapplied when a person says so', async () => {
    const { pay, isSaid, copyOf, paymentsOn, world } = story;
    const invoice = await enteredOn(['2026-01-05', 70]);
    const payment = await pay(invoice, 100);
    await world.startServer();
    await isSaid(invoice, {
      state: 'failing',
      category: 'already-paid',
      details: { payment: payment['id'], open: '30.00', choices: ['link', 'post-unapplied'] },
    });
    expect(await paymentsOn(invoice)).toHaveLength(1);
    await decide(invoice, 'post-unapplied', String(payment['id']), null);
    await isSaid(invoice, inSync);
    expect(await copyOf(invoice)).toMatchObject({ Balance: 0 });
    const posted = (await paymentsOn(invoice)).filter(({ TotalAmt }) => TotalAmt === 100);
    expect(posted).toMatchObject([{ UnappliedAmt: 70 }]);
  });
});
