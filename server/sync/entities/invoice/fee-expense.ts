// What payment processors keep, as QuickBooks expenses, where a person has switched that on. Only for payments that we
// posted: a bookkeeper who entered the payment knows of the fee.

import type { PlanInput } from '../../entity.ts';
import type { Failure } from '../../failure.ts';
import type { Operation } from '../../operation.ts';
import type { RecordSnapshot } from '../../record.ts';
import type { HubSpotPayment } from './hubspot-payments.ts';
import { settingMissing, taxCodeMissing } from './payment-failures.ts';
import { bookFee } from './payment-operations.ts';

export interface FeePlan {
  readonly operations: readonly Operation[];
  readonly failure: Failure | null;
}

const none: FeePlan = { operations: [], failure: null };

export function feeExpenses(
  input: PlanInput,
  invoice: RecordSnapshot,
  payments: readonly HubSpotPayment[],
  books: { isOurs(payment: HubSpotPayment): boolean },
): FeePlan {
  const [first, ...more] = unbookedFees(input, payments).filter((payment) => books.isOurs(payment));
  if (!first) return none;
  const expense = chosen(input, 'feeExpenseAccount');
  const clearing = chosen(input, 'feeClearingAccount');
  if (expense === null) return { ...none, failure: settingMissing(first, 'feeExpenseAccount') };
  if (clearing === null) return { ...none, failure: settingMissing(first, 'feeClearingAccount') };
  const { company } = input.context;
  const taxCode = company.salesTax === 'global' ? chosen(input, 'feeTaxCode') : null;
  if (company.salesTax === 'global' && taxCode === null) return { ...none, failure: taxCodeMissing(first) };
  const number = invoice.fields['DocNumber'] ?? null;
  return {
    operations: [first, ...more].map((payment) =>
      bookFee(payment, { expense, clearing, taxCode }, company, number),
    ),
    failure: null,
  };
}

/** Payments whose fee should be an expense and is none yet. */
export function unbookedFees(
  { rules, base }: Pick<PlanInput, 'rules' | 'base'>,
  payments: readonly HubSpotPayment[],
): readonly HubSpotPayment[] {
  if (rules.options['feeExpenses'] !== true) return [];
  const booked = new Set(Object.values(base?.parts['expense'] ?? {}).map(({ hubspotId }) => hubspotId));
  return payments.filter(({ id, fee, day }) => fee.minor > 0 && day !== null && !booked.has(id));
}

function chosen({ rules }: PlanInput, option: string): string | null {
  const value = rules.options[option];
  return typeof value === 'string' && value !== '' ? value : null;
}
