import type { Part } from '../../sync/record.ts';
import type { InvoiceLine, SimpleLine } from '../wire/invoice.ts';
import { isWord } from '../wire/record.ts';
import { scalarText } from './flatten.ts';

const detailTypes = [
  'SalesItemLineDetail',
  'DiscountLineDetail',
  'DescriptionOnly',
  'GroupLineDetail',
  'SubTotalLineDetail',
] as const;

/** Key of the header discount, of which there is at most one and which has no id. */
export const discountKey = 'discount';

/**
 * The rows of an invoice that mean something, in their order: item, description and discount rows. The automatic
 * subtotal is left out, and a bundle gives way to its rows.
 */
export function lineParts(lines: readonly InvoiceLine[]): readonly Part[] {
  return lines
    .flatMap(expanded)
    .filter((line) => !isWord(line.DetailType, 'SubTotalLineDetail'))
    .map((line, position) => linePart(line, position));
}

const expanded = (line: InvoiceLine): readonly SimpleLine[] =>
  isWord(line.DetailType, 'GroupLineDetail') ? (line.GroupLineDetail?.Line ?? []) : [line];

/** In one spelling, whatever the answer's. */
export const detailTypeOf = (line: { readonly DetailType: string }): string =>
  detailTypes.find((type) => isWord(line.DetailType, type)) ?? line.DetailType;

function linePart(line: SimpleLine, position: number): Part {
  const sales = line.SalesItemLineDetail;
  const discount = line.DiscountLineDetail;
  const isDiscount = isWord(line.DetailType, 'DiscountLineDetail');
  return {
    key: isDiscount ? discountKey : (line.Id ?? `position:${position + 1}`),
    id: line.Id ?? null,
    fields: {
      DetailType: detailTypeOf(line),
      Description: scalarText(line.Description),
      Amount: scalarText(line.Amount),
      ItemRef: scalarText(sales?.ItemRef?.value),
      ItemName: scalarText(sales?.ItemRef?.name),
      Qty: scalarText(sales?.Qty),
      UnitPrice: scalarText(sales?.UnitPrice),
      ServiceDate: scalarText(sales?.ServiceDate),
      TaxCodeRef: scalarText(sales?.TaxCodeRef?.value),
      TaxInclusiveAmt: scalarText(sales?.TaxInclusiveAmt),
      DiscountPercent: scalarText(discount?.DiscountPercent),
      PercentBased: scalarText(discount?.PercentBased),
    },
    references: { product: productOf(sales?.ItemRef?.value) },
  };
}

/** `SHIPPING_ITEM_ID` and `GRATUITY_ITEM_ID` stand where an item would, but are none. */
const productOf = (itemRef: string | undefined): string | null =>
  itemRef !== undefined && /^\d+$/.test(itemRef) ? itemRef : null;
