import type { Company } from '../company.ts';
import { QuickBooksFault } from '../faults.ts';
import { setTotal, unlinkPayments, unpost } from '../ledger.ts';
import { fromCents } from '../money.ts';
import { dayColumn } from '../query/columns.ts';
import * as schema from '../schema.ts';
import type { QuickBooksRecord } from '../store.ts';
import { nested, number, text } from '../values.ts';
import type { Fields } from '../values.ts';
import { applyOpenMoney } from './auto-apply.ts';
import { homeAmount, isMultiCurrency } from './currency.ts';
import { dueDate } from './due-date.ts';
import type { Draft, EntityType } from './entity.ts';
import { estimatesOf, linkEstimates, requireEstimates } from './estimate-links.ts';
import { requireFeature } from './line-details.ts';
import { linkedTxn } from './line-schema.ts';
import {
  postSalesForm,
  prepareSalesForm,
  renderLinks,
  renderSalesForm,
  requireOpenPeriod,
  salesFormColumns,
  salesFormSchema,
  voidFields,
} from './sales-form.ts';
import { moveStock } from './stock.ts';

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
    LinkedTxn: linkedTxn,
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
  // Links to payments are the vendor's to keep; only those to estimates are the client's.
  fields['LinkedTxn'] = estimatesOf(fields);
  if ((number(fields, 'Deposit') ?? 0) !== 0) requireFeature(company, 'AllowDeposit');
  prepareSalesForm(draft, 'Invoice');
  requireEstimates(company, fields);
  fields['DueDate'] = dueDate(draft);
  fields['AllowIPNPayment'] ??= false;
  fields['AllowOnlinePayment'] ??= false;
  fields['AllowOnlineCreditCardPayment'] ??= company.isUs;
  fields['AllowOnlineACHPayment'] ??= company.isUs;
}

function saved(company: Company, record: QuickBooksRecord, before: Fields | undefined): void {
  postSalesForm(company, 'Invoice', record);
  moveStock(company, before, record.fields, 1);
  linkEstimates(company, record.id, before, record.fields);
  if (!before) applyOpenMoney(company, record);
}

function deleting(company: Company, record: QuickBooksRecord): void {
  requireOpenPeriod(company, [text(record.fields, 'TxnDate')]);
  if (record.applied?.size && company.behaviour('deletePaidInvoice') === 'refuse') {
    throw new QuickBooksFault('6400', 'Linked transaction cannot be deleted');
  }
  unlinkPayments(company, 'Invoice', record);
  moveStock(company, record.fields, undefined, 1);
  linkEstimates(company, record.id, record.fields, undefined);
  unpost(company, record);
}

function voiding(company: Company, record: QuickBooksRecord): void {
  requireOpenPeriod(company, [text(record.fields, 'TxnDate')]);
  const before = record.fields;
  unlinkPayments(company, 'Invoice', record);
  voidFields(company, record);
  delete record.fields['Deposit'];
  record.fields['LinkedTxn'] = [];
  linkEstimates(company, record.id, before, undefined);
  moveStock(company, before, record.fields, 1);
  setTotal(company, 'Invoice', record, 0);
}

function render(company: Company, record: QuickBooksRecord): Fields {
  const shown = renderSalesForm(company, record);
  shown['LinkedTxn'] = [...renderLinks(record), ...estimatesOf(record.fields)];
  if (shown['EmailStatus'] === 'NeedToSend') shown['DeliveryInfo'] ??= { DeliveryType: 'Email' };
  shown['ShipFromAddr'] ??= nested(company.single('CompanyInfo').fields, 'CompanyAddr');
  shown['TotalAmt'] = fromCents(record.total);
  shown['Balance'] = fromCents(record.balance);
  if (isMultiCurrency(company)) shown['HomeBalance'] = homeAmount(record, record.balance);
  return shown;
}
