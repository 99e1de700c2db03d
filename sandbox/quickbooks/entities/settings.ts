// The two records every company has exactly once.

import type { CompanyOptions } from '../company.ts';
import { commonColumns, textColumn } from '../query/columns.ts';
import * as schema from '../schema.ts';
import type { Schema } from '../schema.ts';
import { isFields, list } from '../values.ts';
import type { Fields } from '../values.ts';
import { taxPreferences } from '../tax/tax-setup.ts';
import type { EntityType } from './entity.ts';

const booleans = (...keys: string[]): Schema => Object.fromEntries(keys.map((key) => [key, schema.yesNo]));
const fixed = (...keys: string[]): Schema => Object.fromEntries(keys.map((key) => [key, schema.readOnly]));

export const preferences: EntityType = {
  name: 'Preferences',
  kind: 'single',
  schema: {
    ...schema.common,
    SalesFormsPrefs: schema.object({
      ...booleans(
        'CustomTxnNumbers',
        'AllowDeposit',
        'AllowDiscount',
        'AllowEstimates',
        'AllowServiceDate',
        'AllowShipping',
      ),
      ...fixed(
        'AutoApplyCredit',
        'CustomField',
        'AutoApplyPayments',
        'UsingPriceLevels',
        'UsingProgressInvoicing',
      ),
      ...fixed(
        'ETransactionEnabledStatus',
        'ETransactionPaymentEnabled',
        'ETransactionAttachPDF',
        'IPNSupportEnabled',
      ),
      DefaultTerms: schema.reference,
      DefaultCustomerMessage: schema.text(1000),
      EmailCopyToCompany: schema.yesNo,
    }),
    AccountingInfoPrefs: schema.object({
      ...fixed('BookCloseDate', 'FirstMonthOfFiscalYear', 'TaxYearMonth', 'TaxForm', 'CustomerTerminology'),
      ...booleans('UseAccountNumbers', 'ClassTrackingPerTxn', 'ClassTrackingPerTxnLine', 'TrackDepartments'),
      DepartmentTerminology: schema.text(100),
    }),
    TaxPrefs: schema.readOnly,
    CurrencyPrefs: schema.readOnly,
    ProductAndServicesPrefs: schema.readOnly,
    VendorAndPurchasesPrefs: schema.readOnly,
    TimeTrackingPrefs: schema.readOnly,
    ReportPrefs: schema.readOnly,
    EmailMessagesPrefs: schema.readOnly,
    OtherPrefs: schema.readOnly,
  },
  columns: commonColumns,
  totalCount: false,
  inChangeData: true,
  inWebhooks: true,
  operations: new Set(['update']),
  prepare: keepUnnamed,
  render: (_company, record) => ({ ...record.fields }),
};

export const companyInfo: EntityType = {
  name: 'CompanyInfo',
  kind: 'single',
  schema: {
    ...schema.common,
    CompanyName: schema.text(1024),
    LegalName: schema.text(1024),
    CompanyAddr: schema.address,
    LegalAddr: schema.address,
    CustomerCommunicationAddr: schema.address,
    Email: schema.email(100),
    PrimaryPhone: schema.phone,
    WebAddr: schema.web,
    ...fixed(
      'Country',
      'FiscalYearStartMonth',
      'SupportedLanguages',
      'DefaultTimeZone',
      'EmployerId',
      'CompanyStartDate',
    ),
    NameValue: schema.readOnly,
  },
  columns: { ...commonColumns, companyname: textColumn('CompanyName') },
  totalCount: false,
  inChangeData: true,
  inWebhooks: false,
  operations: new Set(['update']),
  prepare: keepUnnamed,
  render: (_company, record) => ({ ...record.fields }),
};

/** Neither record can lose what the request does not name, full update or not. */
function keepUnnamed({
  fields,
  previous,
}: {
  fields: Fields;
  previous: { fields: Fields } | undefined;
}): void {
  if (previous) Object.assign(fields, mergeSettings(previous.fields, fields));
}

