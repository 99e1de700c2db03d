import type { FieldValues, Part, RecordSnapshot } from '../../sync/record.ts';
import { markedKey, withoutMarker } from '../marker.ts';
import type { Payment } from '../wire/payment.ts';
import { isWord } from '../wire/record.ts';
import { applicationsOf } from './applications.ts';
import type { Application } from './applications.ts';
import { flatten, scalarText } from './flatten.ts';
import { hasVoidedNote, snapshotOf } from './snapshot.ts';

/** A payment with one `application` part per invoice it covers (key = invoice id). */
export function paymentSnapshot(payment: Payment): RecordSnapshot {
  const applications = applicationsOf(payment);
  return snapshotOf(payment, {
    entity: 'payment',
    state: isVoided(payment) ? 'voided' : 'active',
    label: payment.PaymentRefNum,
    fields: { ...withoutMarker(flatten(payment)), Deposited: depositedText(payment) },
    parts: { application: applications.map(applicationPart) },
  });
}

/** The payment as a part of one of the invoices it covers, or null when it does not cover that invoice. */
export function invoicePaymentPart(payment: Payment, invoiceId: string): Part | null {
  const application = applicationsOf(payment).find((candidate) => candidate.invoiceId === invoiceId);
  if (!application) return null;
  return {
    key: payment.Id,
    id: payment.Id,
    fields: {
      ...amounts(application),
      TxnDate: scalarText(payment.TxnDate),
      TotalAmt: scalarText(payment.TotalAmt),
      UnappliedAmt: scalarText(payment.UnappliedAmt),
      PaymentRefNum: scalarText(payment.PaymentRefNum),
      PaymentMethodRef: scalarText(payment.PaymentMethodRef?.value),
      PaymentMethodName: scalarText(payment.PaymentMethodRef?.name),
      Deposited: depositedText(payment),
      Marker: markedKey(payment.PrivateNote),
    },
    references: {},
  };
}

const applicationPart = (application: Application): Part => ({
  key: application.invoiceId,
  id: application.invoiceId,
  fields: amounts(application),
  references: {},
});

const amounts = (application: Application): FieldValues => ({
  Amount: application.amount,
  CreditAmount: application.creditAmount,
});

/** A deposited payment is frozen (6540); depositing changes neither its sync token nor its date of change. */
const depositedText = (payment: Payment): string =>
  String(payment.LinkedTxn?.some((linked) => isWord(linked.TxnType, 'Deposit')) ?? false);

const isVoided = (payment: Payment): boolean =>
  (payment.TotalAmt ?? 0) === 0 && (payment.Line ?? []).length === 0 && hasVoidedNote(payment.PrivateNote);
