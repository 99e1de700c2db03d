import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';

describe('an invoice paid in QuickBooks', () => {
  let story: Story;
  let customer: VendorRecord;
  beforeAll(async () => {
    story = await startStory({}, async ({ books }) => {
      customer = await books.customer('Paying Ltd');
    });
  });
  afterAll(() => story?.close());

  const invoiceOf = (amount: number) =>
    story.books.invoice(customer, [{ amount }], { DueDate: '2099-01-31' });

  test('shows two part payments one after the other, and its status', async () => {
    const { books, mirror, caughtUp } = story;
    const invoice = await invoiceOf(100);
    await books.payment(customer, 40, [{ invoice, amount: 40 }]);
    await caughtUp();
    expect(await mirror.shown(invoice)).toMatchObject({
      ledgerline_status: 'partly_paid',
      hs_invoice_status: 'open',
      ledgerline_balance: '60.00',
      ledgerline_paid: '40.00',
    });
    expect(await mirror.applied(invoice)).toEqual([40]);
    await books.payment(customer, 60, [{ invoice, amount: 60 }]);
    await caughtUp();
    expect(await mirror.shown(invoice)).toMatchObject({
      ledgerline_status: 'paid',
      hs_invoice_status: 'paid',
      ledgerline_balance: '0.00',
      ledgerline_paid: '100.00',
    });
    expect(await mirror.applied(invoice)).toEqual([40, 60]);
  });

  test('shows only its own part of a payment over three invoices', async () => {
    const { books, mirror, caughtUp } = story;
    const invoices = [await invoiceOf(10), await invoiceOf(20), await invoiceOf(30)];
    const [first, second, third] = invoices;
    await caughtUp();
    await books.payment(customer, 55, [
      { ...(first && { invoice: first }), amount: 10 },
      { ...(second && { invoice: second }), amount: 20 },
      { ...(third && { invoice: third }), amount: 15 },
    ]);
    await caughtUp();
    expect(await Promise.all(invoices.map((invoice) => mirror.applied(invoice)))).toEqual([[10], [20], [15]]);
    const statuses = await Promise.all(invoices.map((invoice) => mirror.shown(invoice)));
    expect(statuses.map(({ ledgerline_status }) => ledgerline_status)).toEqual([
      'paid',
      'paid',
      'partly_paid',
    ]);
  });

  test('shows an applied credit apart and books no money for it', async () => {
    const { books, mirror, caughtUp } = story;
    const invoice = await invoiceOf(80);
    const credit = await books.creditMemo(customer, 30);
    await books.payment(customer, 0, [
      { invoice, amount: 30 },
      { credit, amount: 30 },
    ]);
    await caughtUp();
    expect(await mirror.payments(invoice)).toEqual([]);
    expect(await mirror.shown(invoice)).toMatchObject({
      ledgerline_credits: '30.00',
      ledgerline_paid: '0.00',
      ledgerline_balance: '50.00',
      ledgerline_status: 'partly_paid',
    });
  });

  test.each(['void', 'delete'] as const)('loses a payment that somebody %ss', async (action) => {
    const { books, mirror, caughtUp } = story;
    const invoice = await invoiceOf(70);
    const payment = await books.payment(customer, 70, [{ invoice, amount: 70 }]);
    await caughtUp();
    expect(await mirror.applied(invoice)).toEqual([70]);
    await (action === 'void' ? books.void('Payment', payment) : books.remove('Payment', payment));
    await caughtUp();
    expect(await mirror.applied(invoice)).toEqual([]);
    expect(await mirror.shown(invoice)).toMatchObject({
      ledgerline_status: 'open',
      hs_invoice_status: 'open',
      ledgerline_balance: '70.00',
      ledgerline_paid: '0.00',
    });
  });

  test('follows a payment whose amount is moved to another invoice', async () => {
    const { books, mirror, caughtUp } = story;
    const [from, to] = [await invoiceOf(25), await invoiceOf(25)];
    const payment = await books.payment(customer, 25, [{ invoice: from, amount: 25 }]);
    await caughtUp();
    await books.change('Payment', payment, {
      Line: [{ Amount: 25, LinkedTxn: [{ TxnId: to['Id'], TxnType: 'Invoice' }] }],
    });
    await caughtUp();
    expect(await mirror.applied(from)).toEqual([]);
    expect(await mirror.applied(to)).toEqual([25]);
    expect((await mirror.shown(from))['ledgerline_status']).toBe('open');
    expect((await mirror.shown(to))['ledgerline_status']).toBe('paid');
  });
});
