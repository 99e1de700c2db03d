import type { RecordSnapshot } from '../../sync/record.ts';
import type { Item } from '../wire/item.ts';
import { flatten } from './flatten.ts';
import { snapshotOf } from './snapshot.ts';

/** An item as a product snapshot; `Type` tells categories and bundles apart. */
export const itemSnapshot = (item: Item): RecordSnapshot =>
  snapshotOf(item, {
    entity: 'product',
    state: item.Active === false ? 'inactive' : 'active',
    label: item.Name,
    fields: flatten(item),
  });
