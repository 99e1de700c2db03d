// Discounts, fees and taxes of an invoice: what they make of the sum of its lines, and how many it can have.

import { Decimal } from 'decimal.js';
import { invalid } from './errors.ts';
import type { HubSpotError } from './errors.ts';
import type { ObjectType } from './object-types.ts';
import type { Portal } from './portal.ts';
import type { CrmRecord } from './record-table.ts';

/** In the order in which HubSpot applies them. */
export const ADJUSTMENT_TYPES = ['discounts', 'fees', 'taxes'] as const;

export type AdjustmentType = (typeof ADJUSTMENT_TYPES)[number];

export function isAdjustmentType(type: ObjectType): type is AdjustmentType {
  return ADJUSTMENT_TYPES.some((adjustment) => adjustment === type);
}

/** The sum of the lines less discounts, which never take more than that, plus fees, plus taxes. */
export function withAdjustments(portal: Portal, invoice: CrmRecord, lines: Decimal): Decimal {
  const digits = minorDigits(invoice.version.properties['hs_currency']);
  return ADJUSTMENT_TYPES.reduce((amount, type) => {
    const total = portal
      .linked(invoice, type)
      .reduce((sum, record) => sum.plus(amountOf(record, amount, digits)), new Decimal(0));
    return type === 'discounts' ? amount.minus(Decimal.min(total, amount)) : amount.plus(total);
  }, lines);
}

/** A percentage is of what was there before the records of its own type, rounded to the currency's minor unit. */
function amountOf(record: CrmRecord, base: Decimal, digits: number): Decimal {
  const { hs_type: kind, hs_value: value = '0' } = record.version.properties;
  if (kind !== 'PERCENT') return new Decimal(value);
  return base.times(value).dividedBy(100).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP);
}

function minorDigits(currency: string | undefined): number {
  // Intl refuses what does not look like a currency code.
  if (!/^[a-z]{3}$/i.test(currency ?? '')) return 2;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** Refuses a second tax for an invoice; the pair may be given in either direction. */
export function checkSecondTax(portal: Portal, from: CrmRecord, to: CrmRecord): void {
  const [invoice, tax] = from.type === 'invoices' ? [from, to] : [to, from];
  if (invoice.type !== 'invoices' || tax.type !== 'taxes') return;
  if (portal.linked(invoice, 'taxes').some((other) => other !== tax)) throw secondTax(invoice.id);
}

/** The same for a record that is only being created, with the records it will be associated with. */
export function checkTaxesOfNew(portal: Portal, type: ObjectType, others: CrmRecord[]): void {
  if (type === 'invoices' && new Set(others.filter((other) => other.type === 'taxes')).size > 1) {
    throw secondTax('the new invoice');
  }
  if (type !== 'taxes') return;
  for (const other of others) {
    if (other.type === 'invoices' && portal.linked(other, 'taxes').length > 0) throw secondTax(other.id);
  }
}

/** HubSpot has at most one tax record per invoice. */
export function secondTax(invoice: string): HubSpotError {
  return invalid(`An invoice can have one tax only: ${invoice}.`, 'INVOICE_HAS_TAX', { objectId: [invoice] });
}
