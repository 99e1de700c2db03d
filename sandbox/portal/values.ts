// Values as the page shows them, and whether two of them mean the same.

import { Decimal } from 'decimal.js';
import { DateTime } from 'luxon';
import { demoPortal } from '../demo/app-registration.ts';
import { sampleCompany } from '../quickbooks/quickbooks.ts';
import { textAt } from './json.ts';
import type { Json } from './stand-in-control.ts';

export type InvoiceStatus = 'draft' | 'open' | 'partly_paid' | 'paid' | 'overdue' | 'voided' | 'deleted';

/** The page formats these by the reader's language. Amounts are decimal text. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'money'; readonly amount: string; readonly currency: string }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'status'; readonly status: string }
  | {
      readonly kind: 'line';
      readonly name: string;
      readonly quantity: string;
      readonly price: string;
      readonly amount: string;
      readonly currency: string;
    }
  | { readonly kind: 'payment'; readonly day: string; readonly amount: string; readonly currency: string };

export const text = (value: string): Value | null => (value === '' ? null : { kind: 'text', text: value });
export const day = (value: string): Value | null => (value === '' ? null : { kind: 'day', day: value });
export const status = (value: string): Value | null =>
  value === '' ? null : { kind: 'status', status: value };
export const money = (amount: string, currency: string): Value | null =>
  amount === '' ? null : { kind: 'money', amount, currency };

/** The words a search looks through. */
export function searchText(value: Value | null): string {
  switch (value?.kind) {
    case undefined:
      return '';
    case 'text':
      return value.text;
    case 'money':
    case 'payment':
      return new Decimal(value.amount).toFixed(2);
    case 'day':
      return value.day;
    case 'status':
      return value.status;
    case 'line':
      return value.name;
    default:
      return value satisfies never;
  }
}

/** Whether both sides say the same: letter case and spaces do not count, money counts to the cent. */
export function isSame(left: Value | null, right: Value | null): boolean {
  return left === null || right === null ? left === right : fold(left) === fold(right);
}

function fold(value: Value): string {
  switch (value.kind) {
    case 'text': {
      const words = value.text.trim().replace(/\s+/g, ' ').toLowerCase();
      // Telephone numbers are written in many ways.
      return /^[\d\s()+.-]+$/.test(words) ? words.replace(/\D/g, '') : words;
    }
    case 'money':
      return `${cents(value.amount)} ${value.currency}`;
    case 'day':
      return value.day;
    case 'status':
      return value.status;
    case 'line':
      return cents(value.amount);
    case 'payment':
      return `${value.day} ${cents(value.amount)}`;
    default:
      return value satisfies never;
  }
}

export const cents = (amount: string): string =>
  new Decimal(amount === '' ? 0 : amount).times(100).toFixed(0);

/** HubSpot keeps instants where people mean days of the account's time zone. */
export function dayOf(instant: string): string {
  if (instant === '') return '';
  const at = /^\d+$/.test(instant) ? DateTime.fromMillis(Number(instant)) : DateTime.fromISO(instant);
  return at.setZone(demoPortal.timeZone).toISODate() ?? '';
}

/** QuickBooks has no status: it follows from the amounts, the due date and the note a void leaves. */
export function quickbooksStatus(invoice: Json): InvoiceStatus {
  const total = new Decimal(textAt(invoice, 'TotalAmt') || 0);
  const balance = new Decimal(textAt(invoice, 'Balance') || 0);
  if (total.isZero() && /voided/i.test(textAt(invoice, 'PrivateNote'))) return 'voided';
  if (balance.lte(0)) return 'paid';
  const today = DateTime.now().setZone(sampleCompany.timeZone).toISODate() ?? '';
  const due = textAt(invoice, 'DueDate');
  if (due !== '' && due < today) return 'overdue';
  return balance.lt(total) ? 'partly_paid' : 'open';
}

/** Ledgerline's finer status where it is kept, else HubSpot's own. */
export const hubspotStatus = (invoice: Json): string =>
  textAt(invoice, 'properties.ledgerline_status') || textAt(invoice, 'properties.hs_invoice_status');

export const currencyIn = (invoice: Json): string =>
  textAt(invoice, 'CurrencyRef.value') || sampleCompany.homeCurrency;
