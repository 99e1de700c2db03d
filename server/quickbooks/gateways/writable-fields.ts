// What may be sent. A read holds more than QuickBooks takes back, so a body is built from these lists and never from a read.

export type FieldKind = 'text' | 'number' | 'boolean';

/** Writable fields by dotted path. */
export type WritableFields = ReadonlyMap<string, FieldKind>;

const all = (kind: FieldKind, ...paths: readonly string[]): readonly (readonly [string, FieldKind])[] =>
  paths.map((path) => [path, kind] as const);

const addressFields = (name: string): readonly string[] =>
  [
    'Line1',
    'Line2',
    'Line3',
    'Line4',
    'Line5',
    'City',
    'CountrySubDivisionCode',
    'PostalCode',
    'Country',
  ].map((part) => `${name}.${part}`);

export const customerFields: WritableFields = new Map([
  ...all('text', 'DisplayName', 'Title', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix', 'CompanyName'),
  ...all('text', 'PrintOnCheckName', 'Notes', 'PrimaryEmailAddr.Address', 'WebAddr.URI', 'ResaleNum'),
  ...all('text', 'PrimaryPhone.FreeFormNumber', 'AlternatePhone.FreeFormNumber'),
  ...all('text', 'Mobile.FreeFormNumber', 'Fax.FreeFormNumber'),
  ...all('text', ...addressFields('BillAddr'), ...addressFields('ShipAddr')),
  ...all(
    'text',
    'PreferredDeliveryMethod',
    'CurrencyRef.value',
    'SalesTermRef.value',
    'PaymentMethodRef.value',
  ),
  ...all('boolean', 'Active', 'Taxable'),
]);

export const itemFields: WritableFields = new Map([
  ...all('text', 'Name', 'Sku', 'Type', 'Description', 'PurchaseDesc', 'IncomeAccountRef.value'),
  ...all('text', 'ExpenseAccountRef.value', 'SalesTaxCodeRef.value', 'PurchaseTaxCodeRef.value'),
  ...all('number', 'UnitPrice', 'PurchaseCost'),
  ...all('boolean', 'Active', 'Taxable', 'SalesTaxIncluded', 'PurchaseTaxIncluded'),
]);
