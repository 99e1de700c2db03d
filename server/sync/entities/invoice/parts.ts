// What the rows of a QuickBooks invoice are on the HubSpot invoice: lines, discounts, a tax and payments.

import { noonOf } from '../../dates.ts';
import type { SyncContext } from '../../context.ts';
import { hasValue } from '../../fields/values.ts';
import { lineTotal, money, moneyText, parseDecimal } from '../../money.ts';
import type { Money } from '../../money.ts';
import type { Dependencies } from '../../entity.ts';
import type { FieldValues, Part, RecordSnapshot } from '../../record.ts';
import { currencyOf } from './status.ts';

export type PartNoun = 'line' | 'discount' | 'tax' | 'payment';

/** One HubSpot record that the invoice should have. `source` is the QuickBooks content it stands for. */
export interface DesiredPart {
  readonly noun: PartNoun;
  readonly key: string;
  readonly values: FieldValues;
  readonly source: FieldValues;
}

/** All parts in the order QuickBooks has them; payments only where the portal can hold them. */
export function desiredParts(
  invoice: RecordSnapshot,
  context: SyncContext,
  dependencies: Dependencies,
): readonly DesiredPart[] {
  const currency = currencyOf(invoice);
  const rows = (invoice.parts['line'] ?? []).map((part, position) =>
    lineOrDiscount(part, position, currency, dependencies),
  );
  const tax = taxOf(invoice, currency);
  const payments = context.portal.paymentsApi ? (invoice.parts['payment'] ?? []) : [];
  return [
    ...rows,
    ...(tax ? [tax] : []),
    ...payments
      .filter((part) => money(part.fields['Amount'], currency).minor > 0)
      .map((part) => paymentOf(part, currency, context)),
  ];
}

/** Negative rows and the header discount are HubSpot discounts, because HubSpot prices cannot be negative. */
function lineOrDiscount(
  part: Part,
  position: number,
  currency: string,
  dependencies: Dependencies,
): DesiredPart {
  const amount = money(part.fields['Amount'], currency);
  const isDiscount = part.fields['DetailType'] === 'DiscountLineDetail';
  if (isDiscount || amount.minor < 0) return discountOf(part, amount);
  return lineOf(part, position, amount, dependencies);
}

function discountOf(part: Part, amount: Money): DesiredPart {
  const percent = part.fields['PercentBased'] === 'true' ? part.fields['DiscountPercent'] : null;
  const values = {
    hs_label:
      clean(part.fields['Description']) ??
      clean(part.fields['ItemName']) ??
      (percent ? `Discount ${percent}%` : 'Discount'),
    hs_type: 'FIXED',
    hs_value: moneyText({ ...amount, minor: Math.abs(amount.minor) }),
  };
  return { noun: 'discount', key: part.key, values, source: values };
}

function lineOf(part: Part, position: number, amount: Money, dependencies: Dependencies): DesiredPart {
  const productId = part.references['product'];
  const linked = productId ? dependencies('product', productId) : null;
  const description = part.fields['Description'] ?? null;
  const values = {
    name: lineName(part),
    description,
    ...quantityAndPrice(part, amount),
    hs_product_id: linked?.state === 'linked' ? linked.id : null,
    hs_line_item_currency_code: amount.currency,
    hs_position_on_quote: String(position),
  };
  return { noun: 'line', key: part.key, values, source: values };
}

/** A row whose quantity times price is not its amount (or that has neither) is shown as 1 × amount: the amount is the truth. */
function quantityAndPrice(part: Part, amount: Money): FieldValues {
  const quantity = parseDecimal(part.fields['Qty']);
  const price = parseDecimal(part.fields['UnitPrice']);
  if (
    quantity &&
    price &&
    !price.isNegative() &&
    lineTotal(quantity, price, amount.currency).minor === amount.minor
  ) {
    return { quantity: quantity.toFixed(), price: price.toFixed() };
  }
  return { quantity: '1', price: moneyText(amount) };
}

function lineName(part: Part): string {
  if (part.fields['ItemRef'] === 'SHIPPING_ITEM_ID') return 'Shipping';
  const described = clean(part.fields['Description'])?.split('\n')[0];
  return clean(part.fields['ItemName']) ?? described ?? 'Line';
}

/** Totals are QuickBooks': its whole tax is one fixed amount, whatever rates made it. */
function taxOf(invoice: RecordSnapshot, currency: string): DesiredPart | null {
  const tax = money(invoice.fields['TxnTaxDetail.TotalTax'], currency);
  if (tax.minor <= 0) return null;
  const values = { hs_label: 'Tax', hs_type: 'FIXED', hs_value: moneyText(tax) };
  return { noun: 'tax', key: 'tax', values, source: values };
}

/** The unit is the application: what this payment put towards this invoice, never the payment's whole amount. */
function paymentOf(part: Part, currency: string, context: SyncContext): DesiredPart {
  const day = part.fields['TxnDate'];
  const values = {
    hs_initial_amount: moneyText(money(part.fields['Amount'], currency)),
    hs_initiated_date: day ? noonOf(day, context.portal.portalTimeZone) : null,
    hs_currency_code: currency,
    hs_latest_status: 'succeeded',
    hs_processor_type: 'quickbooks',
    hs_payment_method_type: 'other',
    hs_reference_number: part.fields['PaymentRefNum'] ?? null,
    hs_internal_comment: 'Recorded in QuickBooks',
  };
  return { noun: 'payment', key: part.key, values, source: values };
}

const clean = (text: string | null | undefined): string | null => (hasValue(text) ? text.trim() : null);
