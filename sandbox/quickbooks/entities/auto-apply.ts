// What a company applies by itself: open credits and unapplied payments to invoices.

import { preference } from '../company.ts';
import type { Company } from '../company.ts';
import { applyPayment, setTotal } from '../ledger.ts';
import { fromCents } from '../money.ts';
import type { QuickBooksRecord } from '../store.ts';
import { list, number, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';

const CREDIT_NOTE = 'Created by QB Online to link credits to charges.';

/** A fresh invoice: by AutoApplyCredit it takes open credit memos, by AutoApplyPayments unapplied payments. */
export function applyOpenMoney(company: Company, invoice: QuickBooksRecord): void {
  if (isOn(company, 'AutoApplyCredit')) {
    for (const memo of ofCustomer(company, 'CreditMemo', invoice)) {
      const cents = Math.min(memo.balance, invoice.balance);
      if (cents > 0) linkCredit(company, invoice, memo, cents);
    }
  }
  if (!isOn(company, 'AutoApplyPayments')) return;
  for (const payment of ofCustomer(company, 'Payment', invoice)) {
    const isFrozen = payment.system['LinkedTxn'] !== undefined;
    if (!isFrozen && usePayment(company, payment, invoice) > 0) company.change('Payment', payment);
  }
}

/** A fresh credit memo is used up by open invoices, oldest first. */
export function applyNewCredit(company: Company, memo: QuickBooksRecord): void {
  if (!isOn(company, 'AutoApplyCredit') || !company.behaviour('autoApplyNewCredit')) return;
  for (const invoice of openInvoices(company, memo)) {
    const cents = Math.min(memo.balance, invoice.balance);
    if (cents > 0) linkCredit(company, invoice, memo, cents);
  }
}

/** A fresh payment without lines pays open invoices, oldest first. */
export function applyNewPayment(company: Company, payment: QuickBooksRecord): void {
  if (!isOn(company, 'AutoApplyPayments') || !company.behaviour('autoApplyNewPayment')) return;
  if (list(payment.fields, 'Line').length > 0) return;
  for (const invoice of openInvoices(company, payment)) usePayment(company, payment, invoice);
}

/** A payment of 0 with one invoice line and one credit line of equal amounts. */
export function linkCredit(
  company: Company,
  invoice: QuickBooksRecord,
  memo: QuickBooksRecord,
  cents: number,
): void {
  const { CustomerRef, CurrencyRef, ExchangeRate } = invoice.fields;
  const payment = company.add('Payment', {
    CustomerRef,
    TotalAmt: 0,
    TxnDate: company.today(),
    CurrencyRef,
    ...(number(invoice.fields, 'ExchangeRate') === undefined ? {} : { ExchangeRate }),
    PrivateNote: CREDIT_NOTE,
    ProcessPayment: false,
    Line: [line(cents, invoice.id, 'Invoice'), line(cents, memo.id, 'CreditMemo')],
  });
  setTotal(company, 'Payment', payment, 0);
  applyPayment(company, payment, undefined);
}

function usePayment(company: Company, payment: QuickBooksRecord, invoice: QuickBooksRecord): number {
  const cents = Math.min(payment.balance, invoice.balance);
  if (cents <= 0) return 0;
  const before = payment.fields;
  payment.fields = { ...before, Line: [...list(before, 'Line'), line(cents, invoice.id, 'Invoice')] };
  setTotal(company, 'Payment', payment, payment.total);
  applyPayment(company, payment, before);
  return cents;
}

function line(cents: number, TxnId: string, TxnType: string): Fields {
  return { Amount: fromCents(cents), LinkedTxn: [{ TxnId, TxnType }] };
}

function openInvoices(company: Company, of: QuickBooksRecord): QuickBooksRecord[] {
  return ofCustomer(company, 'Invoice', of).toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)));
}

function dayOf(record: QuickBooksRecord): string {
  return text(record.fields, 'TxnDate') ?? '';
}

/** Transactions with something open, of the same customer, oldest first. */
function ofCustomer(
  company: Company,
  type: 'Invoice' | 'CreditMemo' | 'Payment',
  like: QuickBooksRecord,
): QuickBooksRecord[] {
  const customer = refId(like.fields, 'CustomerRef') ?? '';
  return [...company.stores[type].find('customerref', customerKey, [customer])]
    .filter((record) => record.balance > 0)
    .toSorted((a, b) => Number(a.id) - Number(b.id));
}

function customerKey(record: QuickBooksRecord): string {
  return refId(record.fields, 'CustomerRef') ?? '';
}

function isOn(company: Company, key: 'AutoApplyCredit' | 'AutoApplyPayments'): boolean {
  return preference(company, 'SalesFormsPrefs', key) === true;
}
