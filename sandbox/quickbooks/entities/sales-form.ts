// What invoices and credit memos have in common.

import { preference } from '../company.ts';
import type { Company, EntityName } from '../company.ts';
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
import { list, nested, number, put, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import type { Draft } from './entity.ts';
import { renderCurrency, renderRef, resolve } from './references.ts';
import { linesTotal, lineSchema, prepareLines, renderLines, voidLines } from './sales-lines.ts';

const CUSTOM_FIELD = schema.listOf({
  DefinitionId: schema.text(10),
  Name: schema.readOnly,
  Type: schema.readOnly,
  StringValue: schema.text(31),
});

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
  CustomField: CUSTOM_FIELD,
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

export function prepareCurrency(company: Company, fields: Fields, customer: QuickBooksRecord): void {
  const currency = refId(customer.fields, 'CurrencyRef') ?? company.options.homeCurrency;
  const multi = preference(company, 'CurrencyPrefs', 'MultiCurrencyEnabled') === true;
  const given = refId(fields, 'CurrencyRef');
  if (given === undefined && multi && currency !== company.options.homeCurrency) throw missing('CurrencyRef');
  if (given !== undefined && given !== currency) {
    throw businessRule(
      'The currency of the transaction is invalid for customer/vendor/account',
      'CurrencyRef',
    );
  }
  fields['CurrencyRef'] = { value: currency };
  if (!multi) delete fields['ExchangeRate'];
  else fields['ExchangeRate'] ??= 1;
}

export function prepareSalesForm(draft: Draft, type: 'Invoice' | 'CreditMemo'): void {
  const { company, fields, previous } = draft;
  const before = previous?.fields;
  const customer = requireCustomer(company, fields, before);
  if (
    refId(before, 'CustomerRef') !== undefined &&
    customer.id !== refId(before, 'CustomerRef') &&
    previous?.applied?.size
  ) {
    throw businessRule('The customer cannot be changed once a payment is linked.', 'CustomerRef');
  }
  if (list(fields, 'Line').length === 0) throw missing('Line');
  fields['TxnDate'] ??= company.today();
  requireOpenPeriod(company, [text(before, 'TxnDate'), text(fields, 'TxnDate')]);
  prepareCurrency(company, fields, customer);
  prepareTax(company, fields);
  for (const [referred, key] of [
    ['Term', 'SalesTermRef'],
    ['Class', 'ClassRef'],
    ['Department', 'DepartmentRef'],
  ] as const) {
    resolve(company, referred, fields, key, before);
  }
  prepareLines(company, fields, before);
  if (linesTotal(fields) < 0)
    throw businessRule('The total of a transaction cannot be negative.', 'TotalAmt');
  fields['EmailStatus'] ??= 'NotSet';
  fields['PrintStatus'] ??= 'NeedToPrint';
  fields['ApplyTaxAfterDiscount'] ??= false;
  fields['CustomField'] ??= [];
  if (fields['EmailStatus'] === 'NeedToSend' && !nested(fields, 'BillEmail')) {
    throw new QuickBooksFault('6420', 'BillEmail is required when EmailStatus is NeedToSend', 'BillEmail');
  }
  put(fields, 'BillAddr', fields['BillAddr'] ?? customer.fields['BillAddr']);
  put(fields, 'ShipAddr', fields['ShipAddr'] ?? customer.fields['ShipAddr'] ?? fields['BillAddr']);
  prepareDocNumber(draft, type);
}

/** Only the two states of a US company without automated tax exist here; other countries need a code on each line. */
function prepareTax(company: Company, fields: Fields): void {
  const taxed = nested(fields, 'TxnTaxDetail');
  if (company.isUs) {
    delete fields['GlobalTaxCalculation'];
  } else {
    const mode = fields['GlobalTaxCalculation'];
    if (mode === undefined) throw missing('GlobalTaxCalculation');
    if (mode === 'NotApplicable' && taxed) {
      throw new QuickBooksFault('6170', 'TxnTaxDetail cannot be used with NotApplicable', 'TxnTaxDetail');
    }
  }
  delete fields['TxnTaxDetail'];
}

function prepareDocNumber({ company, fields, previous, include }: Draft, type: EntityName): void {
  const given = text(fields, 'DocNumber');
  const custom = preference(company, 'SalesFormsPrefs', 'CustomTxnNumbers') === true;
  if (given === undefined) {
    if (!custom && !previous) fields['DocNumber'] = String(company.nextDocNumber++);
    return;
  }
  if (given === text(previous?.fields, 'DocNumber')) return;
  if (custom && !include.has('allowduplicatedocnum')) requireFreeDocNumber(company, type, given);
  if (/^\d{1,15}$/.test(given)) company.nextDocNumber = Math.max(company.nextDocNumber, Number(given) + 1);
}

function requireFreeDocNumber(company: Company, type: EntityName, given: string): void {
  const column = salesFormColumns['docnumber'];
  const key = (record: QuickBooksRecord) => String(column?.value(record, company) ?? '').toLowerCase();
  const [holder] = company.stores[type].find('docnumber', key, [given.toLowerCase()]);
  if (!holder) return;
  throw new QuickBooksFault(
    '6140',
    `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${given} is assigned to TxnType=${type} with TxnId=${holder.id}`,
    'DocNumber',
  );
}

/** Totals, stock and surplus payments once a sales form is stored. */
export function postSalesForm(
  company: Company,
  type: 'Invoice' | 'CreditMemo',
  record: QuickBooksRecord,
): void {
  setTotal(company, type, record, linesTotal(record.fields));
  if (record.balance < 0 && company.behaviour('surplusPayment') === 'unapply') {
    releaseSurplus(company, type, record);
    setTotal(company, type, record, record.total);
  }
}

/** Inventory items follow what is sold of them. `sign` is 1 for invoices, -1 for credit memos. */
export function moveStock(
  company: Company,
  before: Fields | undefined,
  after: Fields | undefined,
  sign: 1 | -1,
): void {
  const sold = new Map<string, number>();
  for (const [fields, factor] of [
    [before, -1],
    [after, 1],
  ] as const) {
    for (const line of list(fields, 'Line')) {
      const detail = nested(line, 'SalesItemLineDetail');
      const id = refId(detail, 'ItemRef');
      if (id !== undefined) sold.set(id, (sold.get(id) ?? 0) + factor * sign * (number(detail, 'Qty') ?? 0));
    }
  }
  for (const [id, quantity] of sold) {
    const item = company.stores.Item.get(id);
    if (!item || item.fields['Type'] !== 'Inventory' || quantity === 0) continue;
    item.fields = { ...item.fields, QtyOnHand: (number(item.fields, 'QtyOnHand') ?? 0) - quantity };
    company.change('Item', item);
  }
}

/** All amounts 0, the note says so, links gone; everything else stays. */
export function voidFields(company: Company, record: QuickBooksRecord): void {
  const note = text(record.fields, 'PrivateNote');
  const joined = note ? `Voided${company.behaviour('voidNoteJoiner')}${note}`.slice(0, 4000) : 'Voided';
  record.fields = { ...record.fields, PrivateNote: joined };
  record.system = { ...record.system, voided: true };
  voidLines(record.fields);
}

export function renderSalesForm(company: Company, record: QuickBooksRecord): Fields {
  const { fields } = record;
  const shown: Fields = { ...fields, Line: renderLines(company, fields), TxnTaxDetail: { TotalTax: 0 } };
  shown['CustomerRef'] = renderRef(company, 'Customer', fields, 'CustomerRef');
  shown['CurrencyRef'] = renderCurrency(refId(fields, 'CurrencyRef') ?? company.options.homeCurrency);
  for (const [type, key] of [
    ['Term', 'SalesTermRef'],
    ['Class', 'ClassRef'],
    ['Department', 'DepartmentRef'],
  ] as const) {
    put(shown, key, renderRef(company, type, fields, key));
  }
  if (fields['BillAddr'] !== undefined) shown['FreeFormAddress'] = true;
  put(shown, 'DeliveryInfo', record.system['DeliveryInfo']);
  return shown;
}

/** Payments applied to a transaction, latest first. */
export function renderLinks(record: QuickBooksRecord): Fields[] {
  return [...(record.applied?.keys() ?? [])].toReversed().map((id) => ({ TxnId: id, TxnType: 'Payment' }));
}
