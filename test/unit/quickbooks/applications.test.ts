import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { applicationsOf } from '../../../server/quickbooks/snapshot/applications.ts';
import { applied, payment } from './fixtures.ts';

const amountsOf = (change: object) =>
  applicationsOf(payment(change)).map(({ invoiceId, amount, creditAmount }) => [
    invoiceId,
    amount,
    creditAmount,
  ]);

describe('what a payment paid', () => {
  test('adds up the lines that link one invoice', () => {
    expect(amountsOf({ TotalAmt: 30.3, Line: [applied(10.1, '1'), applied(20.2, '1')] })).toEqual([
      ['1', '30.3', '0'],
    ]);
  });

  test('gives credits to the invoice lines in their order until used up', () => {
    const Line = [applied(50, '1'), applied(80, '2'), applied(20, '3'), applied(90, '9', 'CreditMemo')];
    expect(amountsOf({ TotalAmt: 60, Line })).toEqual([
      ['1', '0', '50'],
      ['2', '40', '40'],
      ['3', '20', '0'],
    ]);
  });

  test('shows a payment of zero that links a credit to a charge as credit only', () => {
    const Line = [applied(25.75, '1'), applied(25.75, '9', 'CreditMemo')];
    expect(amountsOf({ TotalAmt: 0, Line })).toEqual([['1', '0', '25.75']]);
  });

  test('does not take an unapplied rest for money that went anywhere', () => {
    expect(amountsOf({ TotalAmt: 100, UnappliedAmt: 40, Line: [applied(60, '1')] })).toEqual([
      ['1', '60', '0'],
    ]);
  });

  test('takes what exceeds the money for credit, when a journal entry filled the gap', () => {
    const Line = [applied(100, '1'), applied(30, '5', 'JournalEntry')];
    expect(amountsOf({ TotalAmt: 70, Line })).toEqual([['1', '70', '30']]);
  });

  test('names no invoice for an unapplied payment', () => {
    expect(amountsOf({ UnappliedAmt: 100, Line: [] })).toEqual([]);
  });

  test('money and credits always add up to what was applied, without a lost cent', () => {
    const cents = fc.integer({ min: 1, max: 1_000_000 }).map((value) => value / 100);
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 6 }), cents, (invoices, memo) => {
        const total = invoices.reduce((sum, amount) => sum.plus(amount), new Decimal(0));
        const credit = Decimal.min(memo, total);
        const Line = [
          ...invoices.map((amount, position) => applied(amount, String(position))),
          applied(credit.toNumber(), '99', 'CreditMemo'),
        ];
        const parts = applicationsOf(payment({ TotalAmt: total.minus(credit).toNumber(), Line }));
        const sum = (pick: (part: (typeof parts)[number]) => string): string =>
          parts.reduce((all, part) => all.plus(pick(part)), new Decimal(0)).toFixed();
        expect(sum((part) => part.creditAmount)).toBe(credit.toFixed());
        expect(sum((part) => part.amount)).toBe(total.minus(credit).toFixed());
      }),
    );
  });
});
