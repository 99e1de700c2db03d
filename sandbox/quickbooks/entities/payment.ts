import type { Company } from '../company.ts';
import { businessRule, missing, notFound, QuickBooksFault } from '../faults.ts';
import { applications, applyPayment, setTotal, unpost } from '../ledger.ts';
import type { Application } from '../ledger.ts';
import { fromCents, toCents } from '../money.ts';
import { commonColumns, dayColumn, referenceColumn, textColumn, totalColumn } from '../query/columns.ts';
import * as schema from '../schema.ts';
import type { QuickBooksRecord } from '../store.ts';
import { list, number, put, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import { applyNewPayment } from './auto-apply.ts';
import { currencyOf, prepareCurrency, requireAccountCurrency, showCurrency } from './currency.ts';
import { paysFor } from './customer.ts';
import { requireChangeable } from './deposit-lock.ts';
import type { Draft, EntityType } from './entity.ts';
import { linkedTxn } from './line-schema.ts';
import { moneyAccount, UNDEPOSITED_FUNDS } from './money-accounts.ts';
import { renderRef, resolve } from './references.ts';
import { requireCustomer, requireOpenPeriod } from './sales-form.ts';

export const payment: EntityType = {
  name: 'Payment',
  kind: 'transaction',
  schema: {
    ...schema.common,
    CustomerRef: schema.reference,
    TotalAmt: schema.amount,
    TxnDate: schema.day,
    Line: schema.listOf({
      Amount: schema.amount,
      LinkedTxn: linkedTxn,
    }),
    UnappliedAmt: schema.readOnly,
    DepositToAccountRef: schema.reference,
    PaymentMethodRef: schema.reference,
    PaymentRefNum: schema.text(21),
    PrivateNote: schema.text(4000),
    ProcessPayment: schema.yesNo,
    CreditCardPayment: schema.readOnly,
    CurrencyRef: schema.reference,
    ExchangeRate: schema.decimal,
    ARAccountRef: schema.reference,
    ProjectRef: schema.reference,
    TaxExemptionRef: schema.readOnly,
    LinkedTxn: schema.readOnly,
    HomeTotalAmt: schema.readOnly,
  },
  columns: {
    ...commonColumns,
    customerref: referenceColumn('CustomerRef'),
    txndate: dayColumn('TxnDate'),
    paymentrefnum: textColumn('PaymentRefNum'),
    paymentmethodref: referenceColumn('PaymentMethodRef'),
    projectref: referenceColumn('ProjectRef'),
    totalamt: totalColumn,
  },
  totalCount: false,
  inChangeData: true,
  inWebhooks: true,
  operations: new Set(['create', 'update', 'delete', 'void']),
  prepare,
  saved(company, record, before) {
    setTotal(company, 'Payment', record, toCents(number(record.fields, 'TotalAmt') ?? 0));
    applyPayment(company, record, before);
    if (!before) applyNewPayment(company, record);
  },
  deleting(company, record) {
    requireChangeable(company, record, undefined);
    const before = record.fields;
    record.fields = { ...before, Line: [] };
    applyPayment(company, record, before);
    unpost(company, record);
  },
  voiding(company, record) {
    requireChangeable(company, record, undefined);
    const before = record.fields;
    record.fields = { ...before, Line: [], TotalAmt: 0, PrivateNote: 'Voided' };
    record.system = { ...record.system, voided: true };
    setTotal(company, 'Payment', record, 0);
    applyPayment(company, record, before);
  },
  render,
};

function prepare(draft: Draft): void {
  const { company, fields, previous } = draft;
  if (previous) requireChangeable(company, previous, text(fields, 'TxnDate'));
  const customer = requireCustomer(company, fields, previous?.fields);
  const total = number(fields, 'TotalAmt');
  if (total === undefined) throw businessRule('You must set a transaction amount.', 'TotalAmt');
  if (total < 0) throw businessRule('The amount of a payment cannot be negative.', 'TotalAmt');
  fields['TotalAmt'] = fromCents(toCents(total));
  fields['TxnDate'] ??= company.today();
  requireOpenPeriod(company, [text(fields, 'TxnDate')]);
  prepareCurrency(draft, currencyOf(company, customer));
  resolve(company, 'PaymentMethod', fields, 'PaymentMethodRef', previous?.fields);
  requireAccountCurrency(company, fields, moneyAccount(company, fields, previous?.fields));
  fields['DepositToAccountRef'] ??= { value: UNDEPOSITED_FUNDS };
  fields['ProcessPayment'] ??= false;
  fields['Line'] = list(fields, 'Line').map((line) => prepareLine(line));
  checkApplications(company, fields, previous, customer.id);
}

function prepareLine(line: Fields): Fields {
  const amount = number(line, 'Amount');
  if (amount === undefined) throw missing('Amount');
  const links = list(line, 'LinkedTxn');
  const [link] = links;
  if (!link || links.length > 1 || text(link, 'TxnId') === undefined) throw missing('LinkedTxn');
  if (!['Invoice', 'CreditMemo'].includes(text(link, 'TxnType') ?? '')) {
    throw new QuickBooksFault(
      '620',
      `Transaction cannot be linked : ${text(link, 'TxnType') ?? ''}`,
      'LinkedTxn',
    );
  }
  return {
    Amount: fromCents(toCents(amount)),
    LinkedTxn: [{ TxnId: link['TxnId'], TxnType: link['TxnType'] }],
  };
}

function checkApplications(
  company: Company,
  fields: Fields,
  previous: QuickBooksRecord | undefined,
  payer: string,
): void {
  let invoices = 0;
  let credits = 0;
  const perTarget = new Map<QuickBooksRecord, number>();
  for (const application of applications(fields)) {
    const target = requireTarget(company, application, payer);
    if (currencyOf(company, target) !== currencyOf(company, { fields })) throw cannotLink(application);
    const cents = (perTarget.get(target) ?? 0) + application.cents;
    perTarget.set(target, cents);
    const open = target.balance + (previous ? (target.applied?.get(previous.id) ?? 0) : 0);
    if (cents > open || application.cents < 0) throw overApplied(company, application);
    if (application.type === 'Invoice') invoices += application.cents;
    else credits += application.cents;
  }
  if (invoices > toCents(number(fields, 'TotalAmt') ?? 0) + credits) {
    throw businessRule('The amount applied is greater than the payment amount.', 'Line');
  }
}

function requireTarget(company: Company, { type, id }: Application, payer: string): QuickBooksRecord {
  const target = company.stores[type].get(id);
  if (!target) throw notFound();
  if (target.system['voided'] === true || !paysFor(company, payer, refId(target.fields, 'CustomerRef'))) {
    throw cannotLink({ type, id });
  }
  return target;
}

function cannotLink({ type, id }: Pick<Application, 'type' | 'id'>): QuickBooksFault {
  return new QuickBooksFault('620', `Transaction cannot be linked : ${type} ${id}`, 'LinkedTxn');
}

function overApplied(company: Company, { type, id }: Application): QuickBooksFault {
  if (company.behaviour('overApplyCode') === '620') return cannotLink({ type, id });
  return businessRule(`The amount applied is greater than the open balance of ${type} ${id}.`, 'Line');
}

function render(company: Company, record: QuickBooksRecord): Fields {
  const { fields } = record;
  const shown: Fields = {
    ...fields,
    CustomerRef: renderRef(company, 'Customer', fields, 'CustomerRef'),
    TotalAmt: fromCents(record.total),
    UnappliedAmt: fromCents(record.balance),
    Line: list(fields, 'Line').map((line) => renderLine(company, line)),
  };
  showCurrency(company, record, shown);
  put(shown, 'PaymentMethodRef', refOnly(fields, 'PaymentMethodRef'));
  put(shown, 'LinkedTxn', record.system['LinkedTxn']);
  return shown;
}

function refOnly(fields: Fields, key: string): Fields | undefined {
  const id = refId(fields, key);
  return id === undefined ? undefined : { value: id };
}

/** The extension block that reads carry and writes must not send back. */
function renderLine(company: Company, line: Fields): Fields {
  const [application] = applications({ Line: [line] });
  if (!application) return line;
  const target = company.stores[application.type].get(application.id);
  const values: [string, string][] = [
    ['txnId', application.id],
    ['txnOpenBalance', fromCents((target?.balance ?? 0) + application.cents).toFixed(2)],
    ['txnReferenceNumber', text(target?.fields, 'DocNumber') ?? ''],
  ];
  return { ...line, LineEx: { any: values.map(([name, value]) => extension(name, value)) } };
}

function extension(name: string, value: string): Fields {
  return {
    name: '{http://schema.intuit.com/finance/v3}NameValue',
    declaredType: 'com.intuit.schema.finance.v3.NameValue',
    scope: 'javax.xml.bind.JAXBElement$GlobalScope',
    value: { Name: name, Value: value },
    nil: false,
    globalScope: true,
    typeSubstituted: false,
  };
}
