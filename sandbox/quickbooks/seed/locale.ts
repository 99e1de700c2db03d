// What differs from country to country in a seeded company.

import type { Company } from '../company.ts';
import { isMultiCurrency } from '../entities/currency.ts';
import { taxMode } from '../tax/tax-mode.ts';
import type { Fields } from '../values.ts';

export interface Locale {
  places: readonly Fields[];
  country: string;
  /** From seven digits in two groups. */
  phone(first: string, second: string): string;
}

const UNITED_STATES: Locale = {
  places: [
    { City: 'Bayshore', CountrySubDivisionCode: 'CA', PostalCode: '94326' },
    { City: 'Half Moon Bay', CountrySubDivisionCode: 'CA', PostalCode: '94213' },
    { City: 'Middlefield', CountrySubDivisionCode: 'CA', PostalCode: '94303' },
    { City: 'Tucson', CountrySubDivisionCode: 'AZ', PostalCode: '85701' },
    { City: 'Portland', CountrySubDivisionCode: 'OR', PostalCode: '97201' },
  ],
  country: 'USA',
  phone: (first, second) => `(650) ${first}-${second}`,
};

const BY_COUNTRY: Readonly<Record<string, Locale>> = {
  US: UNITED_STATES,
  GB: {
    places: [
      { City: 'Stow-on-the-Wold', PostalCode: 'GL54 1AA' },
      { City: 'Oxford', PostalCode: 'OX1 2JD' },
      { City: 'Bath', PostalCode: 'BA1 1LZ' },
    ],
    country: 'United Kingdom',
    phone: (first, second) => `01632 ${first}${second.slice(0, 3)}`,
  },
  CA: {
    places: [
      { City: 'Toronto', CountrySubDivisionCode: 'ON', PostalCode: 'M5H 3Y2' },
      { City: 'Québec', CountrySubDivisionCode: 'QC', PostalCode: 'G1R 4P5' },
      { City: 'Vancouver', CountrySubDivisionCode: 'BC', PostalCode: 'V6B 1A1' },
    ],
    country: 'Canada',
    phone: (first, second) => `(416) ${first}-${second}`,
  },
  AU: {
    places: [
      { City: 'Sydney', CountrySubDivisionCode: 'NSW', PostalCode: '2000' },
      { City: 'Ballarat', CountrySubDivisionCode: 'VIC', PostalCode: '3350' },
    ],
    country: 'Australia',
    phone: (first, second) => `(02) 5${first} ${second}`,
  },
};

export function localeOf(company: Company): Locale {
  return BY_COUNTRY[company.options.country] ?? UNITED_STATES;
}

const FOREIGN = ['EUR', 'GBP', 'CAD'];

/** Every fifth customer of a company with several currencies is billed in a foreign one. */
export function billedIn(company: Company, index: number): Fields {
  if (!isMultiCurrency(company) || index % 5 !== 4) return {};
  const foreign = FOREIGN.filter((code) => code !== company.options.homeCurrency);
  return { CurrencyRef: { value: foreign[Math.floor(index / 5) % foreign.length] } };
}

/** Codes by country: the usual one, and the one every fourth item has. */
const CODES: Readonly<Record<string, readonly [usual: string, other: string]>> = {
  GB: ['6', '5'],
  CA: ['6', '7'],
  AU: ['6', '5'],
};

/** The tax of one item of a seeded company, on the item itself. */
export function itemTax(company: Company, index: number): Fields {
  const mode = taxMode(company);
  if (mode === 'off') return {};
  if (mode !== 'global') return { Taxable: index % 4 !== 0 };
  const [usual, other] = CODES[company.options.country] ?? ['6', '5'];
  return { SalesTaxCodeRef: { value: index % 4 === 0 ? other : usual } };
}

/** The tax of one sales form; US companies that keep their own rates name a code on most. */
export function formTax(company: Company, index: number): Fields {
  const mode = taxMode(company);
  if (mode === 'global') return { GlobalTaxCalculation: index % 6 === 5 ? 'TaxInclusive' : 'TaxExcluded' };
  return mode === 'manual' && index % 5 !== 0 ? { TxnTaxDetail: { TxnTaxCodeRef: { value: '3' } } } : {};
}
