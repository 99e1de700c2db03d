import { preference } from '../company.ts';
import type { Company } from '../company.ts';
import { businessRule, notFound, QuickBooksFault } from '../faults.ts';
import { fromCents, toCents } from '../money.ts';
import { balanceColumn, listColumns, textColumn } from '../query/columns.ts';
import type { Columns } from '../query/columns.ts';
import * as schema from '../schema.ts';
import type { QuickBooksRecord } from '../store.ts';
import { flag, nested, number, put, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import { keepCurrency } from './company-currency.ts';
import { currencyOf } from './currency.ts';
import type { Draft, EntityType } from './entity.ts';
import { deletedName, moveName, requireFreeName, withoutDeletedSuffix } from './names.ts';
import { isCurrency, renderCurrency, renderRef, resolve } from './references.ts';

const DEEPEST_LEVEL = 5;

const customerSchema: schema.Schema = {
  ...schema.common,
  DisplayName: schema.name(500),
  Title: schema.name(16),
  GivenName: schema.name(100),
  MiddleName: schema.name(100),
  FamilyName: schema.name(100),
  Suffix: schema.name(16),
  CompanyName: schema.name(100),
  PrintOnCheckName: schema.text(110),
  PrimaryEmailAddr: schema.email(100),
  PrimaryPhone: schema.phone,
  AlternatePhone: schema.phone,
  Mobile: schema.phone,
  Fax: schema.phone,
  WebAddr: schema.web,
  BillAddr: schema.address,
  ShipAddr: schema.address,
  Notes: schema.text(2000),
  Active: schema.yesNo,
  Taxable: schema.yesNo,
  DefaultTaxCodeRef: schema.readOnly,
  TaxExemptionReasonId: schema.text(2),
  ResaleNum: schema.text(16),
  PrimaryTaxIdentifier: schema.text(20),
  CurrencyRef: schema.reference,
  ParentRef: schema.reference,
  Job: schema.yesNo,
  BillWithParent: schema.yesNo,
  Level: schema.readOnly,
  IsProject: schema.readOnly,
  FullyQualifiedName: schema.readOnly,
  Balance: schema.amount,
  OpenBalanceDate: schema.day,
  BalanceWithJobs: schema.readOnly,
  SalesTermRef: schema.reference,
  PaymentMethodRef: schema.reference,
  CustomerTypeRef: schema.reference,
  ARAccountRef: schema.reference,
  PreferredDeliveryMethod: schema.choice('Print', 'Email', 'None'),
};

const columns: Columns = {
  ...listColumns,
  displayname: textColumn('DisplayName'),
  givenname: textColumn('GivenName'),
  middlename: textColumn('MiddleName'),
  familyname: textColumn('FamilyName'),
  companyname: textColumn('CompanyName'),
  printoncheckname: textColumn('PrintOnCheckName'),
  fullyqualifiedname: {
    kind: 'text',
    own: false,
    value: (record, company) => qualifiedName(company, record),
  },
  primaryemailaddr: {
    kind: 'text',
    own: true,
    value: (record) => text(nested(record.fields, 'PrimaryEmailAddr'), 'Address'),
  },
  balance: balanceColumn,
};

export const customer: EntityType = {
  name: 'Customer',
  kind: 'list',
  schema: customerSchema,
  columns,
  totalCount: false,
  inChangeData: true,
  inWebhooks: true,
  operations: new Set(['create', 'update']),
  prepare,
  saved,
  render,
};

function prepare(draft: Draft): void {
  const { company, fields, previous } = draft;
  const names = ['Title', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix'].flatMap(
    (key) => text(fields, key) ?? [],
  );
  // A display name cannot be blanked: the stored one stays.
  fields['DisplayName'] ??=
    text(previous?.fields, 'DisplayName') ?? (names.length > 0 ? names.join(' ') : undefined);
  if (fields['DisplayName'] === undefined) throw new QuickBooksFault('6080', 'At least one name is required');
  fields['PrintOnCheckName'] ??= (
    names.join(' ') ||
    text(fields, 'CompanyName') ||
    text(fields, 'DisplayName')
  )?.slice(0, 110);
  fields['Active'] ??= true;
  fields['PreferredDeliveryMethod'] ??= 'Print';
  fields['Job'] ??= false;
  fields['BillWithParent'] ??= false;
  if (company.isUs) fields['Taxable'] ??= true;
  if (previous) dropOpeningBalance(fields);
  if (fields['PreferredDeliveryMethod'] === 'Email' && !nested(fields, 'PrimaryEmailAddr')) {
    throw new QuickBooksFault(
      '6420',
      'An e-mail address is required when invoices are delivered by e-mail',
      'PrimaryEmailAddr',
    );
  }
  checkCurrency(draft);
  checkBilling(draft);
  checkParent(draft);
  for (const [type, key] of [
    ['Term', 'SalesTermRef'],
    ['PaymentMethod', 'PaymentMethodRef'],
  ] as const) {
    resolve(company, type, fields, key, previous?.fields);
  }
  renameOnActivation(draft);
  requireFreeName(company, 'Customer', text(fields, 'DisplayName') ?? '', previous);
}

/** The opening balance is taken at creation only; later a client may send the read value back. */
function dropOpeningBalance(fields: Fields): void {
  delete fields['Balance'];
  delete fields['OpenBalanceDate'];
}

function checkCurrency({ company, fields, previous }: Draft): void {
  const home = company.options.homeCurrency;
  const before = refId(previous?.fields, 'CurrencyRef');
  const currency = refId(fields, 'CurrencyRef') ?? before ?? home;
  if (!isCurrency(currency)) throw new QuickBooksFault('2220', `Invalid currency ${currency}`, 'CurrencyRef');
  if (before !== undefined && currency !== before) {
    throw businessRule("You can't change the currency of a customer.", 'CurrencyRef');
  }
  if (currency !== home && preference(company, 'CurrencyPrefs', 'MultiCurrencyEnabled') !== true) {
    throw businessRule('Multicurrency is not enabled for this company.', 'CurrencyRef');
  }
  fields['CurrencyRef'] = { value: currency };
}

/** Who a sub-customer is billed with is settled, at the latest, when it has been sold to. */
function checkBilling({ company, fields, previous }: Draft): void {
  const rule = company.behaviour('billWithParentChange');
  if (!previous || rule === 'allowed' || fields['BillWithParent'] === previous.fields['BillWithParent'])
    return;
  const invoices = company.stores.Invoice.find('customerref', customerOf, [previous.id]);
  if (rule === 'refused' || invoices.size > 0) {
    throw new QuickBooksFault('6130', 'Cannot change who the customer bills with', 'BillWithParent');
  }
}

function customerOf(record: QuickBooksRecord): string | undefined {
  return refId(record.fields, 'CustomerRef');
}

function checkParent({ company, fields, previous }: Draft): void {
  const parent = resolve(company, 'Customer', fields, 'ParentRef', previous?.fields);
  if (!parent) {
    if (flag(fields, 'Job') === true)
      throw new QuickBooksFault('6150', 'ParentRef is required for a job', 'ParentRef');
    return;
  }
  if (previous && paysFor(company, previous.id, parent.id))
    throw new QuickBooksFault(
      '900',
      'A customer cannot be its own parent or that of its parents',
      'ParentRef',
    );
  if (level(company, parent) + 1 >= DEEPEST_LEVEL) {
    throw new QuickBooksFault('6180', `At most ${DEEPEST_LEVEL} levels are allowed`, 'ParentRef');
  }
}

function renameOnActivation({ company, fields, previous, given }: Draft): void {
  const wasActive = previous ? flag(previous.fields, 'Active') !== false : true;
  const active = flag(fields, 'Active') !== false;
  if (wasActive === active || !previous) return;
  if (!active && previous.balance !== 0 && company.behaviour('deactivateWithBalance') === 'refuse') {
    throw new QuickBooksFault('6220', 'The name you are trying to delete has a non-zero balance.');
  }
  if (company.behaviour('inactiveNames') !== 'renamed') return;
  const name = text(fields, 'DisplayName') ?? '';
  if (!active) fields['DisplayName'] = deletedName(company, 'Customer', name);
  else if (!given.has('DisplayName')) fields['DisplayName'] = withoutDeletedSuffix(name);
}

function saved(company: Company, record: QuickBooksRecord, before: Fields | undefined): void {
  moveName(company, 'Customer', record.id, {
    from: text(before, 'DisplayName'),
    to: text(record.fields, 'DisplayName'),
  });
  const oldParent = refId(before, 'ParentRef');
  const parent = refId(record.fields, 'ParentRef');
  if (oldParent !== parent) {
    if (oldParent !== undefined) company.children.get(oldParent)?.delete(record.id);
    if (parent !== undefined) {
      const siblings = company.children.get(parent) ?? new Set();
      company.children.set(parent, siblings.add(record.id));
    }
  }
  keepCurrency(company, currencyOf(company, record));
  const opening = number(record.fields, 'Balance');
  if (opening !== undefined) record.balance = toCents(opening);
  dropOpeningBalance(record.fields);
}

function level(company: Company, record: QuickBooksRecord): number {
  const parentId = refId(record.fields, 'ParentRef');
  const parent = parentId === undefined ? undefined : company.stores.Customer.get(parentId);
  return parent ? level(company, parent) + 1 : 0;
}

/** `Parent:Child`. */
export function qualifiedName(company: Company, record: QuickBooksRecord): string {
  const own = text(record.fields, 'DisplayName') ?? '';
  const parentId = refId(record.fields, 'ParentRef');
  const parent = parentId === undefined ? undefined : company.stores.Customer.get(parentId);
  if (!parent) return own;
  return `${qualifiedName(company, parent)}:${own}`;
}

function balanceWithJobs(company: Company, record: QuickBooksRecord): number {
  let cents = record.balance;
  for (const id of company.children.get(record.id) ?? []) {
    const child = company.stores.Customer.get(id);
    if (child) cents += balanceWithJobs(company, child);
  }
  return cents;
}

/** Whether `id` is the customer or one of its sub-customers, whose invoices it may pay. */
export function paysFor(company: Company, payer: string, id: string | undefined): boolean {
  if (id === undefined) return false;
  if (id === payer) return true;
  const customerRecord = company.stores.Customer.get(id);
  if (!customerRecord) throw notFound();
  return paysFor(company, payer, refId(customerRecord.fields, 'ParentRef'));
}

function render(company: Company, record: QuickBooksRecord): Fields {
  const shown: Fields = { ...record.fields };
  put(shown, 'ParentRef', renderRef(company, 'Customer', record.fields, 'ParentRef'));
  put(shown, 'SalesTermRef', renderRef(company, 'Term', record.fields, 'SalesTermRef'));
  put(shown, 'PaymentMethodRef', renderRef(company, 'PaymentMethod', record.fields, 'PaymentMethodRef'));
  shown['CurrencyRef'] = renderCurrency(refId(record.fields, 'CurrencyRef') ?? company.options.homeCurrency);
  shown['FullyQualifiedName'] = qualifiedName(company, record);
  shown['Balance'] = fromCents(record.balance);
  shown['BalanceWithJobs'] = fromCents(balanceWithJobs(company, record));
  shown['IsProject'] = false;
  if (refId(record.fields, 'ParentRef') !== undefined) shown['Level'] = level(company, record);
  if (company.isUs) shown['DefaultTaxCodeRef'] = { value: '2' };
  return shown;
}
