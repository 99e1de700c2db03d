// What a deal's invoices come to: per currency, never added across.

import type { InvoiceSummary } from './summary.ts';

/** In the currency's smallest unit. Deposits are money received, so they count as paid. */
export interface CurrencyTotals {
  readonly currency: string;
  readonly billed: number;
  readonly paid: number;
  readonly credits: number;
  readonly outstanding: number;
}

type Counted = Pick<InvoiceSummary, 'currency' | 'total' | 'paid' | 'deposit' | 'credits' | 'balance'>;

/** In the order in which the currencies first appear. */
export function totalsByCurrency(invoices: readonly Counted[]): readonly CurrencyTotals[] {
  const totals = new Map<string, CurrencyTotals>();
  for (const invoice of invoices) {
    const { currency } = invoice;
    const before = totals.get(currency) ?? { currency, billed: 0, paid: 0, credits: 0, outstanding: 0 };
    totals.set(currency, {
      currency,
      billed: before.billed + invoice.total,
      paid: before.paid + invoice.paid + invoice.deposit,
      credits: before.credits + invoice.credits,
      outstanding: before.outstanding + invoice.balance,
    });
  }
  return [...totals.values()];
}
