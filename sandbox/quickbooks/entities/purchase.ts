// Money spent: processor fees and other expenses paid at once.

import type { Company } from '../company.ts';
import { businessRule, missing, QuickBooksFault, unknownReference } from '../faults.ts';
import { fromCents, toCents } from '../money.ts';
import { commonColumns, dayColumn, textColumn, totalColumn } from '../query/columns.ts';
import * as schema from '../schema.ts';
import type { QuickBooksRecord } from '../store.ts';
import { checkTaxRequest, storedTax } from '../tax/sales-tax.ts';
import { ratesOf, taxCents, taxLines } from '../tax/tax-lines.ts';
import { taxMode } from '../tax/tax-mode.ts';
import { flag, list, nested, number, put, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import { currencyOf, prepareCurrency, showCurrency } from './currency.ts';
import type { Draft, EntityType } from './entity.ts';
import { preparePurchaseLines, purchaseLineSchema, renderPurchaseLines } from './purchase-lines.ts';
import { requireAccountType } from './money-accounts.ts';
import { nameOf, renderRef, resolve } from './references.ts';
import { requireOpenPeriod } from './sales-form.ts';
import { sumCents } from './sales-lines.ts';

const ENTITY_TYPES = ['Vendor', 'Customer', 'Employee'] as const;

export const purchase: EntityType = {
  name: 'Purchase',
  kind: 'transaction',
  schema: {
    ...schema.common,
    PaymentType: schema.choice('Cash', 'Check', 'CreditCard'),
    AccountRef: schema.reference,
    Line: schema.listOf(purchaseLineSchema),
    EntityRef: schema.object({
      value: schema.text(20),
      name: schema.readOnly,
      type: schema.choice(...ENTITY_TYPES),
    }),
    TxnDate: schema.day,
    DocNumber: schema.text(21),
    PrivateNote: schema.text(4000),
    Credit: schema.yesNo,
    PaymentMethodRef: schema.reference,
    DepartmentRef: schema.reference,
    PrintStatus: schema.choice('NotSet', 'NeedToPrint', 'PrintComplete'),
    RemitToAddr: schema.address,
    GlobalTaxCalculation: schema.choice('TaxExcluded', 'TaxInclusive', 'NotApplicable'),
    TxnTaxDetail: schema.object({
      TxnTaxCodeRef: schema.reference,
      TotalTax: schema.amount,
      TaxLine: schema.readOnly,
    }),
    CurrencyRef: schema.reference,
    ExchangeRate: schema.decimal,
    TotalAmt: schema.readOnly,
    HomeTotalAmt: schema.readOnly,
    LinkedTxn: schema.readOnly,
    CustomField: schema.readOnly,
  },
  columns: {
    ...commonColumns,
    txndate: dayColumn('TxnDate'),
    docnumber: textColumn('DocNumber'),
    paymenttype: textColumn('PaymentType'),
    totalamt: totalColumn,
  },
  totalCount: true,
  inChangeData: true,
  inWebhooks: true,
  operations: new Set(['create', 'update', 'delete']),
  prepare,
  saved(_company, record) {
    record.total = totalCents(record.fields);
  },
  deleting: (company, record) => requireOpenPeriod(company, [text(record.fields, 'TxnDate')]),
  voiding,
  render,
};

function prepare(draft: Draft): void {
  const { company, fields, previous, given } = draft;
  // Named at every update, sparse ones included.
  if (!given.has('PaymentType') || fields['PaymentType'] === undefined) throw missing('PaymentType');
  const account = resolve(company, 'Account', fields, 'AccountRef', previous?.fields);
  if (!account) throw missing('AccountRef');
  const byCard = fields['PaymentType'] === 'CreditCard';
  requireAccountType(account, byCard ? ['Credit Card'] : ['Bank'], 'AccountRef');
  fields['Credit'] ??= false;
  if (flag(fields, 'Credit') === true && !byCard) {
    throw new QuickBooksFault('2600', 'Credit is for credit card purchases only', 'Credit');
  }
  prepareEntity(company, fields);
  fields['TxnDate'] ??= company.today();
  requireOpenPeriod(company, [text(previous?.fields, 'TxnDate'), text(fields, 'TxnDate')]);
  prepareCurrency(draft, currencyOf(company, account));
  for (const [type, key] of [
    ['PaymentMethod', 'PaymentMethodRef'],
    ['Department', 'DepartmentRef'],
  ] as const) {
    resolve(company, type, fields, key, previous?.fields);
  }
  checkTaxRequest(draft);
  fields['Line'] = preparePurchaseLines(company, fields, previous?.fields);
  put(fields, 'TxnTaxDetail', purchaseTax(company, fields));
  fields['PrintStatus'] ??= 'NotSet';
  if (totalCents(fields) < 0)
    throw businessRule('The total of a transaction cannot be negative.', 'TotalAmt');
}

function prepareEntity(company: Company, fields: Fields): void {
  const entity = nested(fields, 'EntityRef');
  const id = text(entity, 'value');
  if (id === undefined) {
    delete fields['EntityRef'];
    return;
  }
  const type = ENTITY_TYPES.find((one) => one === text(entity, 'type')) ?? 'Vendor';
  if (!company.stores[type].get(id)) throw unknownReference('Names', id, 'EntityRef');
  fields['EntityRef'] = { value: id, type };
}

/** Input tax, outside the US only; on net amounts. */
function purchaseTax(company: Company, fields: Fields): Fields | undefined {
  if (taxMode(company) !== 'global') return undefined;
  if (text(fields, 'GlobalTaxCalculation') === 'NotApplicable') return { TotalTax: 0 };
  const amounts = list(fields, 'Line').flatMap((line) => {
    const detail =
      nested(line, 'AccountBasedExpenseLineDetail') ?? nested(line, 'ItemBasedExpenseLineDetail');
    const code = company.stores.TaxCode.get(refId(detail, 'TaxCodeRef') ?? '');
    const rates = code && ratesOf(company, code, 'PurchaseTaxRateList');
    return rates ? [{ rates, cents: toCents(number(line, 'Amount') ?? 0) }] : [];
  });
  const TaxLine = taxLines(company, amounts);
  return { TotalTax: fromCents(taxCents(TaxLine)), ...(TaxLine.length > 0 ? { TaxLine } : {}) };
}

function totalCents(fields: Fields): number {
  return sumCents(list(fields, 'Line')) + storedTax(fields);
}

/** In the vendor's screens only; the API has no such operation. */
function voiding(company: Company, record: QuickBooksRecord): void {
  requireOpenPeriod(company, [text(record.fields, 'TxnDate')]);
  const Line = list(record.fields, 'Line').map((line) => ({ ...line, Amount: 0 }));
  record.fields = { ...record.fields, Line, PrivateNote: 'Voided' };
  if (record.fields['TxnTaxDetail'] !== undefined) record.fields['TxnTaxDetail'] = { TotalTax: 0 };
  record.system = { ...record.system, voided: true };
  record.total = 0;
}

/** `PurchaseEx` is what reads carry and writes must not send back. */
function render(company: Company, record: QuickBooksRecord): Fields {
  const { fields } = record;
  const shown: Fields = {
    ...fields,
    AccountRef: renderRef(company, 'Account', fields, 'AccountRef'),
    Line: renderPurchaseLines(company, fields),
    CustomField: [],
    PurchaseEx: { any: [] },
    TotalAmt: fromCents(record.total),
  };
  const entity = nested(fields, 'EntityRef');
  const type = ENTITY_TYPES.find((one) => one === text(entity, 'type'));
  if (entity && type)
    shown['EntityRef'] = { ...entity, name: nameOf(company, type, text(entity, 'value') ?? '') };
  showCurrency(company, record, shown);
  return shown;
}
