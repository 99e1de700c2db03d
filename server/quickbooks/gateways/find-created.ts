// Finding what an unanswered create may have made. QuickBooks remembers a `requestid` for an unknown time only, so a late
// repeat looks before it creates.

import type { ResolvedOperation } from '../../sync/operation.ts';
import type { FieldValues } from '../../sync/record.ts';
import { carriesMarker, markerOf } from '../marker.ts';
import { largestPage, literal, queryRows } from '../query.ts';
import { flatten } from '../snapshot/flatten.ts';
import type { Item } from '../wire/item.ts';
import type { WireRecord } from '../wire/record.ts';
import { where } from './noun.ts';
import type { Source } from './read.ts';
import type { WritableFields } from './writable-fields.ts';

/** The record this create made earlier; null when there is none to be sure of. One metered call or two. */
export type FindCreated<T extends WireRecord> = (
  source: Source<T>,
  operation: ResolvedOperation,
) => Promise<T | null>;

/** By the name QuickBooks keeps unique. Somebody else's record of that name differs in another value. */
export const byName =
  <T extends WireRecord>(name: 'DisplayName' | 'Name', fields: WritableFields): FindCreated<T> =>
  async (source, { values }) => {
    const wanted = values[name];
    if (!wanted) return null;
    const sent = [...fields.keys()].filter((path) => values[path]);
    const rows = await rowsWhere(source, [`${name} = ${literal(wanted)}`]);
    return rows.find((row) => sameValues(flatten(row), values, sent)) ?? null;
  };

const sameValues = (row: FieldValues, sent: FieldValues, paths: readonly string[]): boolean =>
  paths.every((path) => row[path]?.toLowerCase() === sent[path]?.toLowerCase());

/** By SKU, which says what the item is, if only one carries it; otherwise by name. */
export const bySkuOrName = (fields: WritableFields): FindCreated<Item> => {
  const named = byName<Item>('Name', fields);
  return async (source, operation) => {
    const sku = operation.values['Sku'];
    const rows = sku ? await rowsWhere(source, [`Sku = ${literal(sku)}`]) : [];
    const [only] = rows;
    return only && rows.length === 1 ? only : named(source, operation);
  };
};

/**
 * By the marker line of its note, among the transactions that share these values with it. A voided one still counts: what
 * a person has voided is not made again.
 */
export const byMarker =
  <T extends WireRecord & { readonly PrivateNote?: string | undefined }>(
    ...shared: readonly ('CustomerRef.value' | 'TxnDate')[]
  ): FindCreated<T> =>
  async (source, { key, values }) => {
    if (key === null) return null;
    const conditions = shared.flatMap((path) => {
      const value = values[path];
      return value ? [`${path.replace('.value', '')} = ${literal(value)}`] : [];
    });
    const rows = await rowsWhere(source, conditions, ' ORDERBY MetaData.LastUpdatedTime DESC');
    return rows.find((row) => carriesMarker(row.PrivateNote, markerOf(key))) ?? null;
  };

const rowsWhere = <T extends WireRecord>(
  { client, noun }: Source<T>,
  conditions: readonly string[],
  order = '',
): Promise<readonly T[]> =>
  queryRows(
    client,
    `SELECT * FROM ${noun.resource}${where(noun, conditions)}${order} MAXRESULTS ${largestPage}`,
    noun,
  );