/** Deep merge; lists of `{Name, Value}` are merged by name. */
export function mergeSettings(stored: Fields, change: Fields): Fields {
  const merged: Fields = { ...stored };
  for (const [key, value] of Object.entries(change)) {
    const before = stored[key];
    if (isFields(before) && isFields(value)) merged[key] = mergeSettings(before, value);
    else if (key === 'NameValue' && Array.isArray(before)) merged[key] = mergeNameValues(stored, change);
    else if (value === null || value === '') delete merged[key];
    else merged[key] = value;
  }
  return merged;
}

function mergeNameValues(stored: Fields, change: Fields): Fields[] {
  const given = list(change, 'NameValue');
  const names = new Set(given.map((pair) => pair['Name']));
  return [...list(stored, 'NameValue').filter((pair) => !names.has(pair['Name'])), ...given];
}

export function initialPreferences(options: CompanyOptions): Fields {
  return {
    AccountingInfoPrefs: {
      FirstMonthOfFiscalYear: 'January',
      UseAccountNumbers: false,
      TaxYearMonth: 'January',
      ClassTrackingPerTxn: false,
      ClassTrackingPerTxnLine: false,
      TrackDepartments: false,
      CustomerTerminology: 'Customers',
    },
    ProductAndServicesPrefs: {
      ForSales: true,
      ForPurchase: true,
      QuantityWithPriceAndRate: true,
      QuantityOnHand: true,
      RevenueRecognitionEnabled: false,
    },
    SalesFormsPrefs: {
      CustomField: [],
      CustomTxnNumbers: options.customTxnNumbers,
      AllowDeposit: true,
      AllowDiscount: true,
      AllowEstimates: true,
      AllowServiceDate: false,
      AllowShipping: true,
      AutoApplyCredit: false,
      AutoApplyPayments: false,
      DefaultTerms: { value: '3' },
      DefaultCustomerMessage: 'Thank you for your business and have a great day!',
      EmailCopyToCompany: false,
      ETransactionEnabledStatus: 'NotApplicable',
      ETransactionAttachPDF: false,
      ETransactionPaymentEnabled: false,
      IPNSupportEnabled: false,
      UsingPriceLevels: false,
      UsingProgressInvoicing: false,
    },
    TaxPrefs: taxPreferences(options),
    CurrencyPrefs: {
      MultiCurrencyEnabled: options.multiCurrency,
      HomeCurrency: { value: options.homeCurrency },
    },
    ReportPrefs: { ReportBasis: 'Accrual' },
  };
}

const ADDRESSES: Readonly<Record<string, { address: Fields; country: string }>> = {
  GB: {
    address: { Line1: '12 Sheep Street', City: 'Stow-on-the-Wold', PostalCode: 'GL54 1AA' },
    country: 'GBR',
  },
  CA: {
    address: {
      Line1: '40 King Street West',
      City: 'Toronto',
      CountrySubDivisionCode: 'ON',
      PostalCode: 'M5H 3Y2',
    },
    country: 'CAN',
  },
  AU: {
    address: { Line1: '8 Pitt Street', City: 'Sydney', CountrySubDivisionCode: 'NSW', PostalCode: '2000' },
    country: 'AUS',
  },
};

const US_ADDRESS = {
  address: { Line1: '123 Sierra Way', City: 'San Pablo', CountrySubDivisionCode: 'CA', PostalCode: '87999' },
  country: 'USA',
};

export function initialCompanyInfo(options: CompanyOptions): Fields {
  // Countries of company addresses come as ISO 3166 alpha-3.
  const { address, country } = ADDRESSES[options.country] ?? US_ADDRESS;
  return {
    CompanyName: options.name,
    LegalName: options.name,
    CompanyAddr: { Id: '1', ...address, Country: country },
    CustomerCommunicationAddr: { Id: '1', ...address },
    Email: { Address: 'books@example.com' },
    Country: options.country,
    DefaultTimeZone: options.timeZone,
    FiscalYearStartMonth: 'January',
    SupportedLanguages: 'en',
    CompanyStartDate: '2020-01-01',
    NameValue: [
      { Name: 'NeoEnabled', Value: 'true' },
      { Name: 'IndustryType', Value: 'Landscaping Services' },
      { Name: 'SubscriptionStatus', Value: 'SUBSCRIBED' },
      { Name: 'OfferingSku', Value: 'QuickBooks Online Plus' },
      { Name: 'ItemCategoriesFeature', Value: 'true' },
    ],
  };
}
