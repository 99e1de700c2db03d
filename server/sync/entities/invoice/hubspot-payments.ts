// Payments a HubSpot invoice has of HubSpot's own making, in the core's terms.

import { toDay } from '../../dates.ts';
import { hasValue } from '../../fields/values.ts';
import { money } from '../../money.ts';
import type { Money } from '../../money.ts';
import { keyProperty } from '../../plan-record.ts';
import type { FieldValues, Part, RecordSnapshot } from '../../record.ts';

/**
 * - `received`: the money is there. - `pending`: not yet, or never was. - `returned`: the customer has it back.
 * - `contested`: in dispute, on its way back, or partly gone: a person has to look.
 * - `won`: it was in dispute and stays.
 */
export type Standing = 'received' | 'pending' | 'returned' | 'contested' | 'won';

export interface HubSpotPayment {
  readonly id: string;
  /** What the customer paid, before the processor's fee. */
  readonly gross: Money;
  readonly fee: Money;
  /** What is left of it after refunds; null while that is open. */
  readonly kept: Money | null;
  /** The day it was made on, in the portal's zone. */
  readonly day: string | null;
  readonly currency: string;
  readonly standing: Standing;
  readonly reference: string | null;
  /** What is remembered of it once it was dealt with. */
  readonly facts: FieldValues;
}

const standings: Readonly<Record<string, Standing>> = {
  succeeded: 'received',
  processing: 'pending',
  failed: 'returned',
  refunded: 'returned',
  disputed_lost: 'returned',
  disputed_won: 'won',
  partially_refunded: 'contested',
  processing_refund: 'contested',
  disputed_action_required: 'contested',
  disputed_awaiting_decision: 'contested',
};

/** Oldest first. Records that mirror QuickBooks payments, ours or another integration's, are no payments of HubSpot's. */
export function hubspotPayments(
  invoice: RecordSnapshot,
  currency: string,
  zone: string,
): readonly HubSpotPayment[] {
  return (invoice.parts['payment'] ?? [])
    .filter(({ fields }) => !hasValue(fields[keyProperty]) && fields['hs_processor_type'] !== 'quickbooks')
    .map((part) => paymentOf(part, currency, zone))
    .toSorted((a, b) => (a.day ?? '').localeCompare(b.day ?? '') || Number(a.id) - Number(b.id));
}

function paymentOf({ key, fields }: Part, invoiceCurrency: string, zone: string): HubSpotPayment {
  const currency = fields['hs_currency_code'] || invoiceCurrency;
  const amount = (name: string): Money => money(fields[name], currency);
  const status = fields['hs_latest_status'] ?? '';
  const standing = standings[status] ?? 'pending';
  const date = fields['hs_initiated_date'];
  return {
    id: key,
    gross: amount('hs_initial_amount'),
    fee: amount('hs_fees_amount'),
    kept: keptOf(standing, status, amount('hs_initial_amount'), amount('hs_refunds_amount')),
    day: date ? toDay(date, zone) : null,
    currency,
    standing,
    reference: hasValue(fields['hs_reference_number']) ? fields['hs_reference_number'].trim() : null,
    facts: {
      hs_initial_amount: fields['hs_initial_amount'] ?? null,
      hs_latest_status: fields['hs_latest_status'] ?? null,
      hs_refunds_amount: fields['hs_refunds_amount'] ?? null,
    },
  };
}

function keptOf(standing: Standing, status: string, gross: Money, refunds: Money): Money | null {
  if (standing === 'returned') return { ...gross, minor: 0 };
  if (status === 'partially_refunded' && refunds.minor > 0)
    return { ...gross, minor: gross.minor - refunds.minor };
  return standing === 'contested' ? null : gross;
}
