// How much of a payment went to which invoice, and how much of that was money.

import { Decimal } from 'decimal.js';
import { isWord } from '../wire/record.ts';
import type { Payment } from '../wire/payment.ts';

export interface Application {
  readonly invoiceId: string;
  /** Money, as decimal text. */
  readonly amount: string;
  /** Credits used up by this application, as decimal text. */
  readonly creditAmount: string;
}

/**
 * QuickBooks lists the invoices a payment covers and the credits it uses side by side, without saying which credit paid
 * which invoice. Rule: credits go to the invoice lines in their order until used up; the rest of each line is money.
 * Credits are the credit memo lines, or more when the invoice lines exceed them and the payment's applied money together:
 * then another kind of credit (a journal entry, an expense) filled the gap.
 * Lines that link the same invoice are added up.
 */
export function applicationsOf(payment: Payment): readonly Application[] {
  const lines = invoiceLines(payment);
  let credits = creditsOf(payment, lines);
  const byInvoice = new Map<string, { money: Decimal; credit: Decimal }>();
  for (const line of lines) {
    const credit = Decimal.min(credits, line.amount);
    credits = credits.minus(credit);
    const before = byInvoice.get(line.invoiceId) ?? { money: zero, credit: zero };
    byInvoice.set(line.invoiceId, {
      money: before.money.plus(line.amount).minus(credit),
      credit: before.credit.plus(credit),
    });
  }
  return [...byInvoice].map(([invoiceId, { money, credit }]) => ({
    invoiceId,
    amount: money.toFixed(),
    creditAmount: credit.toFixed(),
  }));
}

const zero = new Decimal(0);

interface InvoiceApplication {
  readonly invoiceId: string;
  readonly amount: Decimal;
}

function invoiceLines(payment: Payment): readonly InvoiceApplication[] {
  return (payment.Line ?? []).flatMap((line) => {
    const invoice = line.LinkedTxn?.find((linked) => isWord(linked.TxnType, 'Invoice'));
    return invoice ? [{ invoiceId: invoice.TxnId, amount: decimal(line.Amount) }] : [];
  });
}

function creditsOf(payment: Payment, lines: readonly InvoiceApplication[]): Decimal {
  const memos = (payment.Line ?? [])
    .filter((line) => line.LinkedTxn?.some((linked) => isWord(linked.TxnType, 'CreditMemo')))
    .reduce((sum, line) => sum.plus(decimal(line.Amount)), zero);
  const applied = lines.reduce((sum, line) => sum.plus(line.amount), zero);
  const money = decimal(payment.TotalAmt).minus(decimal(payment.UnappliedAmt));
  return Decimal.max(memos, applied.minus(money), zero);
}

const decimal = (value: number | undefined): Decimal => new Decimal(value ?? 0);
