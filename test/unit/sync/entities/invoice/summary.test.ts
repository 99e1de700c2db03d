import { describe, expect, test } from '@jest/globals';
import { summarizeInvoice } from '../../../../../server/sync/entities/invoice/summary.ts';
import type { RecordSnapshot } from '../../../../../server/sync/record.ts';
import { aContext, anApplication, anInvoice } from '../../../../support/builders.ts';

const summarize = (invoice: RecordSnapshot) => summarizeInvoice(invoice, aContext());
const events = (invoice: RecordSnapshot) =>
  summarize(invoice)?.events.map(({ kind, day, amount }) => [kind, day, amount]);

describe('the summary of an invoice', () => {
  test('holds QuickBooks’ own amounts, payments apart from credits and deposit', () => {
    const payments = [anApplication('p1', '40'), anApplication('p2', '5.5', { CreditAmount: '10' })];
    const invoice = anInvoice({ total: '100', balance: '24.5', payments, fields: { Deposit: '20' } });
    expect(summarize(invoice)).toMatchObject({
      number: '1037',
      status: 'partly_paid',
      currency: 'USD',
      total: 10_000,
      paid: 4_550,
      credits: 1_000,
      deposit: 2_000,
      balance: 2_450,
      dueDay: '2026-06-30',
    });
  });

  test('counts in the smallest unit of the invoice’s currency, else of the company’s', () => {
    expect(summarize(anInvoice({ currency: 'JPY', total: '1200' }))).toMatchObject({ total: 1200 });
    const plain = anInvoice({ fields: { 'CurrencyRef.value': null } });
    expect(summarize(plain)).toMatchObject({ currency: 'USD', total: 10_000 });
  });

  test('of an invoice that is gone says nothing, so that what was known stays', () => {
    expect(summarize(anInvoice({}, { state: 'deleted' }))).toBeNull();
  });
});

describe('what happened to an invoice', () => {
  test('stands in order of its days, the invoice first', () => {
    const payments = [
      anApplication('p2', '60', { TxnDate: '2026-06-20' }),
      anApplication('p1', '30', { TxnDate: '2026-06-01' }),
    ];
    const fields = { EmailStatus: 'EmailSent', 'DeliveryInfo.DeliveryTime': '2026-06-03T02:00:00Z' };
    expect(events(anInvoice({ payments, fields: { ...fields, Deposit: '10' } }))).toEqual([
      ['created', '2026-06-01', 10_000],
      ['deposit', '2026-06-01', 1_000],
      ['payment', '2026-06-01', 3_000],
      // 2 o'clock in UTC is the evening before in New York.
      ['sent', '2026-06-02', null],
      ['payment', '2026-06-20', 6_000],
    ]);
  });

  test('is a payment and a credit where a payment used up both, and no payment of nothing', () => {
    const both = anApplication('p1', '40', { CreditAmount: '60' });
    const onlyCredit = anApplication('p2', '0', { CreditAmount: '5' });
    expect(events(anInvoice({ payments: [both, onlyCredit] }))?.slice(1)).toEqual([
      ['payment', '2026-06-10', 4_000],
      ['credit', '2026-06-10', 6_000],
      ['credit', '2026-06-10', 500],
    ]);
  });

  test('tells how a payment was made and what of it is applied nowhere', () => {
    const payment = anApplication('p1', '40', {
      PaymentMethodName: 'Check',
      PaymentRefNum: '77',
      UnappliedAmt: '2.5',
    });
    expect(summarize(anInvoice({ payments: [payment] }))?.events[1]).toEqual({
      kind: 'payment',
      day: '2026-06-10',
      amount: 4_000,
      method: 'Check',
      reference: '77',
      unapplied: 250,
    });
  });

  test.each([
    ['sent without a time', { EmailStatus: 'EmailSent' }, [['sent', null, null]]],
    [
      'sent at a time nobody can read',
      { EmailStatus: 'EmailSent', 'DeliveryInfo.DeliveryTime': 'x' },
      [['sent', null, null]],
    ],
    ['still to be sent', { EmailStatus: 'NeedToSend' }, []],
  ])('is right for an invoice %s', (_case, fields, expected) => {
    expect(events(anInvoice({ fields }))?.slice(1)).toEqual(expected);
  });

  test('ends with the voiding, on the day of the last change in the company’s zone', () => {
    const voided = { state: 'voided', modifiedAt: '2026-06-12T01:00:00Z' } as const;
    expect(events(anInvoice({ total: '0' }, voided))?.at(-1)).toEqual(['voided', '2026-06-11', null]);
  });
});
