import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { startSellingStory } from '../support/selling-story.ts';
import type { SellingStory } from '../support/selling-story.ts';

describe('an invoice paid in HubSpot', () => {
  let story: SellingStory;
  let cara: VendorRecord;
  /** Set to let the server die once, between QuickBooks' answer to a payment and our record of it. */
  let dies = false;
  const crashPoint = async (at: string): Promise<void> => {
    if (!dies || at !== 'vendor-answered') return;
    const calls = await story.world.quickbooks.requests();
    const last = calls.at(-1);
    if (last?.method !== 'POST' || !last.path.includes('/payment')) return;
    dies = false;
    throw new Error('the server dies here');
  };
  beforeAll(async () => {
    story = await startSellingStory({ feeExpenses: true }, { runtime: { crashPoint } });
    cara = await story.sales.contact('Cara');
  });
  afterAll(() => story?.close());

  const expenses = () => story.books.records('Purchase');
  const isOpen = (invoice: VendorRecord, Balance: number) =>
    story.inTime(async () => expect(await story.copyOf(invoice)).toMatchObject({ Balance }));
  const inSync = { state: 'in-sync', category: null };

  test('gets each succeeded payment, gross, on its day, to the chosen account, and the fee as an expense', async () => {
    const { sales, pay, isSaid, copyOf, paymentsOn } = story;
    const invoice = await story.bill(cara, 100);
    await isOpen(invoice, 100);
    const evening = { hs_initiated_date: '2026-06-11T02:30:00Z', hs_fees_amount: '1.45' };
    await pay(invoice, 40, { ...evening, hs_reference_number: 'pi_1' });
    await pay(invoice, 25);
    await pay(invoice, 35, { hs_latest_status: 'processing' });
    await isOpen(invoice, 35);
    const { CustomerRef } = await copyOf(invoice);
    const common = {
      CustomerRef,
      TxnDate: '2026-06-10',
      DepositToAccountRef: { value: '35' },
      UnappliedAmt: 0,
    };
    const posted = (await paymentsOn(invoice)).toSorted((a, b) => a['TotalAmt'] - b['TotalAmt']);
    expect(posted).toMatchObject([
      { ...common, TotalAmt: 25 },
      { ...common, TotalAmt: 40, PaymentRefNum: 'pi_1' },
    ]);
    await isSaid(invoice, inSync);
    expect(await expenses()).toMatchObject([{ TotalAmt: 1.45, AccountRef: { value: '35' } }]);
    await story.inTime(async () =>
      expect(await sales.shown('invoices', invoice)).toMatchObject({
        ledgerline_balance: '35.00',
        ledgerline_paid: '65.00',
        ledgerline_status: 'partly_paid',
      }),
    );
    expect(await story.paymentsShown(invoice)).toHaveLength(3);
  });

  test('before it is in QuickBooks waits for it with its payment, which follows', async () => {
    const { pay, isSaid, paymentsOn } = story;
    const invoice = await story.bill(await story.sales.contact('Early'), 80);
    await pay(invoice, 80);
    await isOpen(invoice, 0);
    await isSaid(invoice, inSync);
    expect(await paymentsOn(invoice)).toMatchObject([{ TotalAmt: 80, UnappliedAmt: 0 }]);
  });

  test('is paid once in QuickBooks, though the server dies before it knows of it', async () => {
    const { pay, isSaid, paymentsOn } = story;
    const invoice = await story.bill(cara, 60);
    await isOpen(invoice, 60);
    dies = true;
    await pay(invoice, 30, { hs_fees_amount: '0.9' });
    await story.inTime(async () => expect(dies).toBe(false));
    await isOpen(invoice, 30);
    await isSaid(invoice, inSync);
    expect(await paymentsOn(invoice)).toMatchObject([{ TotalAmt: 30 }]);
    await story.inTime(async () =>
      expect((await expenses()).filter(({ TotalAmt }) => TotalAmt === 0.9)).toHaveLength(1),
    );
  });

  test('and refunded there fails until the books say so too', async () => {
    const { books, sales, pay, isSaid, paymentsOn } = story;
    const invoice = await story.bill(cara, 50);
    await isOpen(invoice, 50);
    const payment = await pay(invoice, 50);
    await isOpen(invoice, 0);
    await sales.change('commerce_payments', payment, {
      hs_latest_status: 'refunded',
      hs_refunds_amount: '50',
    });
    await isSaid(invoice, {
      state: 'failing',
      category: 'refunded-in-hubspot',
      details: { payment: payment['id'], status: 'refunded' },
    });
    const [posted = {}] = await paymentsOn(invoice);
    expect(posted).toMatchObject({ TotalAmt: 50, UnappliedAmt: 0 });
    await books.void('Payment', posted);
    await isSaid(invoice, inSync);
    expect(await paymentsOn(invoice)).toEqual([]);
  });

  test('whose payment is removed in QuickBooks is changed there; nothing is posted again or taken off', async () => {
    const { books, sales, pay, isSaid, paymentsOn } = story;
    const invoice = await story.bill(cara, 45);
    await isOpen(invoice, 45);
    const payment = await pay(invoice, 45);
    await isOpen(invoice, 0);
    const [posted = {}] = await paymentsOn(invoice);
    await books.remove('Payment', posted);
    await isSaid(invoice, { state: 'failing', category: 'changed-in-quickbooks' });
    expect(await paymentsOn(invoice)).toEqual([]);
    expect(await story.paymentsShown(invoice)).toEqual([payment['id']]);
    expect(await sales.shown('commerce_payments', payment)).toMatchObject({ hs_latest_status: 'succeeded' });
  });

  test('by a payment entered in QuickBooks shows it in HubSpot, once', async () => {
    const { books, isSaid, copyOf } = story;
    const invoice = await story.bill(cara, 35);
    await isOpen(invoice, 35);
    const copy = await copyOf(invoice);
    await books.payment({ Id: copy['CustomerRef'].value }, 35, [{ invoice: copy, amount: 35 }]);
    await story.inTime(async () => expect(await story.paymentsShown(invoice)).toHaveLength(1));
    await isSaid(invoice, inSync);
    expect(await story.paymentsOn(invoice)).toHaveLength(1);
  });
});
