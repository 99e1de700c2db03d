import { preference } from '../company.ts';
import type { Company } from '../company.ts';
import { QuickBooksFault } from '../faults.ts';
import { applyPayment, setTotal, unlinkPayments, unpost } from '../ledger.ts';
import { fromCents } from '../money.ts';
import * as schema from '../schema.ts';
import type { QuickBooksRecord } from '../store.ts';
import { refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import type { EntityType } from './entity.ts';
import {
  moveStock,
  postSalesForm,
  prepareSalesForm,
  renderSalesForm,
  requireOpenPeriod,
  salesFormColumns,
  salesFormSchema,
} from './sales-form.ts';

const CREDIT_NOTE = 'Created by QB Online to link credits to charges.';

export const creditMemo: EntityType = {
  name: 'CreditMemo',
  kind: 'transaction',
  schema: { ...salesFormSchema, RemainingCredit: schema.readOnly, PaymentMethodRef: schema.readOnly },
  columns: salesFormColumns,
  totalCount: false,
  inChangeData: true,
  inWebhooks: true,
  operations: new Set(['create', 'update', 'delete', 'send']),
  prepare: (draft) => prepareSalesForm(draft, 'CreditMemo'),
  saved(company, record, before) {
    postSalesForm(company, 'CreditMemo', record);
    moveStock(company, before, record.fields, -1);
  },
  deleting(company, record) {
    requireOpenPeriod(company, [text(record.fields, 'TxnDate')]);
    if (record.applied?.size && company.behaviour('deletePaidInvoice') === 'refuse') {
      throw new QuickBooksFault('6400', 'Linked transaction cannot be deleted');
    }
    unlinkPayments(company, 'CreditMemo', record);
    moveStock(company, record.fields, undefined, -1);
    unpost(company, record);
  },
  render: (company, record) => ({
    ...renderSalesForm(company, record),
    TotalAmt: fromCents(record.total),
    RemainingCredit: fromCents(record.balance),
    Balance: fromCents(record.balance),
  }),
};

/** AutoApplyCredit: the vendor writes payments of 0 that tie open credits to a fresh invoice. */
export function applyOpenCredits(company: Company, invoice: QuickBooksRecord): void {
  if (preference(company, 'SalesFormsPrefs', 'AutoApplyCredit') !== true) return;
  const customer = refId(invoice.fields, 'CustomerRef') ?? '';
  for (const memo of company.stores.CreditMemo.find('customerref', customerOf, [customer])) {
    const cents = Math.min(memo.balance, invoice.balance);
    if (cents > 0) linkCredit(company, invoice, memo, cents);
  }
}

/** A payment of 0 with one invoice line and one credit line of equal amounts. */
export function linkCredit(
  company: Company,
  invoice: QuickBooksRecord,
  memo: QuickBooksRecord,
  cents: number,
): void {
  const line = (id: string, type: string): Fields => ({
    Amount: fromCents(cents),
    LinkedTxn: [{ TxnId: id, TxnType: type }],
  });
  const payment = company.add('Payment', {
    CustomerRef: invoice.fields['CustomerRef'],
    TotalAmt: 0,
    TxnDate: company.today(),
    CurrencyRef: invoice.fields['CurrencyRef'],
    PrivateNote: CREDIT_NOTE,
    ProcessPayment: false,
    Line: [line(invoice.id, 'Invoice'), line(memo.id, 'CreditMemo')],
  });
  setTotal(company, 'Payment', payment, 0);
  applyPayment(company, payment, undefined);
}

function customerOf(record: QuickBooksRecord): string | undefined {
  return refId(record.fields, 'CustomerRef');
}
