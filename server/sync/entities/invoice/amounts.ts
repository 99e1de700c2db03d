// What a HubSpot invoice bills, row by row: lines net of their own discounts, fees, and the invoice's discounts as one
// negative row. Rounded so that the rows together are the invoice's total, whatever fractions of a cent the lines have.

import { Decimal } from 'decimal.js';
import { money, moneyOf, moneyText, minorDigits, parseDecimal } from '../../money.ts';
import type { Money } from '../../money.ts';
import type { FieldValues, Part, RecordSnapshot } from '../../record.ts';

export interface BilledRow {
  /** `line:<id>`, `fee:<id>`, `discount`. */
  readonly key: string;
  readonly kind: 'line' | 'fee' | 'discount';
  readonly hubspotId: string | null;
  readonly part: Part | null;
  /** Discounts are negative. */
  readonly amount: Money;
  /** HubSpot's content this row stands for; a change of it is an edit. */
  readonly source: FieldValues;
}

export interface Billed {
  readonly currency: string;
  readonly rows: readonly BilledRow[];
  /** HubSpot's tax on the whole invoice, on top of the rows; null when it has none. */
  readonly tax: { readonly percent: Decimal | null; readonly amount: Decimal; readonly base: Decimal } | null;
  /** What HubSpot says the customer owes, its taxes included. */
  readonly total: Money;
}

const zero = new Decimal(0);
const partsOf = ({ parts }: RecordSnapshot, noun: string): readonly Part[] => parts[noun] ?? [];
const decimalOf = (part: Part, field: string): Decimal => parseDecimal(part.fields[field]) ?? zero;

/** The rows of an invoice as read from HubSpot. `amount` is HubSpot's own net price of a line. */
export function billedBy(invoice: RecordSnapshot, homeCurrency: string): Billed {
  const currency = invoice.fields['hs_currency'] ?? homeCurrency;
  const lines = partsOf(invoice, 'line').map((part) => ({ part, exact: netOf(part) }));
  const sum = lines.reduce((total, { exact }) => total.plus(exact), zero);
  const discount = Decimal.min(adjusted(partsOf(invoice, 'discount'), sum, currency), sum);
  const discounted = sum.minus(discount);
  const fees = partsOf(invoice, 'fee').map((part) => ({
    part,
    exact: adjustment(part, discounted, currency),
  }));
  const base = fees.reduce((total, { exact }) => total.plus(exact), discounted);
  const taxes = partsOf(invoice, 'tax');
  const rows = [
    ...lines.map((line, position) => ({ ...line, kind: 'line' as const, position })),
    ...fees.map((fee, position) => ({ ...fee, kind: 'fee' as const, position })),
    ...(discount.isZero() ? [] : [{ part: null, exact: discount.negated(), kind: 'discount' as const }]),
  ];
  const shown = parseDecimal(invoice.fields['hs_amount_billed']);
  const tax = adjusted(taxes, base, currency);
  return {
    currency,
    rows: rounded(rows, currency),
    tax: taxes.length === 0 ? null : { percent: percentOf(taxes), amount: tax, base },
    total: money((shown ?? base.plus(tax)).toFixed(), currency),
  };
}

function netOf(part: Part): Decimal {
  const net = parseDecimal(part.fields['amount']);
  if (net) return net;
  const quantity = parseDecimal(part.fields['quantity']) ?? new Decimal(1);
  return quantity.times(decimalOf(part, 'price'));
}

/** A percentage is of what was there before the records of its kind. */
function adjustment(part: Part, base: Decimal, currency: string): Decimal {
  const value = decimalOf(part, 'hs_value');
  if (part.fields['hs_type'] !== 'PERCENT') return value;
  return base.times(value).dividedBy(100).toDecimalPlaces(minorDigits(currency), Decimal.ROUND_HALF_UP);
}

const adjusted = (parts: readonly Part[], base: Decimal, currency: string): Decimal =>
  parts.reduce((total, part) => total.plus(adjustment(part, base, currency)), zero);

function percentOf(taxes: readonly Part[]): Decimal | null {
  if (taxes.some((part) => part.fields['hs_type'] !== 'PERCENT')) return null;
  return taxes.reduce((total, part) => total.plus(decimalOf(part, 'hs_value')), zero);
}

interface ExactRow {
  readonly part: Part | null;
  readonly kind: BilledRow['kind'];
  readonly exact: Decimal;
  readonly position?: number;
}

/** Each row is what the running total, rounded, grows by. */
function rounded(rows: readonly ExactRow[], currency: string): readonly BilledRow[] {
  let exact = zero;
  let before = 0;
  return rows.map(({ part, kind, exact: share, position }): BilledRow => {
    exact = exact.plus(share);
    const { minor } = money(exact.toFixed(), currency);
    const amount = moneyOf(minor - before, currency);
    before = minor;
    return {
      key: part ? `${kind}:${part.key}` : kind,
      kind,
      hubspotId: part?.id ?? null,
      part,
      amount,
      source: sourceOf(kind, part, moneyText(amount), position),
    };
  });
}

/** Named as HubSpot names them. */
const sourceFields: Readonly<Record<BilledRow['kind'], readonly string[]>> = {
  line: ['name', 'description', 'quantity', 'price', 'hs_product_id', 'hs_tax_rate_group_id'],
  fee: ['hs_label'],
  discount: [],
};

function sourceOf(
  kind: BilledRow['kind'],
  part: Part | null,
  amount: string,
  position: number | undefined,
): FieldValues {
  const own = sourceFields[kind].map((name) => [name, part?.fields[name] ?? null] as const);
  return { ...Object.fromEntries(own), amount, position: String(position ?? 0) };
}

/**
 * Quantity and price that make exactly this amount, as QuickBooks multiplies them; 1 × amount where none do. A product that
 * lies half-way between two cents is avoided: how QuickBooks rounds it is not documented, and it refuses a wrong amount.
 */
export function pricing(amount: Money, quantityText: string | null, priceText: string | null): FieldValues {
  const quantity = parseDecimal(quantityText);
  const exact = new Decimal(moneyText(amount));
  const half = new Decimal(10).pow(-minorDigits(amount.currency)).dividedBy(2);
  const makes = (price: Decimal): boolean =>
    quantity !== null && quantity.times(price).minus(exact).abs().lessThan(half);
  const asked = parseDecimal(priceText);
  const worked = quantity && !quantity.isZero() ? exact.dividedBy(quantity).toDecimalPlaces(6) : null;
  const price = [asked, worked].find((candidate) => candidate && makes(candidate));
  return {
    Amount: exact.toFixed(),
    'SalesItemLineDetail.Qty': price && quantity ? quantity.toFixed() : '1',
    'SalesItemLineDetail.UnitPrice': (price ?? exact).toFixed(),
  };
}
