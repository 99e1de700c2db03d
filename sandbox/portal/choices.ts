import { textAt } from './json.ts';
import type { Json } from './stand-in-control.ts';
import { idOf } from './state-reader.ts';
import type { StateReader } from './state-reader.ts';
import type { ChoicesView } from './wire.ts';

/** What the forms for QuickBooks offer: active customers, and items that have a price. */
export async function readChoices(state: StateReader): Promise<ChoicesView> {
  const [customers, items] = await Promise.all([
    state.read('quickbooks', 'Customer'),
    state.read('quickbooks', 'Item'),
  ]);
  return {
    customers: customers
      .filter(isActive)
      .map((customer) => ({ id: idOf(customer), name: textAt(customer, 'FullyQualifiedName') })),
    items: items
      .filter(
        (item) => isActive(item) && textAt(item, 'Type') !== 'Category' && textAt(item, 'UnitPrice') !== '',
      )
      .map((item) => ({ id: idOf(item), name: textAt(item, 'Name'), price: textAt(item, 'UnitPrice') })),
  };
}

const isActive = (record: Json): boolean => textAt(record, 'Active') !== 'false';
