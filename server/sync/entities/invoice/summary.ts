// What cards show of a QuickBooks invoice. Kept when a pair is settled, because what people open must not cost a call to
// QuickBooks.

import type { SyncContext } from '../../context.ts';
import { dayIn } from '../../dates.ts';
import { hasValue } from '../../fields/values.ts';
import { money } from '../../money.ts';
import type { FieldValues, Part, RecordSnapshot } from '../../record.ts';
import { invoiceStatus } from './status.ts';
import type { InvoiceStatus } from './status.ts';

export const invoiceEventKinds = ['created', 'sent', 'deposit', 'payment', 'credit', 'voided'] as const;
export type InvoiceEventKind = (typeof invoiceEventKinds)[number];

/** One thing that happened to an invoice. Amounts are in the smallest unit of the invoice's currency. */
export interface InvoiceEvent {
  readonly kind: InvoiceEventKind;
  /** Null where QuickBooks does not say when. */
  readonly day: string | null;
  readonly amount: number | null;
  /** How it was paid, in the company's own words. */
  readonly method: string | null;
  readonly reference: string | null;
  /** What of the payment is not applied to any invoice; it is shown, not booked. */
  readonly unapplied: number | null;
}

/** Amounts are in the smallest unit of the currency, and QuickBooks' own. */
export interface InvoiceSummary {
  readonly number: string | null;
  readonly status: InvoiceStatus;
  readonly currency: string;
  readonly total: number;
  /** Payments applied to this invoice, never a payment's whole amount. */
  readonly paid: number;
  readonly credits: number;
  /** Taken on the invoice itself, without a payment. */
  readonly deposit: number;
  readonly balance: number;
  readonly invoiceDay: string | null;
  readonly dueDay: string | null;
  /** By day; what has none stands after the invoice itself. */
  readonly events: readonly InvoiceEvent[];
}

/** Null for an invoice that is gone: what was known of it stays. */
export function summarizeInvoice(invoice: RecordSnapshot, context: SyncContext): InvoiceSummary | null {
  if (invoice.state === 'deleted') return null;
  const { fields } = invoice;
  const currency = fields['CurrencyRef.value'] ?? context.company.homeCurrency;
  const amount = amountIn(currency);
  const payments = invoice.parts['payment'] ?? [];
  const sum = (field: string): number =>
    payments.reduce((total, part) => total + amount(part.fields, field), 0);
  return {
    number: fields['DocNumber'] ?? null,
    status: invoiceStatus(invoice, context.today),
    currency,
    total: amount(fields, 'TotalAmt'),
    paid: sum('Amount'),
    credits: sum('CreditAmount'),
    deposit: amount(fields, 'Deposit'),
    balance: amount(fields, 'Balance'),
    invoiceDay: fields['TxnDate'] ?? null,
    dueDay: fields['DueDate'] ?? null,
    events: eventsOf(invoice, payments, currency, context),
  };
}

const amountIn =
  (currency: string) =>
  (fields: FieldValues, name: string): number =>
    money(fields[name], currency).minor;

const nothing = { amount: null, method: null, reference: null, unapplied: null } as const;

function eventsOf(
  invoice: RecordSnapshot,
  payments: readonly Part[],
  currency: string,
  context: SyncContext,
): readonly InvoiceEvent[] {
  const { fields } = invoice;
  const zone = context.company.realmTimeZone;
  const amount = amountIn(currency);
  const issued = fields['TxnDate'] ?? dayIn(new Date(invoice.createdAt), zone);
  const deposit = amount(fields, 'Deposit');
  const events: readonly InvoiceEvent[] = [
    { ...nothing, kind: 'created', day: issued, amount: amount(fields, 'TotalAmt') },
    ...(fields['EmailStatus'] === 'EmailSent' ? [sentEvent(fields['DeliveryInfo.DeliveryTime'], zone)] : []),
    ...(deposit > 0 ? [{ ...nothing, kind: 'deposit' as const, day: issued, amount: deposit }] : []),
    ...payments.flatMap((part) => paymentEvents(part, currency)),
    // QuickBooks keeps no date of voiding; the last change is the voiding unless the note was edited since.
    ...(invoice.state === 'voided'
      ? [{ ...nothing, kind: 'voided' as const, day: dayIn(new Date(invoice.modifiedAt), zone) }]
      : []),
  ];
  return events.toSorted(
    (one, other) =>
      (one.day ?? issued).localeCompare(other.day ?? issued) ||
      invoiceEventKinds.indexOf(one.kind) - invoiceEventKinds.indexOf(other.kind),
  );
}

function sentEvent(at: string | null | undefined, zone: string): InvoiceEvent {
  const instant = hasValue(at) ? new Date(at) : null;
  const isInstant = instant !== null && !Number.isNaN(instant.getTime());
  return { ...nothing, kind: 'sent', day: isInstant ? dayIn(instant, zone) : null };
}

/** A payment that brought money and used up credits is both. */
function paymentEvents({ fields }: Part, currency: string): readonly InvoiceEvent[] {
  const amount = amountIn(currency);
  const [paid, credited, unapplied] = [
    amount(fields, 'Amount'),
    amount(fields, 'CreditAmount'),
    amount(fields, 'UnappliedAmt'),
  ];
  const day = fields['TxnDate'] ?? null;
  const payment: InvoiceEvent = {
    kind: 'payment',
    day,
    amount: paid,
    method: fields['PaymentMethodName'] ?? null,
    reference: fields['PaymentRefNum'] ?? null,
    unapplied: unapplied > 0 ? unapplied : null,
  };
  return [
    ...(paid > 0 ? [payment] : []),
    ...(credited > 0 ? [{ ...nothing, kind: 'credit' as const, day, amount: credited }] : []),
  ];
}
