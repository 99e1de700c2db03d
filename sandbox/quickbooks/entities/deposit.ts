import type { Company } from '../company.ts';
import { businessRule, missing, notFound, QuickBooksFault, unknownReference } from '../faults.ts';
import { fromCents, toCents } from '../money.ts';
import { commonColumns, dayColumn, totalColumn } from '../query/columns.ts';
import * as schema from '../schema.ts';
import type { QuickBooksRecord } from '../store.ts';
import { list, nested, number, put, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import { currencyOf, prepareCurrency, requireAccountCurrency, showCurrency } from './currency.ts';
import type { Draft, EntityType } from './entity.ts';
import { linkedTxn } from './line-schema.ts';
import { moneyAccount } from './money-accounts.ts';
import { renderRef, resolve } from './references.ts';
import { requireOpenPeriod } from './sales-form.ts';
import { sumCents } from './sales-lines.ts';

const PARTIES = ['Customer', 'Vendor', 'Employee'] as const;
const SOURCES = ['Payment', 'SalesReceipt'] as const;
type Source = (typeof SOURCES)[number];

/** Money taken to the bank; what it is made of is frozen while the deposit exists. */
export const deposit: EntityType = {
  name: 'Deposit',
  kind: 'transaction',
  schema: {
    ...schema.common,
    TxnDate: schema.day,
    DepositToAccountRef: schema.reference,
    DepartmentRef: schema.reference,
    PrivateNote: schema.text(4000),
    CurrencyRef: schema.reference,
    ExchangeRate: schema.decimal,
    Line: schema.listOf({
      Id: schema.text(20),
      LineNum: schema.readOnly,
      Description: schema.text(4000),
      Amount: schema.amount,
      DetailType: schema.choice('DepositLineDetail'),
      LinkedTxn: linkedTxn,
      CustomExtensions: schema.readOnly,
      DepositLineDetail: schema.object({
        AccountRef: schema.reference,
        Entity: schema.object({
          value: schema.text(20),
          name: schema.readOnly,
          type: schema.choice(...PARTIES, 'CUSTOMER', 'VENDOR', 'EMPLOYEE'),
        }),
        PaymentMethodRef: schema.reference,
        CheckNum: schema.text(21),
        ClassRef: schema.reference,
      }),
    }),
    CashBack: schema.object({ AccountRef: schema.reference, Amount: schema.amount, Memo: schema.text(4000) }),
    TotalAmt: schema.readOnly,
    HomeTotalAmt: schema.readOnly,
  },
  columns: { ...commonColumns, txndate: dayColumn('TxnDate'), totalamt: totalColumn },
  totalCount: true,
  inChangeData: true,
  inWebhooks: true,
  operations: new Set(['create', 'update', 'delete']),
  prepare,
  saved(company, record, before) {
    record.total = depositCents(record.fields);
    freeze(company, record.id, before, false);
    freeze(company, record.id, record.fields, true);
  },
  deleting(company, record) {
    requireOpenPeriod(company, [text(record.fields, 'TxnDate')]);
    freeze(company, record.id, record.fields, false);
  },
  render,
};

function prepare(draft: Draft): void {
  const { company, fields, previous } = draft;
  const account = moneyAccount(company, fields, previous?.fields);
  if (!account) throw missing('DepositToAccountRef');
  fields['TxnDate'] ??= company.today();
  requireOpenPeriod(company, [text(previous?.fields, 'TxnDate'), text(fields, 'TxnDate')]);
  prepareCurrency(draft, refId(fields, 'CurrencyRef') ?? currencyOf(company, account));
  requireAccountCurrency(company, fields, account);
  const lines = list(fields, 'Line');
  if (lines.length === 0) throw missing('Line');
  let lastId = Math.max(0, ...list(previous?.fields, 'Line').map((line) => Number(text(line, 'Id') ?? 0)));
  fields['Line'] = lines.map((line) => ({
    ...prepareLine(draft, line),
    Id: text(line, 'Id') ?? String(++lastId),
  }));
  const back = nested(fields, 'CashBack');
  if (back && !resolve(company, 'Account', back, 'AccountRef')) throw missing('AccountRef');
  if (depositCents(fields) < 0) throw businessRule('The total of a deposit cannot be negative.', 'TotalAmt');
}

function prepareLine(draft: Draft, line: Fields): Fields {
  const amount = number(line, 'Amount');
  if (amount === undefined) throw missing('Amount');
  const links = list(line, 'LinkedTxn');
  const stored: Fields = { Amount: fromCents(toCents(amount)) };
  put(stored, 'Description', text(line, 'Description') || undefined);
  if (links.length > 0) {
    requireWhole(draft, links, toCents(amount));
    return { ...stored, LinkedTxn: links.map((link) => ({ TxnLineId: '0', ...link })) };
  }
  const detail = nested(line, 'DepositLineDetail');
  if (!detail) throw missing('DepositLineDetail');
  if (!resolve(draft.company, 'Account', detail, 'AccountRef')) throw missing('AccountRef');
  resolve(draft.company, 'PaymentMethod', detail, 'PaymentMethodRef');
  resolve(draft.company, 'Class', detail, 'ClassRef');
  requireParty(draft.company, nested(detail, 'Entity'));
  return { ...stored, DetailType: 'DepositLineDetail', DepositLineDetail: detail };
}

function requireParty(company: Company, entity: Fields | undefined): void {
  const id = text(entity, 'value');
  if (id === undefined) return;
  const type = PARTIES.find((one) => one.toUpperCase() === text(entity, 'type')?.toUpperCase()) ?? 'Customer';
  if (!company.stores[type].get(id)) throw unknownReference('Names', id, 'Entity');
}

/** A deposit takes what waits in Undeposited Funds, all of it, once, and in its own currency. */
function requireWhole({ company, fields, previous }: Draft, links: Fields[], cents: number): void {
  const sources = links.map((link) => sourceOf(company, link));
  for (const source of sources) {
    const inOther = list(source.system, 'LinkedTxn').some((link) => link['TxnId'] !== previous?.id);
    const account = company.stores.Account.get(refId(source.fields, 'DepositToAccountRef') ?? '');
    const waits = text(account?.fields, 'AccountSubType') === 'UndepositedFunds';
    if (inOther || !waits || source.system['voided'] === true) {
      throw new QuickBooksFault('620', `Transaction cannot be linked : ${source.id}`, 'LinkedTxn');
    }
    const currency = currencyOf(company, source);
    if (currency !== currencyOf(company, { fields }))
      throw businessRule(
        'The currency of the transaction is invalid for customer/vendor/account',
        'LinkedTxn',
      );
  }
  if (sources.reduce((sum, { total }) => sum + total, 0) !== cents) {
    throw businessRule('The amount of a deposited transaction must be deposited in full.', 'Amount');
  }
}

function sourceOf(company: Company, link: Fields): QuickBooksRecord {
  const type = SOURCES.find((one) => one === text(link, 'TxnType'));
  if (!type) {
    throw new QuickBooksFault(
      '620',
      `Transaction cannot be linked : ${text(link, 'TxnType') ?? ''}`,
      'LinkedTxn',
    );
  }
  const source = company.stores[type].get(text(link, 'TxnId') ?? '');
  if (!source) throw notFound();
  return source;
}

function depositCents(fields: Fields): number {
  return sumCents(list(fields, 'Line')) - toCents(number(nested(fields, 'CashBack'), 'Amount') ?? 0);
}

/** Deposited money shows its deposit at once, but neither its token nor its last update moves. */
function freeze(company: Company, depositId: string, fields: Fields | undefined, deposited: boolean): void {
  for (const { type, id } of sourcesOf(fields)) {
    const source = company.stores[type].get(id);
    if (!source) continue;
    const { LinkedTxn: _old, ...system } = source.system;
    source.system = deposited ? { ...system, LinkedTxn: [{ TxnId: depositId, TxnType: 'Deposit' }] } : system;
  }
}

function sourcesOf(fields: Fields | undefined): { type: Source; id: string }[] {
  return list(fields, 'Line').flatMap((line) =>
    list(line, 'LinkedTxn').flatMap((link) => {
      const type = SOURCES.find((one) => one === link['TxnType']);
      return type ? [{ type, id: text(link, 'TxnId') ?? '' }] : [];
    }),
  );
}

function render(company: Company, record: QuickBooksRecord): Fields {
  const shown: Fields = {
    ...record.fields,
    DepositToAccountRef: renderRef(company, 'Account', record.fields, 'DepositToAccountRef'),
    Line: list(record.fields, 'Line').map((line, index) => ({ LineNum: index + 1, ...line })),
    TotalAmt: fromCents(record.total),
  };
  showCurrency(company, record, shown);
  return shown;
}
