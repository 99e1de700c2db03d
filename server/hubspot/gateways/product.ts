// HubSpot products. A SKU is not unique in HubSpot, so candidates are searched for, and several may answer.

import type { Candidate, Gateway, MatchKey } from '../../sync/ports.ts';
import type { HubSpotClient } from '../client.ts';
import { createGateway } from './gateway.ts';
import { ofWholeConnection, searchRows } from './listing.ts';
import { readActive } from './reader.ts';
import { snapshotOf } from './record.ts';

const skuKey = 'sku:';
const normalised = (sku: string): string => sku.trim().toLowerCase();

export interface ProductGatewayOptions {
  readonly client: HubSpotClient;
  readonly properties: readonly string[];
  readonly uniqueKeyTypes: readonly string[];
}

export function createProductGateway({ client, properties, uniqueKeyTypes }: ProductGatewayOptions): Gateway {
  return createGateway({
    client,
    noun: 'product',
    properties: [...new Set([...properties, 'name'])],
    uniqueKeyTypes,
    snapshots: async (rows) =>
      rows.map(({ id, row }) =>
        snapshotOf(row, {
          requestedId: id,
          entity: 'product',
          label: row.properties['name'] ?? '',
          properties,
        }),
      ),
    find: (keys) => findBySku(client, keys),
  });
}

async function findBySku(
  client: HubSpotClient,
  keys: readonly MatchKey[],
): Promise<ReadonlyMap<MatchKey, readonly Candidate[]>> {
  const wanted = new Set(keys.filter((key) => key.startsWith(skuKey)).map((key) => key.slice(skuKey.length)));
  const options = { client, noun: 'product', properties: ['name', 'hs_sku'] } as const;
  const found = await searchRows(options, 'hs_sku', [...wanted]);
  // The search index lags behind: what it found is read again, so that nothing put away or renamed counts.
  const ids = found.map(({ id }) => id);
  const rows = await ofWholeConnection(() => readActive(options, ids));
  const candidates = new Map<MatchKey, Candidate[]>();
  for (const { id, properties } of rows) {
    const sku = normalised(properties['hs_sku'] ?? '');
    if (!wanted.has(sku)) continue;
    const key = `${skuKey}${sku}`;
    candidates.set(key, [...(candidates.get(key) ?? []), { id, label: properties['name'] ?? sku }]);
  }
  return candidates;
}
