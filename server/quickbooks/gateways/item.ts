import type { Gateway } from '../../sync/ports.ts';
import type { QuickBooksClient } from '../client.ts';
import { chunks, largestPage, literals, queryRows } from '../query.ts';
import type { RecordCache } from '../record-cache.ts';
import { itemSnapshot } from '../snapshot/item.ts';
import type { Item } from '../wire/item.ts';
import { isWord } from '../wire/record.ts';
import { bySkuOrName } from './find-created.ts';
import { candidatesByKey, keyOf, valuesOf } from './match-keys.ts';
import { itemNoun } from './noun.ts';
import { readMethods } from './read-methods.ts';
import type { Source } from './read.ts';
import { itemFields } from './writable-fields.ts';
import type { WriteRules } from './write-rules.ts';
import { executeWrites } from './write.ts';

const itemRules: WriteRules<Item> = {
  noun: 'record',
  actions: ['create', 'update'],
  fields: itemFields,
  findCreated: bySkuOrName(itemFields),
};

/** Several items may share one SKU, so lists are kept well below the row limit of an answer. */
const skusPerQuery = 100;

/** Items, by SKU where they have to be found. */
export function itemGateway(client: QuickBooksClient, cache: RecordCache): Gateway {
  const source: Source<Item> = { client, noun: itemNoun, cache: cache.items };
  return {
    side: 'quickbooks',
    entity: itemNoun.entity,
    ...readMethods(source, itemSnapshot),
    async find(keys) {
      const skus = valuesOf('sku', keys);
      const items = await Promise.all(chunks(skus, skusPerQuery).map((part) => withSku(client, part)));
      const wanted = new Set(skus);
      return candidatesByKey(
        items
          .flat()
          .map((item) => ({ item, sku: (item.Sku ?? '').trim().toLowerCase() }))
          .filter(({ item, sku }) => wanted.has(sku) && !isGrouping(item))
          .map(({ item, sku }) => ({
            key: keyOf('sku', sku),
            candidate: { id: item.Id, label: item.Name ?? item.Id },
          })),
      );
    },
    execute: (operations) => executeWrites(source, itemRules, operations),
  };
}

/** Active items only; QuickBooks compares text without regard to case. */
const withSku = (client: QuickBooksClient, skus: readonly string[]): Promise<readonly Item[]> =>
  queryRows(client, `SELECT * FROM Item WHERE Sku IN ${literals(skus)} MAXRESULTS ${largestPage}`, itemNoun);

/** Categories and bundles hold other items and are never sold by themselves. */
const isGrouping = (item: Item): boolean =>
  ['Category', 'Group', 'Bundle'].some((type) => isWord(item.Type, type));
