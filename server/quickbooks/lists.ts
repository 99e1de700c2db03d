// The lists a person chooses from in settings. Reads are metered and these change rarely (tax codes tell no feed at all),
// so each list is read once a day per realm.

import { Decimal } from 'decimal.js';
import type { z } from 'zod';
import type { QuickBooksClient } from './client.ts';
import { customFieldIds } from './gateways/writable-fields.ts';
import { asConnectionTrouble, largestPage, queryRows } from './query.ts';
import { decimalText } from './snapshot/flatten.ts';
import { preferencesSchema } from './wire/company.ts';
import {
  accountSchema,
  paymentMethodSchema,
  taxCodeSchema,
  taxRateSchema,
  termSchema,
} from './wire/lists.ts';
import type { WireAccount, WireTaxCode, WireTaxRate } from './wire/lists.ts';
import { isWord } from './wire/record.ts';

export interface Account {
  readonly id: string;
  /** With its parents: `Income:Design`. */
  readonly name: string;
  /** ISO code; null where the company has one currency and does not say. */
  readonly currency: string | null;
  /** QuickBooks' subtype (`SalesOfProductIncome`). */
  readonly subType: string | null;
}

/** Active accounts by what settings choose them for. */
export interface Accounts {
  readonly income: readonly Account[];
  readonly expense: readonly Account[];
  readonly bank: readonly Account[];
  /** Where payments may be deposited to: bank accounts and other current assets. */
  readonly deposit: readonly Account[];
  /** Where payments go when nothing is said; its name is localised. */
  readonly undeposited: Account | null;
}

export interface TaxRate {
  readonly id: string;
  readonly name: string;
  /** Percent as decimal text; null when QuickBooks does not say. */
  readonly percent: string | null;
}

export interface TaxCode {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly taxable: boolean;
  /** `TAX` and `NON` of US companies: they mark lines and have no rate. */
  readonly isLineMark: boolean;
  /** False for codes that only purchases take. */
  readonly forSales: boolean;
  /** Rates on sales, in the order they apply. */
  readonly rates: readonly TaxRate[];
  /**
   * Percent of a sale that all rates make together, as decimal text; `0` for exempt sales. Null when the code has no say
   * in sales, or when a rate is unknown or taxes another tax.
   */
  readonly percent: string | null;
}

export interface PaymentMethod {
  readonly id: string;
  readonly name: string;
  readonly isCreditCard: boolean;
}

export interface Term {
  readonly id: string;
  readonly name: string;
  /** Null for terms that name a day of the month. */
  readonly dueDays: number | null;
}

/** A custom field of sales forms; the field's name in snapshots is `CustomField.<id>`. */
export interface CustomFieldDefinition {
  readonly id: string;
  readonly name: string;
}

/** All methods throw `ConnectionLost`, `RateLimited` or `VendorUnavailable`. */
export interface CompanyLists {
  accounts(): Promise<Accounts>;
  /** Active and visible codes. */
  taxCodes(): Promise<readonly TaxCode[]>;
  paymentMethods(): Promise<readonly PaymentMethod[]>;
  terms(): Promise<readonly Term[]>;
  /** Those in use among the three that the older REST interface shows. */
  customFields(): Promise<readonly CustomFieldDefinition[]>;
}

export interface ListCache {
  /** The lists of the client's realm. */
  forClient(client: QuickBooksClient): CompanyLists;
  /** Reads a realm's lists anew when they are next asked for: after a reconnect, or on a person's wish. */
  forget(realmId: string): void;
}

const keptForMs = 24 * 60 * 60 * 1000;

/** One list, read again when it is a day old. A failed read keeps nothing. */
class DailyList<T> {
  private kept: { readonly readAt: number; readonly list: T } | null = null;

  async get(now: Date, read: () => Promise<T>): Promise<T> {
    if (this.kept && now.getTime() - this.kept.readAt < keptForMs) return this.kept.list;
    const list = await read();
    this.kept = { readAt: now.getTime(), list };
    return list;
  }
}

class RealmLists {
  readonly accounts = new DailyList<Accounts>();
  readonly taxCodes = new DailyList<readonly TaxCode[]>();
  readonly paymentMethods = new DailyList<readonly PaymentMethod[]>();
  readonly terms = new DailyList<readonly Term[]>();
  readonly customFields = new DailyList<readonly CustomFieldDefinition[]>();
}

/** Lives as long as the process: settings are opened many times a day. */
export function createListCache(now: () => Date): ListCache {
  const realms = new Map<string, RealmLists>();
  return {
    forClient(client) {
      const lists = realms.get(client.realmId) ?? new RealmLists();
      realms.set(client.realmId, lists);
      return {
        accounts: () => lists.accounts.get(now(), () => readAccounts(client)),
        taxCodes: () => lists.taxCodes.get(now(), () => readTaxCodes(client)),
        paymentMethods: () => lists.paymentMethods.get(now(), () => readPaymentMethods(client)),
        terms: () => lists.terms.get(now(), () => readTerms(client)),
        customFields: () => lists.customFields.get(now(), () => readCustomFields(client)),
      };
    },
    forget(realmId) {
      realms.delete(realmId);
    },
  };
}

