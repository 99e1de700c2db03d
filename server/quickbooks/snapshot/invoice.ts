import type { Part, RecordSnapshot } from '../../sync/record.ts';
import { markedKey, withoutMarker } from '../marker.ts';
import type { Invoice } from '../wire/invoice.ts';
import type { Payment } from '../wire/payment.ts';
import { isWord } from '../wire/record.ts';
import { flatten } from './flatten.ts';
import { lineParts } from './invoice-lines.ts';
import { invoicePaymentPart } from './payment.ts';
import { hasVoidedNote, snapshotOf } from './snapshot.ts';

/**
 * An invoice with its `line` and `payment` parts. `payments` are the Payment objects its `LinkedTxn` names; one that
 * meanwhile does not cover the invoice any more gives no part.
 */
export function invoiceSnapshot(invoice: Invoice, payments: readonly Payment[]): RecordSnapshot {
  const snapshot = snapshotOf(invoice, {
    entity: 'invoice',
    state: isVoided(invoice) ? 'voided' : 'active',
    label: invoice.DocNumber,
    fields: withoutMarker(flatten(invoice)),
    references: { contact: invoice.CustomerRef?.value ?? null },
    parts: {
      line: lineParts(invoice.Line ?? []),
      payment: payments
        .map((payment) => invoicePaymentPart(payment, invoice.Id))
        .filter((part): part is Part => part !== null),
    },
  });
  return { ...snapshot, key: markedKey(invoice.PrivateNote) };
}

/** Ids of the payments an invoice says it was paid by, without repeats, newest first as the vendor lists them. */
export function paymentIdsOf(invoice: Invoice): readonly string[] {
  const payments = (invoice.LinkedTxn ?? []).filter((linked) => isWord(linked.TxnType, 'Payment'));
  return [...new Set(payments.map((linked) => linked.TxnId))];
}

const isVoided = (invoice: Invoice): boolean =>
  (invoice.TotalAmt ?? 0) === 0 &&
  (invoice.Line ?? []).every((line) => (line.Amount ?? 0) === 0) &&
  hasVoidedNote(invoice.PrivateNote);
