// What a person may choose for each entity: directions, options, and the QuickBooks fields that mappings and filters
// can name. HubSpot's properties differ from account to account; only their names can be judged here.

import type { EntityName } from '../record.ts';
import type { Direction, FieldEnd, FieldType } from '../rules.ts';
import { field } from './mapping.ts';

export interface QuickBooksField extends FieldEnd {
  /** Whether a mapping may write it. */
  readonly writable: boolean;
}

export type OptionKind =
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  /** The id of a QuickBooks record, chosen from a list; `requiredWith` names a switch that makes no sense without it. */
  | { readonly kind: 'id'; readonly requiredTowards?: Direction; readonly requiredWith?: string }
  /** HubSpot's tax rates and the QuickBooks codes they are: `20=5, 0=4, #17=6`, by percentage or by `#` and id. */
  | { readonly kind: 'tax-rates' };

export interface EntityChoices {
  readonly directions: readonly Direction[];
  readonly options: Readonly<Record<string, OptionKind>>;
  readonly quickbooksFields: readonly QuickBooksField[];
  /** Associated HubSpot records a filter may look at. */
  readonly associations: readonly string[];
  /** Whether a person may link two records by hand. */
  readonly linkedByHand: boolean;
}

const writable = (type: FieldType, maxLength: number | undefined, ...names: readonly string[]) =>
  names.map((name): QuickBooksField => ({ ...field(name, type, maxLength), writable: true }));

const readable = (type: FieldType, ...names: readonly string[]) =>
  names.map((name): QuickBooksField => ({ name, type, writable: false }));

const address = (name: string): readonly QuickBooksField[] => [
  ...writable('text', 500, ...['1', '2', '3', '4', '5'].map((line) => `${name}.Line${line}`)),
  ...writable('text', 255, `${name}.City`),
  ...writable('state', 255, `${name}.CountrySubDivisionCode`),
  ...writable('text', 30, `${name}.PostalCode`),
  ...writable('country', 255, `${name}.Country`),
];

/** Lengths are QuickBooks' own; a customer's currency cannot be changed once it is set. */
const customer: readonly QuickBooksField[] = [
  ...writable('email', 100, 'PrimaryEmailAddr.Address'),
  ...writable('text', 16, 'Title', 'Suffix', 'ResaleNum'),
  ...writable('text', 100, 'GivenName', 'MiddleName', 'FamilyName', 'CompanyName'),
  ...writable('text', 110, 'PrintOnCheckName'),
  ...writable('multiline', 2000, 'Notes'),
  ...writable('phone', 30, 'PrimaryPhone.FreeFormNumber', 'AlternatePhone.FreeFormNumber'),
  ...writable('phone', 30, 'Mobile.FreeFormNumber', 'Fax.FreeFormNumber'),
  ...writable('url', 1000, 'WebAddr.URI'),
  ...address('BillAddr'),
  ...address('ShipAddr'),
  ...writable('boolean', undefined, 'Taxable'),
  ...readable('text', 'DisplayName', 'FullyQualifiedName', 'ParentRef.value', 'CustomerTypeRef.value'),
  ...readable('enumeration', 'CurrencyRef.value', 'PreferredDeliveryMethod'),
  ...readable('enumeration', 'SalesTermRef.value', 'PaymentMethodRef.value'),
  ...readable('money', 'Balance', 'BalanceWithJobs'),
  ...readable('boolean', 'Active', 'Job'),
];

const item: readonly QuickBooksField[] = [
  ...writable('text', 100, 'Name', 'Sku'),
  ...writable('multiline', 4000, 'Description'),
  ...writable('multiline', 1000, 'PurchaseDesc'),
  ...writable('decimal', undefined, 'UnitPrice', 'PurchaseCost'),
  ...writable('boolean', undefined, 'Taxable'),
  ...readable('text', 'FullyQualifiedName', 'ParentRef.value'),
  ...readable('enumeration', 'Type', 'IncomeAccountRef.value', 'ExpenseAccountRef.value'),
  ...readable('decimal', 'QtyOnHand'),
  ...readable('boolean', 'Active', 'TrackQtyOnHand', 'SubItem'),
];

/** Written on invoices made in HubSpot; what built-in mappings and rows write is not offered again. */
const invoice: readonly QuickBooksField[] = [
  ...writable('text', 31, 'TrackingNum', 'CustomField.1', 'CustomField.2', 'CustomField.3'),
  ...writable('day', undefined, 'ShipDate'),
  ...writable('email', 100, 'BillEmail.Address'),
  ...writable('email', 200, 'BillEmailCc.Address'),
  ...readable('text', 'DocNumber', 'CustomerRef.value', 'PrivateNote'),
  ...readable('multiline', 'CustomerMemo.value'),
  ...readable('day', 'TxnDate', 'DueDate'),
  ...readable('enumeration', 'CurrencyRef.value', 'SalesTermRef.value', 'ClassRef.value'),
  ...readable('enumeration', 'DepartmentRef.value', 'EmailStatus', 'PrintStatus'),
  ...readable('money', 'TotalAmt', 'Balance', 'HomeTotalAmt', 'HomeBalance', 'Deposit'),
  ...readable('money', 'TxnTaxDetail.TotalTax'),
  ...readable('decimal', 'ExchangeRate'),
];

const everyDirection: readonly Direction[] = ['to-hubspot', 'to-quickbooks', 'two-way'];

const choices: Readonly<Record<EntityName, EntityChoices>> = {
  contact: {
    directions: everyDirection,
    options: {
      displayNamePolicy: { kind: 'choice', values: ['resolve', 'fail'] },
      keepDisplayName: { kind: 'switch' },
    },
    quickbooksFields: customer,
    associations: ['invoice'],
    linkedByHand: true,
  },
  product: {
    directions: everyDirection,
    options: {
      onlyWithSku: { kind: 'switch' },
      incomeAccount: { kind: 'id', requiredTowards: 'to-quickbooks' },
      newItemType: { kind: 'choice', values: ['Service', 'NonInventory'] },
    },
    quickbooksFields: item,
    associations: [],
    linkedByHand: true,
  },
  invoice: {
    // QuickBooks keeps the books, so its figures always flow: nothing goes to QuickBooks alone.
    directions: ['to-hubspot', 'two-way'],
    options: {
      customItemAccount: { kind: 'id', requiredTowards: 'to-quickbooks' },
      numberPolicy: { kind: 'choice', values: ['quickbooks', 'hubspot'] },
      purchaseOrderField: { kind: 'choice', values: ['', '1', '2', '3'] },
      taxCode: { kind: 'id' },
      hubspotPricesIncludeTax: { kind: 'switch' },
      taxRates: { kind: 'tax-rates' },
      linesTaxable: { kind: 'switch' },
      depositAccount: { kind: 'id' },
      feeExpenses: { kind: 'switch' },
      feeExpenseAccount: { kind: 'id', requiredWith: 'feeExpenses' },
      feeClearingAccount: { kind: 'id', requiredWith: 'feeExpenses' },
      // Of purchases; outside the US an expense names one.
      feeTaxCode: { kind: 'id' },
    },
    quickbooksFields: invoice,
    associations: [],
    // Totals and lines of an invoice follow its pair at once; only our key says that two belong together.
    linkedByHand: false,
  },
};

/** Throws for an entity without choices: each entity of the registry has them. */
export function choicesOf(entity: EntityName): EntityChoices {
  const found = choices[entity];
  if (!found) throw new Error(`nothing can be chosen for ${entity}`);
  return found;
}
