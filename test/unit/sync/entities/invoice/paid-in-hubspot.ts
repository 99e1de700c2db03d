// An invoice made in HubSpot, its copy in QuickBooks, and the payments on either side.

import type { Base, PartBase } from '../../../../../server/sync/base.ts';
import type { PlanInput } from '../../../../../server/sync/entity.ts';
import { planPayments } from '../../../../../server/sync/entities/invoice/payments-to-quickbooks.ts';
import type { PaymentPlan } from '../../../../../server/sync/entities/invoice/payments-to-quickbooks.ts';
import type { FieldValues, Part } from '../../../../../server/sync/record.ts';
import {
  aBase,
  aContext,
  aHubSpotInvoice,
  aLink,
  anApplication,
  anInvoice,
  linkedTo,
  rulesFor,
} from '../../../../support/builders.ts';

/** A HubSpot payment of 10 June 2026, early in the evening in New York, unless told. */
export const paidInHubSpot = (id: string, amount: string, fields: FieldValues = {}): Part => ({
  key: id,
  id,
  fields: {
    hs_initial_amount: amount,
    hs_initiated_date: '2026-06-10T22:30:00.000Z',
    hs_currency_code: 'USD',
    hs_latest_status: 'succeeded',
    hs_processor_type: 'hs_payments',
    hs_reference_number: null,
    hs_fees_amount: null,
    hs_refunds_amount: null,
    ledgerline_key: null,
    ...fields,
  },
  references: {},
});

/** The row of a HubSpot payment that QuickBooks has as well. */
export const carried = (hubspotId: string, amount: string, status = 'succeeded'): PartBase => ({
  hubspotId,
  hubspot: { hs_initial_amount: amount, hs_latest_status: status, hs_refunds_amount: null },
  quickbooks: { Amount: amount, TotalAmt: amount },
  origin: 'hubspot',
});

export interface Payments {
  readonly hubspot?: readonly Part[];
  readonly quickbooks?: readonly Part[];
  readonly balance?: string;
  readonly amountPaid?: string;
  readonly rows?: Readonly<Record<string, PartBase>>;
  readonly expenses?: Readonly<Record<string, PartBase>>;
  readonly options?: Readonly<Record<string, string | boolean>>;
}

/** Over 100 USD; payments are deposited to account 35. */
export function questionOf(
  { hubspot = [], quickbooks = [], balance = '100', amountPaid, rows, expenses, options }: Payments,
  changes: Partial<PlanInput> = {},
): PlanInput {
  const invoice = aHubSpotInvoice(
    { hs_currency: 'USD', hs_amount_paid: amountPaid ?? null },
    { parts: { payment: hubspot } },
  );
  const copy = anInvoice({ balance, payments: quickbooks });
  const base: Base = aBase({ parts: { payment: rows ?? {}, expense: expenses ?? {} } });
  return {
    rules: rulesFor('invoice', { direction: 'two-way', options: { depositAccount: '35', ...options } }),
    context: aContext(),
    link: aLink(invoice, copy, { base, origin: 'hubspot' }),
    base,
    hubspot: invoice,
    quickbooks: copy,
    dependencies: linkedTo(),
    writes: { hubspot: {}, quickbooks: {} },
    namesRefused: 0,
    resolutions: [],
    ...changes,
  };
}

export const planOf = (payments: Payments, changes: Partial<PlanInput> = {}): PaymentPlan =>
  planPayments(questionOf(payments, changes));

/** A payment on the QuickBooks invoice, entered by hand the day after. */
export const entered = (id: string, amount: string, day = '2026-06-11'): Part =>
  anApplication(id, amount, { TxnDate: day });

export const nothing = { operations: [], failure: null };

/** What is done, in order: `create payment:31`, and with a link what it links to. */
export const done = ({ operations }: PaymentPlan): readonly string[] =>
  operations.map(
    ({ action, name, target }) => `${action} ${name}${typeof target === 'string' ? ` ${target}` : ''}`,
  );
