// Who owes what: open amounts of transactions, what payments are applied to, and customers' balances.

import type { Company, EntityName } from './company.ts';
import { fromCents, toCents } from './money.ts';
import type { QuickBooksRecord } from './store.ts';
import { list, number, refId, text } from './values.ts';
import type { Fields } from './values.ts';

/** Transactions a payment line can point to here. */
export type Target = 'Invoice' | 'CreditMemo';

export interface Application {
  type: Target;
  id: string;
  cents: number;
}

/** What a payment's lines apply, in cents. */
export function applications(fields: Fields | undefined): Application[] {
  return list(fields, 'Line').flatMap((line) => {
    const [link] = list(line, 'LinkedTxn');
    const type = text(link, 'TxnType');
    if (type !== 'Invoice' && type !== 'CreditMemo') return [];
    return [{ type, id: text(link, 'TxnId') ?? '', cents: toCents(number(line, 'Amount') ?? 0) }];
  });
}

export function appliedCents(record: QuickBooksRecord): number {
  let cents = 0;
  for (const amount of record.applied?.values() ?? []) cents += amount;
  return cents;
}

/** Sets a transaction's total; its open amount and the customer's balance follow. */
export function setTotal(company: Company, type: EntityName, record: QuickBooksRecord, cents: number): void {
  record.total = cents;
  const deposit = type === 'Invoice' ? toCents(number(record.fields, 'Deposit') ?? 0) : 0;
  record.balance = cents - deposit - (type === 'Payment' ? appliedByPayment(record) : appliedCents(record));
  // Invoices are owed; credit memos and unapplied payments are owed back.
  post(company, record, type === 'Invoice' ? record.balance : -record.balance);
}

/** Invoice lines less credit lines: what of a payment's own money is in use. */
function appliedByPayment(record: QuickBooksRecord): number {
  return applications(record.fields).reduce(
    (sum, { type, cents }) => sum + (type === 'Invoice' ? cents : -cents),
    0,
  );
}

function post(company: Company, record: QuickBooksRecord, cents: number): void {
  const owner = refId(record.fields, 'CustomerRef');
  company.owe(record.posted.owner, -record.posted.cents);
  company.owe(owner, cents);
  record.posted = { owner, cents };
}

/** Takes back what a deleted transaction added to its customer's balance. */
export function unpost(company: Company, record: QuickBooksRecord): void {
  company.owe(record.posted.owner, -record.posted.cents);
  record.posted = { owner: undefined, cents: 0 };
}

/** Brings invoices and credit memos in line with a payment's lines; each one touched gets a new token. */
export function applyPayment(company: Company, payment: QuickBooksRecord, before: Fields | undefined): void {
  const wanted = byTarget(applications(payment.fields));
  const had = byTarget(applications(before));
  for (const [key, application] of new Map([...had, ...wanted])) {
    const cents = wanted.get(key)?.cents ?? 0;
    const target = company.stores[application.type].get(application.id);
    if (!target || (target.applied?.get(payment.id) ?? 0) === cents) continue;
    target.applied ??= new Map();
    if (cents === 0) target.applied.delete(payment.id);
    else target.applied.set(payment.id, cents);
    setTotal(company, application.type, target, target.total);
    company.change(application.type, target);
  }
}

function byTarget(all: Application[]): Map<string, Application> {
  const merged = new Map<string, Application>();
  for (const application of all) {
    const key = `${application.type} ${application.id}`;
    const known = merged.get(key);
    merged.set(key, known ? { ...known, cents: known.cents + application.cents } : application);
  }
  return merged;
}

/** Removes a transaction's lines from the payments applied to it; their money becomes unapplied. */
export function unlinkPayments(company: Company, type: Target, target: QuickBooksRecord): void {
  for (const paymentId of target.applied?.keys() ?? []) {
    const payment = company.stores.Payment.get(paymentId);
    if (!payment) continue;
    payment.fields = {
      ...payment.fields,
      Line: list(payment.fields, 'Line').filter((line) => !pointsTo(line, type, target.id)),
    };
    setTotal(company, 'Payment', payment, payment.total);
    company.change('Payment', payment);
  }
  target.applied = undefined;
}

/** Cuts what is applied beyond a lowered total, latest payment first. */
export function releaseSurplus(company: Company, type: Target, target: QuickBooksRecord): void {
  let surplus = appliedCents(target) - target.total;
  for (const [paymentId, cents] of [...(target.applied ?? [])].toReversed()) {
    if (surplus <= 0) return;
    const cut = Math.min(surplus, cents);
    surplus -= cut;
    const payment = company.stores.Payment.get(paymentId);
    if (!payment) continue;
    payment.fields = {
      ...payment.fields,
      Line: cutLine(list(payment.fields, 'Line'), type, target.id, cents - cut),
    };
    if (cents === cut) target.applied?.delete(paymentId);
    else target.applied?.set(paymentId, cents - cut);
    setTotal(company, 'Payment', payment, payment.total);
    company.change('Payment', payment);
  }
}

function cutLine(lines: Fields[], type: Target, id: string, cents: number): Fields[] {
  return lines.flatMap((line) => {
    if (!pointsTo(line, type, id)) return [line];
    return cents > 0 ? [{ ...line, Amount: fromCents(cents) }] : [];
  });
}

function pointsTo(line: Fields, type: Target, id: string): boolean {
  return list(line, 'LinkedTxn').some((link) => link['TxnType'] === type && link['TxnId'] === id);
}
