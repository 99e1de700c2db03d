// HubSpot's payments of an invoice made in HubSpot, and what becomes of each in QuickBooks: it is there already, belongs
// to a payment a bookkeeper entered, is posted, or needs a person. Each is one QuickBooks payment applied to the invoice.

import type { PlanInput } from '../../entity.ts';
import type { Failure } from '../../failure.ts';
import { money, moneyText, sumMoney } from '../../money.ts';
import type { Operation } from '../../operation.ts';
import type { RecordSnapshot } from '../../record.ts';
import { feeExpenses, unbookedFees } from './fee-expense.ts';
import { hubspotPayments } from './hubspot-payments.ts';
import type { HubSpotPayment } from './hubspot-payments.ts';
import { Books, isAsAgreed, linkedRows } from './payment-books.ts';
import { paymentsUnreadable } from './payment-failures.ts';
import { currencyOf } from './status.ts';

export interface PaymentPlan {
  /** Stages follow those of the invoice, one after the other: no two writes of one invoice are on their way at once. */
  readonly operations: readonly Operation[];
  /** The first thing about a payment that keeps the pair from being in sync. */
  readonly failure: Failure | null;
  /** QuickBooks payments that HubSpot has of its own making, or may have: they are not shown there a second time. */
  readonly withheld: ReadonlySet<string>;
}

export function planPayments(input: PlanInput): PaymentPlan {
  const { hubspot, quickbooks } = input;
  const linked = linkedRows(input);
  const known = new Set(linked.map(([id]) => id));
  if (!hubspot || !quickbooks || !flowsToQuickBooks(input)) {
    return { operations: [], failure: null, withheld: known };
  }
  const currency = currencyOf(quickbooks);
  const payments = hubspotPayments(hubspot, currency, input.context.portal.portalTimeZone);
  const books = new Books(input, quickbooks, linked);
  const failures = payments.flatMap((payment) => books.settle(payment) ?? []);
  const fees = feeExpenses(input, quickbooks, payments, books);
  const unreadable = unreadableMoney(input.base, hubspot, currency);
  return {
    operations: [...books.operations, ...fees.operations],
    failure: unreadable ?? failures[0] ?? fees.failure,
    // While it is open which payment is whose, none is shown as somebody else's.
    withheld: new Set([
      ...known,
      ...books.taken,
      ...books.reserved,
      ...(failures.length > 0 ? books.unpaired() : []),
    ]),
  };
}

/** Only invoices made in HubSpot get their payments from there, and only while the sync runs that way. */
const flowsToQuickBooks = ({ link, rules, quickbooks }: PlanInput): boolean =>
  link?.origin === 'hubspot' && rules.direction !== 'to-hubspot' && quickbooks?.state === 'active';

/** Whether HubSpot has payments, or money, that were not looked at when both sides agreed last. */
export function hasUnseenPayments(
  input: Pick<PlanInput, 'base' | 'rules' | 'context'>,
  hubspot: RecordSnapshot,
): boolean {
  const { base, rules, context } = input;
  if (rules.direction === 'to-hubspot') return false;
  const currency = hubspot.fields['hs_currency'] ?? context.company.homeCurrency;
  const rows = Object.values(base?.parts['payment'] ?? {});
  const rowOf = ({ id }: HubSpotPayment) => rows.find(({ hubspotId }) => hubspotId === id);
  const payments = hubspotPayments(hubspot, currency, context.portal.portalTimeZone);
  return (
    unreadableMoney(base, hubspot, currency) !== null ||
    unbookedFees(input, payments).some((payment) => rowOf(payment)?.quickbooks['TotalAmt'] !== undefined) ||
    payments.some((payment) => {
      const row = rowOf(payment);
      const isNothing = payment.standing === 'pending' || payment.standing === 'returned';
      return row ? !isAsAgreed(payment, row) : !isNothing;
    })
  );
}

/** Money that HubSpot says came in without a payment that can be read or was carried over before. */
function unreadableMoney(
  base: PlanInput['base'],
  { fields, parts }: RecordSnapshot,
  currency: string,
): Failure | null {
  const readable = parts['payment'] ?? [];
  const carried = Object.values(base?.parts['payment'] ?? {}).filter(
    ({ hubspotId }) => !readable.some(({ key }) => key === hubspotId),
  );
  const amounts = [...readable.map((part) => part.fields), ...carried.map(({ hubspot }) => hubspot)].map(
    (payment) => money(payment['hs_initial_amount'], currency),
  );
  const [paid, known] = [money(fields['hs_amount_paid'], currency), sumMoney(amounts, currency)];
  return paid.minor > known.minor ? paymentsUnreadable(moneyText(paid), moneyText(known)) : null;
}
