// An invoice made in HubSpot with its payments, which follow it: they are written once nothing of the invoice itself is.

import type { Link } from '../../base.ts';
import type { PlanInput } from '../../entity.ts';
import type { RecordSnapshot } from '../../record.ts';
import { hasUnseenPayments, planPayments } from './payments-to-quickbooks.ts';
import type { PaymentPlan } from './payments-to-quickbooks.ts';
import { hasAgreedContent, reviewContent } from './review.ts';
import type { ContentReview } from './review.ts';

export interface InvoiceReview extends ContentReview {
  readonly payments: PaymentPlan;
}

/** Null for invoices made in QuickBooks, and where nothing goes there. */
export function reviewInvoice(input: PlanInput): InvoiceReview | null {
  const { link, hubspot, quickbooks, rules, writes } = input;
  if (link?.origin !== 'hubspot' || !hubspot || !quickbooks || rules.direction === 'to-hubspot') return null;
  const payments = planPayments(input);
  const review = reviewContent(input, { hubspot, quickbooks, withheld: payments.withheld });
  if (review.failure || review.voids) return { ...review, payments: withoutWrites(payments) };
  const isWritten =
    review.content !== null || Object.keys({ ...review.values, ...writes.quickbooks }).length > 0;
  if (!isWritten) return { ...review, payments, unsettled: payments.failure };
  // What is open on the invoice, and whether it stands, is known when its own write has ended.
  const waits = payments.operations.length > 0 || payments.failure !== null;
  return { ...review, payments: withoutWrites(payments), again: review.again || waits };
}

const withoutWrites = ({ withheld }: PaymentPlan): PaymentPlan => ({
  operations: [],
  failure: null,
  withheld,
});

/** Whether a HubSpot invoice has what it had when both sides agreed, and no payments that were not looked at. */
export const hasAgreedRows = (
  hubspot: RecordSnapshot,
  link: Link,
  { rules, context }: Pick<PlanInput, 'rules' | 'context'>,
): boolean =>
  hasAgreedContent(hubspot, link, { context }) &&
  (link.origin !== 'hubspot' || !hasUnseenPayments({ base: link.base, rules, context }, hubspot));
