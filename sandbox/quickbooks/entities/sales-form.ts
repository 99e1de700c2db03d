// What invoices, sales receipts, credit memos and estimates have in common.

import { preference } from '../company.ts';
import type { Company } from '../company.ts';
import { businessRule, missing, QuickBooksFault } from '../faults.ts';
import { releaseSurplus, setTotal } from '../ledger.ts';
import {
  commonColumns,
  balanceColumn,
  dayColumn,
  referenceColumn,
  textColumn,
  totalColumn,
} from '../query/columns.ts';
import type { Columns } from '../query/columns.ts';
import * as schema from '../schema.ts';
import type { QuickBooksRecord } from '../store.ts';
import { checkTaxRequest, prepareTax } from '../tax/sales-tax.ts';
import { list, nested, put, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import { currencyOf, prepareCurrency, showCurrency } from './currency.ts';
import { customFieldSchema, prepareCustomFields, renderCustomFields } from './custom-fields.ts';
import { prepareDocNumber } from './doc-numbers.ts';
import type { NumberedForm } from './doc-numbers.ts';
import type { Draft } from './entity.ts';
import { lineSchema } from './line-schema.ts';
import { renderRef, resolve } from './references.ts';
import { renderLines } from './render-lines.ts';
import { formTotal, prepareLines, voidLines } from './sales-lines.ts';

export const salesFormSchema: schema.Schema = {
  ...schema.common,
  CustomerRef: schema.reference,
  Line: schema.listOf(lineSchema),
  DocNumber: schema.text(21),
  TxnDate: schema.day,
  BillAddr: schema.address,
  ShipAddr: schema.address,
  ShipFromAddr: schema.address,
  BillEmail: schema.email(100),
  EmailStatus: schema.choice('NotSet', 'NeedToSend', 'EmailSent'),
  PrintStatus: schema.choice('NotSet', 'NeedToPrint', 'PrintComplete'),
  PrivateNote: schema.text(4000),
  CustomerMemo: schema.memo,
  CustomField: customFieldSchema,
  ClassRef: schema.reference,
  DepartmentRef: schema.reference,
  ProjectRef: schema.reference,
  TxnTaxDetail: schema.object({
    TxnTaxCodeRef: schema.reference,
    TotalTax: schema.amount,
    TaxLine: schema.readOnly,
  }),
  GlobalTaxCalculation: schema.choice('TaxExcluded', 'TaxInclusive', 'NotApplicable'),
  ApplyTaxAfterDiscount: schema.yesNo,
  CurrencyRef: schema.reference,
  ExchangeRate: schema.decimal,
  SalesTermRef: schema.reference,
  ShipDate: schema.day,
  TrackingNum: schema.text(31),
  ShipMethodRef: schema.reference,
  TotalAmt: schema.readOnly,
  Balance: schema.readOnly,
  HomeTotalAmt: schema.readOnly,
  HomeBalance: schema.readOnly,
  FreeFormAddress: schema.readOnly,
  RecurDataRef: schema.readOnly,
  TaxExemptionRef: schema.readOnly,
  DeliveryInfo: schema.readOnly,
};

export const salesFormColumns: Columns = {
  ...commonColumns,
  docnumber: textColumn('DocNumber'),
  customerref: referenceColumn('CustomerRef'),
  txndate: dayColumn('TxnDate'),
  balance: balanceColumn,
  salestermref: referenceColumn('SalesTermRef'),
  projectref: referenceColumn('ProjectRef'),
  totalamt: totalColumn,
};

/** Books are closed for a change when either the old or the new date falls in the closed period. */
export function requireOpenPeriod(company: Company, days: (string | undefined)[]): void {
  const closed = preference(company, 'AccountingInfoPrefs', 'BookCloseDate');
  if (typeof closed !== 'string' || !days.some((day) => day !== undefined && day <= closed)) return;
  throw new QuickBooksFault(
    '6210',
    'The account period has closed and the account books cannot be updated through the QBO Services API. Please use the QBO website to make these changes.',
  );
}

/** The customer of a transaction, or the fault for none, an unknown or an inactive one. */
export function requireCustomer(
  company: Company,
  fields: Fields,
  before: Fields | undefined,
): QuickBooksRecord {
  const customer = resolve(company, 'Customer', fields, 'CustomerRef', before);
  if (!customer) throw missing('CustomerRef');
  return customer;
}

/** The customer of a form; only sales receipts and purchases go without one. */
function formCustomer(
  { company, fields, previous }: Draft,
  type: NumberedForm,
): QuickBooksRecord | undefined {
  const isOptional = type === 'SalesReceipt' && company.behaviour('receiptWithoutCustomer') === 'allow';
  if (isOptional && refId(fields, 'CustomerRef') === undefined) return undefined;
  const customer = requireCustomer(company, fields, previous?.fields);
  const before = refId(previous?.fields, 'CustomerRef');
  if (before !== undefined && customer.id !== before && previous?.applied?.size) {
    throw businessRule('The customer cannot be changed once a payment is linked.', 'CustomerRef');
  }
  return customer;
}

export function prepareSalesForm(draft: Draft, type: NumberedForm): void {
  const { company, fields, previous } = draft;
  const before = previous?.fields;
  const customer = formCustomer(draft, type);
  if (list(fields, 'Line').length === 0) throw missing('Line');
  fields['TxnDate'] ??= company.today();
  requireOpenPeriod(company, [text(before, 'TxnDate'), text(fields, 'TxnDate')]);
  prepareCurrency(draft, currencyOf(company, customer));
  checkTaxRequest(draft);
  for (const [referred, key] of [
    ['Term', 'SalesTermRef'],
    ['Class', 'ClassRef'],
    ['Department', 'DepartmentRef'],
  ] as const) {
    resolve(company, referred, fields, key, before);
  }
  prepareLines(company, fields, before, customer);
  prepareAddresses(fields, customer);
  prepareTax(draft, customer);
  if (formTotal(fields) < 0) throw businessRule('The total of a transaction cannot be negative.', 'TotalAmt');
  fields['EmailStatus'] ??= 'NotSet';
  fields['PrintStatus'] ??= 'NeedToPrint';
  fields['ApplyTaxAfterDiscount'] ??= false;
  prepareCustomFields(company, fields);
  if (fields['EmailStatus'] === 'NeedToSend' && !nested(fields, 'BillEmail')) {
    throw new QuickBooksFault('6420', 'BillEmail is required when EmailStatus is NeedToSend', 'BillEmail');
  }
  prepareDocNumber(draft, type);
}

function prepareAddresses(fields: Fields, customer: QuickBooksRecord | undefined): void {
  put(fields, 'BillAddr', fields['BillAddr'] ?? customer?.fields['BillAddr']);
  put(fields, 'ShipAddr', fields['ShipAddr'] ?? customer?.fields['ShipAddr'] ?? fields['BillAddr']);
}

/** Total, balance and surplus payments once an invoice or a credit memo is stored. */
export function postSalesForm(
  company: Company,
  type: 'Invoice' | 'CreditMemo',
  record: QuickBooksRecord,
): void {
  setTotal(company, type, record, formTotal(record.fields));
  if (record.balance < 0 && company.behaviour('surplusPayment') === 'unapply') {
    releaseSurplus(company, type, record);
    setTotal(company, type, record, record.total);
  }
}

/** All amounts 0, the note says so, links gone; everything else stays. */
export function voidFields(company: Company, record: QuickBooksRecord): void {
  const note = text(record.fields, 'PrivateNote');
  const joined = note ? `Voided${company.behaviour('voidNoteJoiner')}${note}`.slice(0, 4000) : 'Voided';
  const Line = voidLines(list(record.fields, 'Line'));
  record.fields = { ...record.fields, PrivateNote: joined, Line, TxnTaxDetail: { TotalTax: 0 } };
  record.system = { ...record.system, voided: true };
}

export function renderSalesForm(company: Company, record: QuickBooksRecord): Fields {
  const { fields } = record;
  const shown: Fields = {
    ...fields,
    CustomField: renderCustomFields(company, fields),
    Line: renderLines(company, fields),
    TxnTaxDetail: fields['TxnTaxDetail'] ?? { TotalTax: 0 },
  };
  for (const [type, key] of [
    ['Customer', 'CustomerRef'],
    ['Term', 'SalesTermRef'],
    ['Class', 'ClassRef'],
    ['Department', 'DepartmentRef'],
  ] as const) {
    put(shown, key, renderRef(company, type, fields, key));
  }
  showCurrency(company, record, shown);
  if (fields['BillAddr'] !== undefined) shown['FreeFormAddress'] = true;
  put(shown, 'DeliveryInfo', record.system['DeliveryInfo']);
  return shown;
}

/** Payments applied to a transaction, latest first. */
export function renderLinks(record: QuickBooksRecord): Fields[] {
  return [...(record.applied?.keys() ?? [])].toReversed().map((id) => ({ TxnId: id, TxnType: 'Payment' }));
}
