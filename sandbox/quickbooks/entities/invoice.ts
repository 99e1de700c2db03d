import type { Company } from '../company.ts';
import { QuickBooksFault } from '../faults.ts';
import { setTotal, unlinkPayments, unpost } from '../ledger.ts';
import { fromCents } from '../money.ts';
import { dayColumn } from '../query/columns.ts';
import * as schema from '../schema.ts';
import type { QuickBooksRecord } from '../store.ts';
import { addDays } from '../time.ts';
import { nested, number, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import { applyOpenCredits } from './credit-memo.ts';
import type { Draft, EntityType } from './entity.ts';
import {
  moveStock,
  postSalesForm,
  prepareSalesForm,
  renderLinks,
  renderSalesForm,
  requireOpenPeriod,
  salesFormColumns,
  salesFormSchema,
  voidFields,
} from './sales-form.ts';

const DAYS_WITHOUT_TERM = 30;

export const invoice: EntityType = {
  name: 'Invoice',
  kind: 'transaction',
  schema: {
    ...salesFormSchema,
    DueDate: schema.day,
    BillEmailCc: schema.email(200),
    BillEmailBcc: schema.email(200),
    AllowOnlineCreditCardPayment: schema.yesNo,
    AllowOnlineACHPayment: schema.yesNo,
    AllowOnlinePayment: schema.yesNo,
    AllowIPNPayment: schema.yesNo,
    Deposit: schema.amount,
    DepositToAccountRef: schema.reference,
    LinkedTxn: schema.listOf({
      TxnId: schema.text(20),
      TxnType: schema.text(30),
      TxnLineId: schema.text(20),
    }),
    InvoiceLink: schema.readOnly,
  },
  columns: { ...salesFormColumns, duedate: dayColumn('DueDate') },
  totalCount: true,
  inChangeData: true,
  inWebhooks: true,
  operations: new Set(['create', 'update', 'delete', 'void', 'send']),
  prepare,
  saved,
  deleting,
  voiding,
  render,
};

function prepare(draft: Draft): void {
  const { company, fields } = draft;
  // Links to payments are the vendor's to keep; links to estimates have no counterpart here yet.
  delete fields['LinkedTxn'];
  prepareSalesForm(draft, 'Invoice');
  fields['DueDate'] ??= dueDate(company, fields);
  fields['AllowIPNPayment'] ??= false;
  fields['AllowOnlinePayment'] ??= false;
  fields['AllowOnlineCreditCardPayment'] ??= company.isUs;
  fields['AllowOnlineACHPayment'] ??= company.isUs;
}

/** By the term's days, or 30 days without a term. */
function dueDate(company: Company, fields: Fields): string {
  const term = company.stores.Term.get(refId(fields, 'SalesTermRef') ?? '');
  return addDays(
    text(fields, 'TxnDate') ?? company.today(),
    number(term?.fields, 'DueDays') ?? DAYS_WITHOUT_TERM,
  );
}

function saved(company: Company, record: QuickBooksRecord, before: Fields | undefined): void {
  postSalesForm(company, 'Invoice', record);
  moveStock(company, before, record.fields, 1);
  if (!before) applyOpenCredits(company, record);
}

function deleting(company: Company, record: QuickBooksRecord): void {
  requireOpenPeriod(company, [text(record.fields, 'TxnDate')]);
  if (record.applied?.size && company.behaviour('deletePaidInvoice') === 'refuse') {
    throw new QuickBooksFault('6400', 'Linked transaction cannot be deleted');
  }
  unlinkPayments(company, 'Invoice', record);
  moveStock(company, record.fields, undefined, 1);
  unpost(company, record);
}

function voiding(company: Company, record: QuickBooksRecord): void {
  requireOpenPeriod(company, [text(record.fields, 'TxnDate')]);
  const before = record.fields;
  unlinkPayments(company, 'Invoice', record);
  voidFields(company, record);
  delete record.fields['Deposit'];
  moveStock(company, before, record.fields, 1);
  setTotal(company, 'Invoice', record, 0);
}

function render(company: Company, record: QuickBooksRecord): Fields {
  const shown = renderSalesForm(company, record);
  shown['LinkedTxn'] = renderLinks(record);
  if (shown['EmailStatus'] === 'NeedToSend') shown['DeliveryInfo'] ??= { DeliveryType: 'Email' };
  shown['ShipFromAddr'] ??= nested(company.single('CompanyInfo').fields, 'CompanyAddr');
  shown['TotalAmt'] = fromCents(record.total);
  shown['Balance'] = fromCents(record.balance);
  return shown;
}
