// From taxable amounts and rates to the tax lines the vendor shows: one per rate, rounded by itself.

import { Decimal } from 'decimal.js';
import type { Company } from '../company.ts';
import { fromCents, percentCents, toCents } from '../money.ts';
import type { QuickBooksRecord } from '../store.ts';
import { list, nested, number, refId } from '../values.ts';
import type { Fields } from '../values.ts';

export type TaxSide = 'SalesTaxRateList' | 'PurchaseTaxRateList';

export interface Rate {
  id: string;
  percent: number;
}

/** A taxed amount in cents before tax, with its rates; `tax` is set when the line itself says how much it is. */
export interface TaxedAmount {
  rates: Rate[];
  cents: number;
  tax?: number;
}

/** The rates of a code; none for an exempt one, undefined for a code that does not apply on this side. */
export function ratesOf(company: Company, code: QuickBooksRecord, side: TaxSide): Rate[] | undefined {
  const rateList = nested(code.fields, side);
  if (!rateList) return undefined;
  return list(rateList, 'TaxRateDetail').map((detail) => {
    const id = refId(detail, 'TaxRateRef') ?? '';
    return { id, percent: number(company.stores.TaxRate.get(id)?.fields, 'RateValue') ?? 0 };
  });
}

export function percentOf(rates: Rate[]): Decimal {
  return rates.reduce((sum, { percent }) => sum.plus(percent), new Decimal(0));
}

/** One tax line per rate, in the order the rates first occur. */
export function taxLines(company: Company, amounts: TaxedAmount[]): Fields[] {
  const perRate = new Map<string, { percent: number; net: number; tax: number; exact: number[] }>();
  for (const amount of amounts) {
    const shares = amount.tax === undefined ? undefined : shareByPercent(amount.rates, amount.tax);
    for (const [index, { id, percent }] of amount.rates.entries()) {
      const sum = perRate.get(id) ?? { percent, net: 0, tax: 0, exact: [] };
      sum.net += amount.cents;
      if (shares) sum.tax += shares[index] ?? 0;
      else sum.exact.push(amount.cents);
      perRate.set(id, sum);
    }
  }
  const perLine = company.behaviour('taxRounding') === 'perLine';
  return [...perRate].map(([id, { percent, net, tax, exact }]) => {
    const computed = perLine
      ? total(exact.map((cents) => percentCents(cents, percent)))
      : percentCents(total(exact), percent);
    return taxLine({ id, percent }, net, tax + computed);
  });
}

function taxLine({ id, percent }: Rate, netCents: number, cents: number): Fields {
  return {
    Amount: fromCents(cents),
    DetailType: 'TaxLineDetail',
    TaxLineDetail: {
      TaxRateRef: { value: id },
      PercentBased: true,
      TaxPercent: percent,
      NetAmountTaxable: fromCents(netCents),
    },
  };
}

export function taxCents(lines: Fields[]): number {
  return total(lines.map((line) => toCents(number(line, 'Amount') ?? 0)));
}

/** The same lines with another total, spread in proportion; the last line takes what rounding leaves. */
export function withTotal(lines: Fields[], totalCents: number): Fields[] {
  const shares = spread(
    totalCents,
    lines.map((line) => toCents(number(line, 'Amount') ?? 0)),
  );
  return lines.map((line, index) => ({ ...line, Amount: fromCents(shares[index] ?? 0) }));
}

/** Divides cents in proportion to the weights; the last share takes what rounding leaves. */
export function spread(cents: number, weights: number[]): number[] {
  const whole = total(weights);
  let left = cents;
  return weights.map((weight, index) => {
    const isLast = index === weights.length - 1;
    const exact = whole === 0 ? new Decimal(0) : new Decimal(cents).times(weight).div(whole);
    const share = isLast ? left : exact.round().toNumber();
    left -= share;
    return share;
  });
}

function shareByPercent(rates: Rate[], cents: number): number[] {
  return spread(
    cents,
    rates.map(({ percent }) => percent),
  );
}

function total(cents: number[]): number {
  return cents.reduce((sum, one) => sum + one, 0);
}
