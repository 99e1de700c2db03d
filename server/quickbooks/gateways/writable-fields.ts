// What may be sent. A read holds more than QuickBooks takes back, so a body is built from these lists and never from a read.

export type FieldKind = 'text' | 'number' | 'boolean' | 'custom-field';

/** Writable fields by dotted path. */
export type WritableFields = ReadonlyMap<string, FieldKind>;

/** Emptied, these would be filled in by QuickBooks' own choice (today, its rate) or refused without a useful word. */
export const neverEmpty: ReadonlySet<string> = new Set([
  'CustomerRef.value',
  'CurrencyRef.value',
  'ExchangeRate',
  'TxnDate',
  'TotalAmt',
]);

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

/** The older REST interface knows three custom fields of sales forms. */
export const customFieldIds = ['1', '2', '3'] as const;

/** Without `EmailStatus` and the like: a sync mails nothing. */
export const invoiceFields: WritableFields = new Map([
  ...all('text', 'CustomerRef.value', 'DocNumber', 'TxnDate', 'DueDate', 'SalesTermRef.value'),
  ...all('text', 'CustomerMemo.value', 'PrivateNote', 'ClassRef.value', 'DepartmentRef.value'),
  ...all('text', 'BillEmail.Address', 'BillEmailCc.Address', 'BillEmailBcc.Address'),
  ...all('text', ...addressFields('BillAddr'), ...addressFields('ShipAddr')),
  ...all('text', 'ShipDate', 'TrackingNum', 'CurrencyRef.value', 'GlobalTaxCalculation'),
  ...all('text', 'TxnTaxDetail.TxnTaxCodeRef.value'),
  ...all('number', 'ExchangeRate'),
  ...all('boolean', 'ApplyTaxAfterDiscount', 'AllowOnlineCreditCardPayment', 'AllowOnlineACHPayment'),
  ...all('custom-field', ...customFieldIds.map((id) => `CustomField.${id}`)),
]);

/** Relative to one row of an invoice. */
export const salesRowFields: WritableFields = new Map([
  ...all('text', 'Id', 'DetailType', 'Description'),
  ...all('number', 'Amount', 'SalesItemLineDetail.Qty', 'SalesItemLineDetail.UnitPrice'),
  ...all('number', 'SalesItemLineDetail.TaxInclusiveAmt', 'DiscountLineDetail.DiscountPercent'),
  ...all('text', 'SalesItemLineDetail.ItemRef.value', 'SalesItemLineDetail.TaxCodeRef.value'),
  ...all('text', 'SalesItemLineDetail.ClassRef.value', 'SalesItemLineDetail.ServiceDate'),
  ...all('text', 'DiscountLineDetail.DiscountAccountRef.value'),
  ...all('boolean', 'DiscountLineDetail.PercentBased'),
]);

export const paymentFields: WritableFields = new Map([
  ...all('text', 'CustomerRef.value', 'TxnDate', 'PaymentRefNum', 'PaymentMethodRef.value'),
  ...all('text', 'DepositToAccountRef.value', 'CurrencyRef.value', 'PrivateNote'),
  ...all('number', 'TotalAmt', 'ExchangeRate'),
]);

/** Relative to one row of a payment: what it covers, by how much. */
export const paymentRowFields: WritableFields = new Map([
  ...all('number', 'Amount'),
  ...all('text', 'TxnId', 'TxnType'),
]);

export const expenseFields: WritableFields = new Map([
  ...all('text', 'PaymentType', 'AccountRef.value', 'EntityRef.value', 'EntityRef.type', 'TxnDate'),
  ...all('text', 'DocNumber', 'PrivateNote', 'CurrencyRef.value', 'GlobalTaxCalculation'),
  ...all('number', 'ExchangeRate'),
]);

const expenseDetail = 'AccountBasedExpenseLineDetail';

/** Relative to one row of an expense. */
export const expenseRowFields: WritableFields = new Map([
  ...all('number', 'Amount'),
  ...all('text', 'DetailType', 'Description', `${expenseDetail}.AccountRef.value`),
  ...all('text', `${expenseDetail}.CustomerRef.value`, `${expenseDetail}.BillableStatus`),
  ...all('text', `${expenseDetail}.TaxCodeRef.value`, `${expenseDetail}.ClassRef.value`),
]);
