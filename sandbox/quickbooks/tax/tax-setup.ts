// Tax codes and rates a fresh company has. Rates of states and counties are plausible, not a reference.

import type { CompanyOptions } from '../company.ts';
import type { Fields } from '../values.ts';

type Row = readonly [id: string, fields: Fields];

export interface TaxSetup {
  codes: readonly Row[];
  rates: readonly Row[];
}

const PSEUDO_CODES: readonly Row[] = [
  ['TAX', { Name: 'TAX', Description: 'TAX', Taxable: true, TaxGroup: false }],
  ['NON', { Name: 'NON', Description: 'NON', Taxable: false, TaxGroup: false }],
];

const US_MANUAL: TaxSetup = {
  codes: [...PSEUDO_CODES, code('2', 'California', ['3']), code('3', 'Tucson', ['1', '2'])],
  rates: [rate('1', 'AZ State tax', 7.1), rate('2', 'Tucson City', 2), rate('3', 'California', 8)],
};

const US_AUTOMATED: TaxSetup = {
  codes: [
    ...PSEUDO_CODES,
    code('2', 'California', ['3', '4']),
    code('3', 'Arizona', ['1', '2']),
    code('4', 'CustomSalesTax', []),
    code('5', 'New York', ['5', '6']),
    code('6', 'Trade fair', ['7'], 'USER_DEFINED'),
  ],
  rates: [
    rate('1', 'Arizona State', 5.6),
    rate('2', 'Pima County', 0.5),
    rate('3', 'California State', 6),
    rate('4', 'Contra Costa County', 2.75),
    rate('5', 'New York State', 4),
    rate('6', 'New York City', 4.5),
    rate('7', 'Trade fair', 5),
  ],
};

const BRITISH: TaxSetup = {
  codes: [
    code('5', '0.0% Z', ['9']),
    code('6', '20.0% S', ['10']),
    code('7', '5.0% R', ['11']),
    code('8', 'Exempt', []),
    purchaseCode('9', '20.0% Reverse charge', ['10']),
  ],
  rates: [rate('9', '0.0% Z', 0), rate('10', '20.0% S', 20), rate('11', '5.0% R', 5)],
};

const CANADIAN: TaxSetup = {
  codes: [
    code('2', 'Exempt', []),
    code('3', 'Zero-rated', ['4']),
    code('5', 'GST', ['5']),
    code('6', 'HST ON', ['6']),
    code('7', 'GST/QST QC - 9.975', ['5', '7']),
  ],
  rates: [rate('4', 'Zero-rated', 0), rate('5', 'GST', 5), rate('6', 'HST ON', 13), rate('7', 'QST', 9.975)],
};

const AUSTRALIAN: TaxSetup = {
  codes: [
    code('5', 'GST free', ['9']),
    code('6', 'GST', ['10']),
    code('8', 'Input tax', []),
    purchaseCode('9', 'GST on capital', ['10']),
  ],
  rates: [rate('9', 'GST free', 0), rate('10', 'GST', 10)],
};

const OTHER: TaxSetup = {
  codes: [code('5', 'Zero', ['9']), code('6', 'Standard', ['10'])],
  rates: [rate('9', 'Zero', 0), rate('10', 'Standard', 20)],
};

const BY_COUNTRY: Readonly<Record<string, TaxSetup>> = { GB: BRITISH, CA: CANADIAN, AU: AUSTRALIAN };

export function taxSetup({ country, salesTax }: CompanyOptions): TaxSetup {
  if (country !== 'US') return BY_COUNTRY[country] ?? OTHER;
  return salesTax === 'automated' ? US_AUTOMATED : US_MANUAL;
}

export function taxPreferences({ country, salesTax }: CompanyOptions): Fields {
  if (salesTax === 'off') return { UsingSalesTax: false };
  const group = { TaxGroupCodeRef: { value: country === 'US' ? '2' : '6' } };
  return { UsingSalesTax: true, ...(salesTax === 'automated' ? { PartnerTaxEnabled: true } : {}), ...group };
}

function code(id: string, Name: string, rateIds: string[], TaxCodeConfigType = 'SYSTEM_GENERATED'): Row {
  const both = { SalesTaxRateList: rateList(rateIds), PurchaseTaxRateList: rateList(rateIds) };
  return [
    id,
    {
      Name,
      Description: Name,
      Hidden: false,
      Taxable: rateIds.length > 0,
      TaxGroup: true,
      TaxCodeConfigType,
      ...both,
    },
  ];
}

/** A code for what is bought, unknown to sales. */
function purchaseCode(id: string, name: string, rateIds: string[]): Row {
  const [, { SalesTaxRateList: _sales, ...fields }] = code(id, name, rateIds);
  return [id, fields];
}

function rateList(ids: string[]): Fields {
  return {
    TaxRateDetail: ids.map((value, index) => ({
      TaxRateRef: { value },
      TaxTypeApplicable: 'TaxOnAmount',
      TaxOrder: index,
    })),
  };
}

function rate(id: string, Name: string, RateValue: number): Row {
  return [
    id,
    {
      Name,
      Description: Name,
      RateValue,
      AgencyRef: { value: '1' },
      SpecialTaxType: RateValue === 0 ? 'ZERO_RATE' : 'NONE',
      DisplayType: 'ReadOnly',
      EffectiveTaxRate: [{ RateValue, EffectiveDate: '2020-01-01T00:00:00-08:00' }],
    },
  ];
}
