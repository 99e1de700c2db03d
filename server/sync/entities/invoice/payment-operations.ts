// Writes of HubSpot's payments to QuickBooks, as data.

import { moneyText } from '../../money.ts';
import type { Money } from '../../money.ts';
import type { Operation } from '../../operation.ts';
import type { FieldValues, RecordSnapshot } from '../../record.ts';
import type { HubSpotPayment } from './hubspot-payments.ts';
import { currencyOf } from './status.ts';

/** After everything that is written of the invoice itself. */
const firstStage = 10;
const feeStage = 1_000;

/** QuickBooks' limit for the reference number of a payment. */
const longestReference = 21;

const common = { side: 'quickbooks', version: null, associations: [] } as const;

/** Each payment has a stage of its own, because it changes the invoice that the next one is applied to. */
const stageAfter = (earlier: number): number => firstStage + earlier;

/** A payment that is in QuickBooks already belongs to this one from now on; nothing is written. */
export const linkPayment = (
  payment: HubSpotPayment,
  { id, agreed }: { readonly id: string; readonly agreed: FieldValues },
  earlier: number,
): Operation => ({
  ...common,
  name: `payment:${payment.id}`,
  stage: stageAfter(earlier),
  noun: 'payment',
  action: 'link',
  target: id,
  key: null,
  values: agreed,
  source: payment.facts,
});

export interface Posting {
  readonly payment: HubSpotPayment;
  /** Names the write for ever: a repeat of it finds what the first one made. */
  readonly key: string;
  readonly account: string;
  /** What goes to the invoice; the rest stays unapplied with the customer. */
  readonly applied: Money;
  readonly multicurrency: boolean;
}

/** Gross and on its day: the processor's fee never makes a payment smaller. */
export function postPayment(posting: Posting, invoice: RecordSnapshot, earlier: number): Operation {
  const { payment, key, account, applied, multicurrency } = posting;
  return {
    ...common,
    name: `payment:${payment.id}`,
    stage: stageAfter(earlier),
    noun: 'payment',
    action: 'create',
    target: null,
    key,
    values: {
      'CustomerRef.value': invoice.references['contact'] ?? null,
      TotalAmt: moneyText(payment.gross),
      TxnDate: payment.day,
      'DepositToAccountRef.value': account,
      ...referenceOf(payment),
      ...(multicurrency && { 'CurrencyRef.value': currencyOf(invoice) }),
    },
    rows: applied.minor === 0 ? [] : [{ Amount: moneyText(applied), TxnId: invoice.id, TxnType: 'Invoice' }],
    source: payment.facts,
  };
}

/** A processor's reference is often too long for QuickBooks' field: the note has it whole. */
function referenceOf({ id, reference }: HubSpotPayment): Operation['values'] {
  if (reference !== null && reference.length <= longestReference) return { PaymentRefNum: reference };
  const note = reference === null ? `HubSpot payment ${id}` : `HubSpot payment ${id}, ${reference}`;
  return { PrivateNote: note };
}

export interface FeeAccounts {
  /** Where the fee is an expense. */
  readonly expense: string;
  /** Where the processor took it from. */
  readonly clearing: string;
  /** The tax code of the expense, where the company needs one; the fee stays what it is. */
  readonly taxCode: string | null;
}

/** The processor's fee as an expense of its own. */
export const bookFee = (
  { id, fee, day, currency }: HubSpotPayment,
  accounts: FeeAccounts,
  { multicurrency }: { readonly multicurrency: boolean },
  number: string | null,
): Operation => ({
  ...common,
  name: `expense:${id}`,
  stage: feeStage,
  noun: 'expense',
  action: 'create',
  target: null,
  key: id,
  values: {
    'AccountRef.value': accounts.clearing,
    TxnDate: day,
    DocNumber: number,
    PrivateNote: `Fee of HubSpot payment ${id}`,
    ...(multicurrency && { 'CurrencyRef.value': currency }),
    ...(accounts.taxCode !== null && { GlobalTaxCalculation: 'NotApplicable' }),
  },
  rows: [
    {
      Amount: moneyText(fee),
      Description: 'Payment processing fee',
      'AccountBasedExpenseLineDetail.AccountRef.value': accounts.expense,
      ...(accounts.taxCode !== null && {
        'AccountBasedExpenseLineDetail.TaxCodeRef.value': accounts.taxCode,
      }),
    },
  ],
  source: { hs_fees_amount: moneyText(fee) },
});
