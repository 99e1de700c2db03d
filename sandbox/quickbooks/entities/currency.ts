// Currencies of transactions: what a customer is billed in, and what that is worth at home.

import { Decimal } from 'decimal.js';
import { preference } from '../company.ts';
import type { Company } from '../company.ts';
import { rateOn } from '../exchange-rates.ts';
import { businessRule, missing } from '../faults.ts';
import { fromCents } from '../money.ts';
import type { QuickBooksRecord } from '../store.ts';
import { number, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import type { Draft } from './entity.ts';
import { renderCurrency } from './references.ts';

export function isMultiCurrency(company: Company): boolean {
  return preference(company, 'CurrencyPrefs', 'MultiCurrencyEnabled') === true;
}

/** The currency a record is kept in: its own, or the company's. */
export function currencyOf(company: Company, record: { fields: Fields } | undefined): string {
  return refId(record?.fields, 'CurrencyRef') ?? company.options.homeCurrency;
}

export function invalidCurrency(): Error {
  return businessRule(
    'The currency of the transaction is invalid for customer/vendor/account',
    'CurrencyRef',
  );
}

/** Sets currency and exchange rate of a transaction whose partner, if any, is billed in `currency`. */
export function prepareCurrency({ company, fields, previous }: Draft, currency: string): void {
  const multi = isMultiCurrency(company);
  const given = refId(fields, 'CurrencyRef') ?? refId(previous?.fields, 'CurrencyRef');
  if (given === undefined && multi && isRequired(company, currency)) throw missing('CurrencyRef');
  if (given !== undefined && given !== currency) throw invalidCurrency();
  fields['CurrencyRef'] = { value: currency };
  if (!multi) {
    delete fields['ExchangeRate'];
    return;
  }
  const day = text(fields, 'TxnDate') ?? company.today();
  const moved = previous !== undefined && text(previous.fields, 'TxnDate') !== day;
  const isStored = number(fields, 'ExchangeRate') === number(previous?.fields, 'ExchangeRate');
  if (moved && isStored && company.behaviour('rateFollowsDate')) delete fields['ExchangeRate'];
  fields['ExchangeRate'] ??= rateOn(currency, company.options.homeCurrency, day);
  if (currency === company.options.homeCurrency) fields['ExchangeRate'] = 1;
  if ((number(fields, 'ExchangeRate') ?? 0) <= 0) {
    throw businessRule('The exchange rate must be greater than zero.', 'ExchangeRate');
  }
}

function isRequired(company: Company, currency: string): boolean {
  return company.behaviour('currencyRequired') === 'always' || currency !== company.options.homeCurrency;
}

/** Money goes to accounts of the transaction's currency or of the company's. */
export function requireAccountCurrency(
  company: Company,
  fields: Fields,
  account: QuickBooksRecord | undefined,
): void {
  const kept = currencyOf(company, account);
  if (kept !== company.options.homeCurrency && kept !== currencyOf(company, { fields }))
    throw invalidCurrency();
}

/** What every transaction shows of its currency; home amounts in companies with several. */
export function showCurrency(company: Company, record: QuickBooksRecord, shown: Fields): void {
  shown['CurrencyRef'] = renderCurrency(currencyOf(company, record));
  if (!isMultiCurrency(company)) return;
  shown['ExchangeRate'] = number(record.fields, 'ExchangeRate') ?? 1;
  shown['HomeTotalAmt'] = homeAmount(record, record.total);
}

/** Cents in the transaction's currency as an amount of home currency. */
export function homeAmount(record: QuickBooksRecord, cents: number): number {
  return fromCents(
    new Decimal(cents)
      .times(number(record.fields, 'ExchangeRate') ?? 1)
      .round()
      .toNumber(),
  );
}
