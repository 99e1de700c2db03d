import type { Company } from '../company.ts';
import { salesLines } from '../tax/sales-tax.ts';
import { nested, number, refId } from '../values.ts';
import type { Fields } from '../values.ts';

/** Inventory items follow what is sold of them. `sign` is 1 for what leaves, -1 for what comes back. */
export function moveStock(
  company: Company,
  before: Fields | undefined,
  after: Fields | undefined,
  sign: 1 | -1,
): void {
  const sold = new Map<string, number>();
  for (const [fields, factor] of [
    [before, -1],
    [after, 1],
  ] as const) {
    for (const line of salesLines(fields)) {
      const detail = nested(line, 'SalesItemLineDetail');
      const id = refId(detail, 'ItemRef');
      if (id !== undefined) sold.set(id, (sold.get(id) ?? 0) + factor * sign * (number(detail, 'Qty') ?? 0));
    }
  }
  for (const [id, quantity] of sold) {
    const item = company.stores.Item.get(id);
    if (!item || item.fields['Type'] !== 'Inventory' || quantity === 0) continue;
    item.fields = { ...item.fields, QtyOnHand: (number(item.fields, 'QtyOnHand') ?? 0) - quantity };
    company.change('Item', item);
  }
}
