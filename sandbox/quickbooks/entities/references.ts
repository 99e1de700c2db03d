import type { Company, EntityName } from '../company.ts';
import { inactiveReference, unknownReference } from '../faults.ts';
import type { QuickBooksRecord } from '../store.ts';
import { flag, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';

/** The vendor's words for kinds of references in code 2500. */
const FAMILY: Partial<Record<EntityName, string>> = {
  Customer: 'Names',
  Vendor: 'Names',
  Employee: 'Names',
  Item: 'Items',
  Account: 'Accounts',
  Class: 'Klasses',
  Department: 'Depts',
  Term: 'Terms',
  PaymentMethod: 'PaymentMethods',
  TaxCode: 'TaxCodes',
};

/**
 * The record a reference field names, or undefined when the field is absent. An unknown id is refused with 2500, an
 * inactive record with 610 (or 2500) unless the stored record already had that reference.
 */
export function resolve(
  company: Company,
  type: EntityName,
  fields: Fields,
  key: string,
  before?: Fields,
): QuickBooksRecord | undefined {
  const id = refId(fields, key);
  if (id === undefined) return undefined;
  const record = company.stores[type].get(id);
  if (!record) throw unknownReference(FAMILY[type] ?? type, id, key);
  if (flag(record.fields, 'Active') === false && refId(before, key) !== id) {
    throw inactiveReference(company.behaviour('inactiveReferenceCode') === '2500' ? '2500' : '610', key);
  }
  return record;
}

/** The name a reference shows at reading time, so that a rename is seen everywhere at once. */
export function nameOf(company: Company, type: EntityName, id: string): string | undefined {
  const record = company.stores[type].get(id);
  return text(record?.fields, 'DisplayName') ?? text(record?.fields, 'Name');
}

/** A reference as a read shows it. */
export function renderRef(
  company: Company,
  type: EntityName,
  fields: Fields,
  key: string,
): Fields | undefined {
  const id = refId(fields, key);
  if (id === undefined) return undefined;
  const name = nameOf(company, type, id);
  return name === undefined ? { value: id } : { value: id, name };
}

const CURRENCY_NAMES: Readonly<Record<string, string>> = {
  USD: 'United States Dollar',
  CAD: 'Canadian Dollar',
  GBP: 'British Pound Sterling',
  EUR: 'Euro',
  AUD: 'Australian Dollar',
  CHF: 'Swiss Franc',
  SEK: 'Swedish Krona',
};

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

export function renderCurrency(code: string): Fields {
  return { value: code, name: CURRENCY_NAMES[code] ?? code };
}
