// Standard properties of products, line items, invoices, payments, discounts, fees and taxes, as far as a sync maps them.

import type { ShortProperty } from './property-definitions.ts';

const strings = (names: string): ShortProperty[] =>
  names.split(/\s+/).map((name): ShortProperty => [name, labelOf(name), 'string']);
const readOnly = (names: string): ShortProperty[] =>
  names.split(/\s+/).map((name): ShortProperty => [name, labelOf(name), 'string', { readOnly: true }]);

function labelOf(name: string): string {
  const words = name.replace(/^hs_/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const FREQUENCIES = [
  'weekly',
  'biweekly',
  'monthly',
  'quarterly',
  'per_six_months',
  'annually',
  'per_two_years',
  'per_three_years',
];

const products: ShortProperty[] = [
  ['name', 'Name', 'string'],
  ['price', 'Unit price', 'number'],
  ['hs_cost_of_goods_sold', 'Unit cost', 'number'],
  [
    'hs_product_type',
    'Product type',
    'enumeration',
    { options: ['inventory', 'non_inventory', 'service', 'bundle'] },
  ],
  ['recurringbillingfrequency', 'Billing frequency', 'enumeration', { options: FREQUENCIES }],
  ...strings('description hs_sku hs_url hs_images hs_recurring_billing_period hs_folder'),
  ...strings('hs_pricing_model hs_tier_ranges hs_tier_prices'),
  ...['usd', 'eur', 'cad', 'gbp'].map((code): ShortProperty => [
    `hs_price_${code}`,
    `Unit price (${code.toUpperCase()})`,
    'number',
  ]),
];

const lineItems: ShortProperty[] = [
  ['name', 'Name', 'string'],
  ['quantity', 'Quantity', 'number'],
  ['price', 'Unit price', 'number'],
  ['amount', 'Net price', 'number', { readOnly: true }],
  ['discount', 'Unit discount', 'number'],
  ['hs_discount_percentage', 'Unit discount (%)', 'number'],
  ['hs_recurring_billing_start_date', 'Billing start date', 'date'],
  ['hs_recurring_billing_end_date', 'Billing end date', 'date'],
  ['hs_position_on_quote', 'Order', 'number'],
  ['hs_cost_of_goods_sold', 'Unit cost', 'number'],
  ['hs_tax_rate_group_id', 'Tax rate', 'string'],
  ['recurringbillingfrequency', 'Billing frequency', 'enumeration', { options: FREQUENCIES }],
  ...strings('description hs_sku hs_product_id hs_line_item_currency_code hs_recurring_billing_period'),
  ...strings('hs_pricing_model hs_tier_ranges hs_tier_prices'),
];

const invoices: ShortProperty[] = [
  ['hs_currency', 'Currency', 'string'],
  ['hs_invoice_status', 'Status', 'enumeration', { options: ['draft', 'open', 'paid', 'voided'] }],
  ['hs_invoice_billable', 'Billable', 'bool'],
  ['hs_invoice_date', 'Invoice date', 'datetime'],
  ['hs_due_date', 'Due date', 'datetime'],
  ['hs_amount_billed', 'Amount billed', 'number', { readOnly: 'nonBillableAmountBilledWritable' }],
  ['hs_balance_due', 'Balance due', 'number', { readOnly: 'nonBillableBalanceWritable' }],
  ['hs_amount_paid', 'Amount paid', 'number', { readOnly: 'nonBillableBalanceWritable' }],
  [
    'hs_invoice_source',
    'Invoice source',
    'enumeration',
    { options: ['hubspot', 'data_sync', 'legacy_quickbooks'], readOnly: 'invoiceSourceWritable' },
  ],
  [
    'hs_invoice_payment_collection_method',
    'Payment collection',
    'enumeration',
    { options: ['manual', 'none'] },
  ],
  ['hs_allow_partial_payments', 'Allow partial payments', 'bool'],
  ...strings('hs_number hs_title hs_purchase_order_number hs_comments hs_custom_fields hs_tax_id'),
  ...strings('hs_language hs_locale hs_allowed_payment_methods hs_collect_address_types'),
  ...strings('hs_recipient_shipping_address hs_recipient_shipping_address2 hs_recipient_shipping_city'),
  ...strings('hs_recipient_shipping_state hs_recipient_shipping_country hs_recipient_shipping_zip'),
  ...strings('hs_recipient_company_address hs_recipient_company_address2 hs_recipient_company_city'),
  ...strings('hs_recipient_company_state hs_recipient_company_zip'),
  ...readOnly('hs_invoice_link hs_pdf_download_link'),
];

const PAYMENT_STATUSES = [
  'processing',
  'succeeded',
  'failed',
  'partially_refunded',
  'refunded',
  'processing_refund',
  'disputed_won',
  'disputed_lost',
  'disputed_action_required',
  'disputed_awaiting_decision',
];
const PAYMENT_METHODS = ['card', 'ach', 'cash', 'check', 'wire_transfer', 'other', 'sepa', 'bacs', 'pads'];
const PROCESSORS = ['hs_payments', 'byo_stripe', 'none', 'quickbooks', 'xero'];

const payments: ShortProperty[] = [
  ['hs_initial_amount', 'Gross amount', 'number'],
  ['hs_initiated_date', 'Payment date', 'datetime'],
  ['hs_latest_status', 'Status', 'enumeration', { options: PAYMENT_STATUSES }],
  ['hs_payment_method_type', 'Payment method', 'enumeration', { options: PAYMENT_METHODS }],
  ['hs_processor_type', 'Processor', 'enumeration', { options: PROCESSORS }],
  ['hs_fees_amount', 'Fees', 'number'],
  ['hs_refunds_amount', 'Refunds', 'number'],
  ['hs_line_item_discounts_amount', 'Discounts', 'number'],
  ['hs_payout_date', 'Payout date', 'datetime'],
  ...strings('hs_currency_code hs_customer_email hs_internal_comment hs_reference_number'),
  ...strings('hs_payment_method_last_4 hs_payment_method_bank_or_issuer hs_shipping_ship_to_name'),
  ...strings('hs_billing_address_street hs_billing_address_city hs_billing_address_state'),
  ...strings('hs_billing_address_country hs_billing_address_postal_code'),
  ...strings('hs_shipping_address_street hs_shipping_address_city hs_shipping_address_state'),
  ...strings('hs_shipping_address_country hs_shipping_address_postal_code'),
  ...readOnly('hs_payment_id hs_payment_method hs_net_amount hs_platform_fee hs_payment_source_app'),
  ...readOnly('hs_payment_source_id hs_payment_source_name hs_payment_source_url hs_payment_type'),
  ...readOnly('hs_digital_wallet_type hs_settlement_currency_code'),
  ...readOnly('hs_max_refundable_amount_in_portal_currency'),
];

const adjustments: ShortProperty[] = [
  ['hs_label', 'Label', 'string'],
  ['hs_type', 'Type', 'enumeration', { options: ['PERCENT', 'FIXED'] }],
  ['hs_value', 'Value', 'number'],
];

/** Only `ONCE` is documented as a duration. */
const discounts: ShortProperty[] = [
  ...adjustments,
  ['hs_duration', 'Duration', 'enumeration', { options: ['ONCE'] }],
  ['hs_sort_order', 'Sort order', 'number'],
];

export const COMMERCE_PROPERTIES = {
  products,
  line_items: lineItems,
  invoices,
  commerce_payments: payments,
  discounts,
  fees: adjustments,
  taxes: adjustments,
};
