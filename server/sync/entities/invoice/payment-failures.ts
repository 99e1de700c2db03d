// What a person reads about a payment of HubSpot's that cannot simply be carried over, and what can be done about it.

import type { Failure, FailureDetails } from '../../failure.ts';
import { moneyText } from '../../money.ts';
import type { Part } from '../../record.ts';
import type { ResolutionChoice } from '../../resolution.ts';
import { failed } from './failed.ts';
import type { HubSpotPayment } from './hubspot-payments.ts';

/** `choices` settle it: `payment` is the subject of one, unless it takes a side for the invoice as a whole. */
const about = (
  { id, gross, day, currency }: HubSpotPayment,
  ...choices: readonly ResolutionChoice[]
): FailureDetails => ({ payment: id, amount: `${moneyText(gross)} ${currency}`, day: day ?? '', choices });

const named = (candidates: readonly Part[]): FailureDetails => ({
  candidates: candidates.map(({ key }) => key),
  candidateNames: candidates.map(({ fields }) =>
    [fields['TxnDate'], fields['Amount'], fields['PaymentRefNum']].filter(Boolean).join(' '),
  ),
});

export const ambiguousPayment = (payment: HubSpotPayment, candidates: readonly Part[]): Failure =>
  failed('ambiguous-match', { ...about(payment, 'link', 'post-unapplied'), ...named(candidates) });

/** `open` is what the QuickBooks invoice still has to get, as decimal text. */
export const alreadyPaid = (payment: HubSpotPayment, open: string, candidates: readonly Part[]): Failure =>
  failed('already-paid', { ...about(payment, 'link', 'post-unapplied'), open, ...named(candidates) });

/** `quickbooksId` is null for money that was never carried over. */
export const refundedPayment = (payment: HubSpotPayment, quickbooksId: string | null): Failure =>
  failed('refunded-in-hubspot', {
    ...about(payment, ...(quickbooksId === null ? (['link'] as const) : (['take-quickbooks'] as const))),
    status: payment.facts['hs_latest_status'] ?? '',
    refunded: payment.facts['hs_refunds_amount'] ?? '',
    ...(quickbooksId !== null && { quickbooksId }),
  });

/** Somebody took the payment off the invoice in QuickBooks: `gone`, or less is applied than was agreed. */
export const changedPayment = (
  payment: HubSpotPayment,
  {
    gone,
    quickbooksId,
    agreed,
    applied,
  }: {
    readonly gone: boolean;
    readonly quickbooksId: string;
    readonly agreed: string;
    readonly applied: string;
  },
): Failure =>
  failed('changed-in-quickbooks', {
    ...about(payment, 'take-quickbooks', ...(gone ? (['take-hubspot'] as const) : [])),
    quickbooksId,
    differences: [`payment removed: ${agreed} → ${applied}`],
  });

/** Somebody gave the payment another amount in HubSpot after it was carried over. */
export const amountChanged = (payment: HubSpotPayment, quickbooksId: string, agreed: string): Failure =>
  failed('total-differs', { ...about(payment, 'take-quickbooks'), quickbooksId, agreed });

export const settingMissing = (payment: HubSpotPayment, setting: string): Failure =>
  failed('missing-data', { ...about(payment), setting });

export const taxCodeMissing = (payment: HubSpotPayment): Failure =>
  failed('tax-code-required', { ...about(payment), setting: 'feeTaxCode' });

export const dayMissing = (payment: HubSpotPayment): Failure =>
  failed('missing-data', { ...about(payment), field: 'hs_initiated_date' });

export const otherCurrency = (payment: HubSpotPayment, invoiceCurrency: string): Failure =>
  failed('currency-mismatch', { ...about(payment), invoiceCurrency });

export const booksClosed = (payment: HubSpotPayment, closedUntil: string): Failure =>
  failed('closed-books', { ...about(payment), closedUntil });

/** `paid` is what HubSpot says came in, `known` what its payments that can be read add up to; decimal text. */
export const paymentsUnreadable = (paid: string, known: string): Failure =>
  failed('payment-needs-payments-api', { paid, known });
