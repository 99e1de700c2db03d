// The properties Ledgerline keeps on HubSpot records, as data. Created once per account; existing ones are adopted.

import type { Noun } from './object-types.ts';

/** The property group of ours on every object type. HubSpot's own *Accounting* group on deals is never touched. */
export const propertyGroup = { name: 'ledgerline', label: 'Ledgerline' } as const;

export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: 'string' | 'number' | 'enumeration';
  readonly fieldType: 'text' | 'number' | 'select';
  readonly options?: readonly { readonly label: string; readonly value: string }[];
  /** Wished for: object types that refuse unique properties get an ordinary one. */
  readonly hasUniqueValue?: boolean;
}

const key: PropertyDefinition = {
  name: 'ledgerline_key',
  label: 'QuickBooks key',
  description: 'Names the QuickBooks record this record is linked to. Kept by Ledgerline; do not edit.',
  type: 'string',
  fieldType: 'text',
  hasUniqueValue: true,
};

const link: PropertyDefinition = {
  name: 'ledgerline_link',
  label: 'QuickBooks link',
  description: 'Opens the linked record in QuickBooks.',
  type: 'string',
  fieldType: 'text',
};

const amount = (name: string, label: string, description: string): PropertyDefinition => ({
  name,
  label,
  description,
  type: 'number',
  fieldType: 'number',
});

const invoiceProperties: readonly PropertyDefinition[] = [
  {
    name: 'ledgerline_origin',
    label: 'Invoice made in',
    description: 'Where the invoice was made; decided once.',
    type: 'enumeration',
    fieldType: 'select',
    options: [
      { value: 'quickbooks', label: 'QuickBooks' },
      { value: 'hubspot', label: 'HubSpot' },
    ],
  },
  {
    name: 'ledgerline_status',
    label: 'QuickBooks status',
    description: 'Status of the invoice in QuickBooks.',
    type: 'enumeration',
    fieldType: 'select',
    options: [
      { value: 'open', label: 'Open' },
      { value: 'partly_paid', label: 'Partly paid' },
      { value: 'paid', label: 'Paid' },
      { value: 'overdue', label: 'Overdue' },
      { value: 'voided', label: 'Voided' },
      { value: 'deleted', label: 'Deleted in QuickBooks' },
    ],
  },
  amount('ledgerline_total', 'QuickBooks total', 'Total of the invoice in QuickBooks, tax included.'),
  amount('ledgerline_balance', 'QuickBooks balance', 'What is still owed on the invoice.'),
  amount('ledgerline_paid', 'QuickBooks paid', 'Payments applied to the invoice.'),
  amount('ledgerline_credits', 'QuickBooks credits', 'Credits applied to the invoice.'),
  amount('ledgerline_tax', 'QuickBooks tax', 'Tax on the invoice.'),
  {
    name: 'ledgerline_number',
    label: 'QuickBooks number',
    description: 'Number of the invoice in QuickBooks.',
    type: 'string',
    fieldType: 'text',
  },
];

type PropertiesByNoun = readonly (readonly [noun: Noun, definitions: readonly PropertyDefinition[]])[];

/** Object types without which the app does nothing. */
export const requiredProperties: PropertiesByNoun = [
  ['contact', [key, link]],
  ['product', [key, link]],
  ['invoice', [key, link, ...invoiceProperties]],
  ['line', [key]],
];

/** Object types an account may lack, or refuse us. */
export const optionalProperties: PropertiesByNoun = [
  ['payment', [key]],
  ['discount', [key]],
  ['tax', [key]],
];

/** Invoice properties of HubSpot's own that we write where HubSpot lets us. */
export const wishedInvoiceProperties = ['hs_balance_due', 'hs_amount_paid', 'hs_amount_billed'] as const;
