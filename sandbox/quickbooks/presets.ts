// Companies to start a stand-in with: one for each set of rules a sync has to cope with.

import type { CompanyOptions } from './company.ts';

/** United States, sales tax off, one currency. */
export const sampleCompany: CompanyOptions = {
  realmId: '9341450000000001',
  name: "Craig's Design and Landscaping Services",
  country: 'US',
  homeCurrency: 'USD',
  timeZone: 'America/Los_Angeles',
  multiCurrency: false,
  customTxnNumbers: false,
  salesTax: 'off',
};

/** Sales tax computed by the vendor from where goods are shipped to. */
export const usAutomatedTaxCompany: CompanyOptions = {
  ...sampleCompany,
  realmId: '9341450000000002',
  name: 'Golden Gate Garden Supply',
  salesTax: 'automated',
};

/** Sales tax by a code on each form; companies older than November 2017. */
export const usManualTaxCompany: CompanyOptions = {
  ...sampleCompany,
  realmId: '9341450000000003',
  name: 'Old Tucson Nurseries',
  timeZone: 'America/Phoenix',
  salesTax: 'manual',
};

/** VAT: 20 % standard, 5 % reduced, 0 % and exempt. */
export const britishCompany: CompanyOptions = {
  ...sampleCompany,
  realmId: '9341450000000004',
  name: 'Cotswold Landscapes Ltd',
  country: 'GB',
  homeCurrency: 'GBP',
  timeZone: 'Europe/London',
  salesTax: 'manual',
};

/** GST, HST, and GST with QST, whose code has two rates. */
export const canadianCompany: CompanyOptions = {
  ...sampleCompany,
  realmId: '9341450000000005',
  name: 'Maple Ridge Gardens Inc.',
  country: 'CA',
  homeCurrency: 'CAD',
  timeZone: 'America/Toronto',
  salesTax: 'manual',
};

/** GST: 10 % and GST free. */
export const australianCompany: CompanyOptions = {
  ...sampleCompany,
  realmId: '9341450000000006',
  name: 'Wattle Grove Gardens Pty Ltd',
  country: 'AU',
  homeCurrency: 'AUD',
  timeZone: 'Australia/Sydney',
  salesTax: 'manual',
};

/** United States, sales tax off, customers in several currencies. */
export const multiCurrencyCompany: CompanyOptions = {
  ...sampleCompany,
  realmId: '9341450000000007',
  name: 'Transatlantic Design Partners',
  multiCurrency: true,
};