/** Percent of a sale by the id of each code that sales may carry and whose rate is known. */
export async function taxPercents(lists: CompanyLists): Promise<Readonly<Record<string, string>>> {
  const codes = await lists.taxCodes();
  return Object.fromEntries(
    codes.flatMap(({ id, percent }) => (percent === null ? [] : [[id, percent] as const])),
  );
}

async function readAccounts(client: QuickBooksClient): Promise<Accounts> {
  const accounts = await everyRow(client, 'Account', accountSchema);
  const ofType = (...types: readonly string[]): readonly Account[] =>
    accounts.filter(({ AccountType }) => types.includes(AccountType)).map(toAccount);
  const undeposited = accounts.find(({ AccountSubType }) => isWord(AccountSubType, 'UndepositedFunds'));
  return {
    income: ofType('Income', 'Other Income'),
    expense: ofType('Expense', 'Other Expense', 'Cost of Goods Sold'),
    bank: ofType('Bank'),
    deposit: ofType('Bank', 'Other Current Asset'),
    undeposited: undeposited ? toAccount(undeposited) : null,
  };
}

const toAccount = (account: WireAccount): Account => ({
  id: account.Id,
  name: account.FullyQualifiedName ?? account.Name,
  currency: account.CurrencyRef?.value ?? null,
  subType: account.AccountSubType ?? null,
});

async function readTaxCodes(client: QuickBooksClient): Promise<readonly TaxCode[]> {
  const [codes, rates] = await Promise.all([
    everyRow(client, 'TaxCode', taxCodeSchema),
    everyRow(client, 'TaxRate', taxRateSchema),
  ]);
  const rateById = new Map(rates.map((rate) => [rate.Id, rate]));
  return codes.filter(({ Hidden }) => Hidden !== true).map((code) => toTaxCode(code, rateById));
}

function toTaxCode(code: WireTaxCode, rateById: ReadonlyMap<string, WireTaxRate>): TaxCode {
  const details = (code.SalesTaxRateList?.TaxRateDetail ?? []).toSorted(
    (one, other) => (one.TaxOrder ?? 0) - (other.TaxOrder ?? 0),
  );
  const rates = details.map(({ TaxRateRef }) => toTaxRate(TaxRateRef.value, rateById.get(TaxRateRef.value)));
  const areSimple = details.every(({ TaxTypeApplicable }) =>
    isWord(TaxTypeApplicable ?? 'TaxOnAmount', 'TaxOnAmount'),
  );
  const isLineMark = !/^\d+$/.test(code.Id);
  const forSales = isLineMark || code.SalesTaxRateList !== undefined;
  return {
    id: code.Id,
    name: code.Name,
    description: code.Description ?? null,
    taxable: code.Taxable ?? false,
    isLineMark,
    forSales,
    rates,
    percent: forSales && !isLineMark && areSimple ? sumOf(rates) : null,
  };
}

const toTaxRate = (id: string, rate: WireTaxRate | undefined): TaxRate => ({
  id,
  name: rate?.Name ?? id,
  percent: rate?.RateValue === undefined ? null : decimalText(rate.RateValue),
});

function sumOf(rates: readonly TaxRate[]): string | null {
  let sum = new Decimal(0);
  for (const { percent } of rates) {
    if (percent === null) return null;
    sum = sum.plus(percent);
  }
  return sum.toFixed();
}

async function readPaymentMethods(client: QuickBooksClient): Promise<readonly PaymentMethod[]> {
  const methods = await everyRow(client, 'PaymentMethod', paymentMethodSchema);
  return methods.map(({ Id, Name, Type }) => ({
    id: Id,
    name: Name,
    isCreditCard: isWord(Type, 'CREDIT_CARD'),
  }));
}

async function readTerms(client: QuickBooksClient): Promise<readonly Term[]> {
  const terms = await everyRow(client, 'Term', termSchema);
  return terms.map(({ Id, Name, DueDays }) => ({ id: Id, name: Name, dueDays: DueDays ?? null }));
}

async function readCustomFields(client: QuickBooksClient): Promise<readonly CustomFieldDefinition[]> {
  const { Preferences: preferences } = await client.get('preferences', preferencesSchema).catch((error) => {
    throw asConnectionTrouble(error);
  });
  const groups = preferences.SalesFormsPrefs?.CustomField ?? [];
  const entries = new Map(groups.flatMap((group) => group.CustomField ?? []).map((one) => [one.Name, one]));
  return customFieldIds.flatMap((id) => {
    const isUsed = entries.get(`SalesFormsPrefs.UseSalesCustom${id}`)?.BooleanValue === true;
    const name = entries.get(`SalesFormsPrefs.SalesCustomName${id}`)?.StringValue;
    return isUsed && name ? [{ id, name }] : [];
  });
}

/** All active rows; one metered call for every thousand. */
async function everyRow<T>(
  client: QuickBooksClient,
  resource: string,
  schema: z.ZodType<T>,
): Promise<readonly T[]> {
  const rows: T[] = [];
  for (;;) {
    const page = await queryRows(
      client,
      `SELECT * FROM ${resource} STARTPOSITION ${rows.length + 1} MAXRESULTS ${largestPage}`,
      { resource, schema },
    );
    rows.push(...page);
    if (page.length < largestPage) return rows;
  }
}
