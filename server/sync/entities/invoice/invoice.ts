// HubSpot invoice with QuickBooks invoice: a composite of record, rows, associations and payments. Never matched by
// values: only an existing link or our key says that two invoices are the same. Where an invoice was made decides which way
// its content goes.

import type { EntityDefinition } from '../../entity.ts';
import type { FieldMapping, SyncRules } from '../../rules.ts';
import { builtIn, enforced, field } from '../mapping.ts';
import { newInvoice } from './before-writing.ts';
import {
  invoiceRulesFor,
  madeIn,
  madeInHubspotSince,
  originProperty,
  staysInHubspot,
} from './made-in-hubspot.ts';
import { planInvoice, planInvoiceGone } from './plan.ts';
import { hasAgreedRows, reviewInvoice } from './review-with-payments.ts';
import { deriveInvoice, derived, overdueOn } from './status.ts';
import { summarizeInvoice } from './summary.ts';

const mappings: readonly FieldMapping[] = [
  builtIn('number', 'text', 'hs_number', field('DocNumber', 'text', 21)),
  builtIn('invoiceDate', 'day', field('hs_invoice_date', 'instant'), field('TxnDate', 'day')),
  builtIn('dueDate', 'day', field('hs_due_date', 'instant'), field('DueDate', 'day')),
  builtIn('currency', 'enumeration', 'hs_currency', 'CurrencyRef.value'),
  builtIn('memo', 'multiline', 'hs_comments', field('CustomerMemo.value', 'multiline', 1000)),
  enforced('status', 'enumeration', 'hs_invoice_status', derived.hubspotStatus),
  enforced('detailedStatus', 'enumeration', 'ledgerline_status', derived.status),
  enforced('quickbooksNumber', 'text', 'ledgerline_number', 'DocNumber'),
  enforced('billed', 'money', 'hs_amount_billed', 'TotalAmt'),
  enforced('balanceDue', 'money', 'hs_balance_due', 'Balance'),
  enforced('total', 'money', 'ledgerline_total', 'TotalAmt'),
  enforced('balance', 'money', 'ledgerline_balance', 'Balance'),
  enforced('tax', 'money', 'ledgerline_tax', 'TxnTaxDetail.TotalTax'),
  enforced('paid', 'money', 'ledgerline_paid', derived.paid),
  enforced('credits', 'money', 'ledgerline_credits', derived.credits),
];

export const invoice: EntityDefinition = {
  name: 'invoice',
  requires: ['contact'],
  uses: ['product'],
  mappings,
  scope: (record) => (record.side === 'hubspot' ? staysInHubspot(record) : null),
  matchKeys: () => [],
  derive: deriveInvoice,
  madeIn,
  rulesFor: invoiceRulesFor,
  review: reviewInvoice,
  sameContent: hasAgreedRows,
  watches: {
    line: [
      'name',
      'description',
      'quantity',
      'price',
      'discount',
      'hs_discount_percentage',
      'hs_product_id',
      'hs_tax_rate_group_id',
    ],
  },
  forQuickbooks: newInvoice,
  plan: planInvoice,
  planGone: planInvoiceGone,
  summary: summarizeInvoice,
  revisitOn: overdueOn,
  alsoReads: [
    'hs_invoice_billable',
    'hs_invoice_source',
    'hs_purchase_order_number',
    'hs_amount_billed',
    'hs_amount_paid',
    originProperty,
  ],
  recommended: (setUpDay): SyncRules => ({
    entity: 'invoice',
    direction: 'to-hubspot',
    winner: 'quickbooks',
    mappings,
    filters: {
      toHubspot: [[{ field: 'TxnDate', operator: 'on-or-after', values: [setUpDay] }]],
      toQuickbooks: [madeInHubspotSince(setUpDay)],
    },
    stopUpdatingUnmatched: false,
    options: { hubspotPricesIncludeTax: true, linesTaxable: false, numberPolicy: 'quickbooks' },
  }),
};
