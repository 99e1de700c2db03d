// What the three gateways share: everything but how a row becomes a snapshot and how candidates are found.

import type { Candidate, Gateway, MatchKey } from '../../sync/ports.ts';
import type { RecordSnapshot } from '../../sync/record.ts';
import type { HubSpotClient } from '../client.ts';
import { isNoun } from '../object-types.ts';
import type { Noun } from '../object-types.ts';
import { filterGroupsOf } from './filter-search.ts';
import { countRows, listRows, ofWholeConnection, searchRows } from './listing.ts';
import { readActive, readRows } from './reader.ts';
import { keyProperty, snapshotOf } from './record.ts';
import type { RecordRow } from './record.ts';
import { execute, hasUniqueKey } from './writer.ts';
import type { Writer } from './writer.ts';

/** A row with the id it was asked by, which differs when the record was merged into another. */
export interface RequestedRow {
  readonly id: string;
  readonly row: RecordRow;
}

export interface GatewayOptions {
  readonly client: HubSpotClient;
  readonly noun: Noun & ('contact' | 'product' | 'invoice');
  /** HubSpot properties every row is read with. */
  readonly properties: readonly string[];
  readonly uniqueKeyTypes: readonly string[];
  /** Values HubSpot keeps to itself; they are never sent. */
  readonly readOnlyProperties?: readonly string[];
  /** Turns rows into snapshots, reading what belongs to them in batches. */
  readonly snapshots: (rows: readonly RequestedRow[]) => Promise<readonly RecordSnapshot[]>;
  readonly find: (keys: readonly MatchKey[]) => Promise<ReadonlyMap<MatchKey, readonly Candidate[]>>;
}

const carriesOurKey = { filters: [{ propertyName: keyProperty, operator: 'HAS_PROPERTY' }] };

export function createGateway(options: GatewayOptions): Gateway {
  const { client, noun, properties, uniqueKeyTypes, snapshots } = options;
  const reading = { client, noun, properties };
  const writer: Writer = { client, uniqueKeyTypes };
  const withheld = new Set(options.readOnlyProperties ?? []);
  const bareSnapshot = (row: RecordRow): RecordSnapshot =>
    snapshotOf(row, { entity: noun, label: '', properties });
  return {
    side: 'hubspot',
    entity: noun,
    async read(ids) {
      const { found, gone, unread } = await ofWholeConnection(() => readRows(reading, ids));
      const rows = [...found].map(([id, row]) => ({ id, row }));
      return { found: await ofWholeConnection(() => snapshots(rows)), gone, unread };
    },
    async list(place, { bare = false } = {}) {
      const { rows, next } = await listRows(reading, place);
      if (bare) return { records: rows.map(bareSnapshot), next };
      const requested = rows.map((row) => ({ id: row.id, row }));
      return { records: await ofWholeConnection(() => snapshots(requested)), next };
    },
    count: () => countRows({ client, noun }),
    hasOurKeys: async () => (await countRows({ client, noun }, [carriesOurKey])) > 0,
    async countPassing(filter, zone) {
      const groups = filterGroupsOf(filter, zone);
      return groups === null ? null : await countRows({ client, noun }, groups);
    },
    find: (keys) => options.find(keys),
    findByOurKey: (keys) => findByOurKey({ client, noun, unique: hasUniqueKey(writer, noun) }, keys),
    async execute(operations) {
      const word = operations[0]?.noun ?? 'record';
      const target = word === 'record' ? noun : word;
      if (!isNoun(target)) throw new TypeError(`HubSpot has no object for ${word}`);
      const writable = operations.map((operation) => ({
        ...operation,
        values: Object.fromEntries(Object.entries(operation.values).filter(([name]) => !withheld.has(name))),
      }));
      return await execute(writer, target, writable);
    },
  };
}

/** By the unique property, which is consistent; else by search. Of several holders the oldest counts. */
async function findByOurKey(
  { client, noun, unique }: { client: HubSpotClient; noun: Noun; unique: boolean },
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const options = { client, noun, properties: [keyProperty] };
  const rows = unique
    ? await ofWholeConnection(() => readActive(options, keys, keyProperty))
    : await searchRows(options, keyProperty, keys);
  const wanted = new Set(keys);
  const holders = new Map<string, string>();
  for (const { id, properties } of rows.toSorted((a, b) => Number(a.id) - Number(b.id))) {
    const key = properties[keyProperty];
    if (key && wanted.has(key) && !holders.has(key)) holders.set(key, id);
  }
  return holders;
}
