// Reads records of one noun by id and tells gone, archived, merged and unreadable ones apart.

import { VendorUnavailable } from '../../sync/reactions.ts';
import { slices } from '../batches.ts';
import type { HubSpotClient } from '../client.ts';
import { namedIn, Refused } from '../errors.ts';
import { objectPath } from '../object-types.ts';
import type { Noun } from '../object-types.ts';
import { batchSchema, keyProperty, mergedIdsOf, mergedIdsProperty, recordSchema } from './record.ts';
import type { RecordRow } from './record.ts';

export interface RowsRead {
  /** By the id asked for; the row's own id differs when the record was merged away. */
  readonly found: ReadonlyMap<string, RecordRow>;
  readonly gone: readonly string[];
  readonly unread: readonly string[];
}

export interface ReadOptions {
  readonly client: HubSpotClient;
  readonly noun: Noun;
  readonly properties: readonly string[];
}

/** Reads active, archived and merged records; a record is gone only when HubSpot answers 404 for its id alone. */
export async function readRows(options: ReadOptions, ids: readonly string[]): Promise<RowsRead> {
  const found = new Map<string, RecordRow>();
  const gone: string[] = [];
  const unread: string[] = [];
  const missing: string[] = [];
  for (const slice of slices([...new Set(ids)])) {
    const { rows, forbidden } = await readPermitted(options, slice);
    const left = slice.filter((id) => !take(found, id, rows));
    unread.push(...left.filter((id) => forbidden.has(id)));
    missing.push(...left.filter((id) => !forbidden.has(id)));
  }
  for (const slice of slices(missing)) {
    const { rows } = await readBatch(options, slice, { archived: true });
    const purgedOrMerged = slice.filter((id) => !take(found, id, rows));
    for (const id of purgedOrMerged) {
      const row = await readOne(options, id);
      if (row === 'gone') gone.push(id);
      else if (row === 'unread') unread.push(id);
      else found.set(id, row);
    }
  }
  return { found, gone, unread };
}

/**
 * Reads active records only, by a unique property or by id; absent ones are left out. Throws rather than leave out what
 * exists but may not be read: a caller would take it for absent.
 */
export async function readActive(
  options: ReadOptions,
  values: readonly string[],
  idProperty?: string,
): Promise<readonly RecordRow[]> {
  const rows: RecordRow[] = [];
  for (const slice of slices([...new Set(values)])) {
    const answer = await readBatch(options, slice, { archived: false, ...(idProperty && { idProperty }) });
    if (answer.forbidden.size > 0)
      throw new VendorUnavailable('hubspot', `some ${options.noun} records are not readable`);
    rows.push(...answer.rows);
  }
  return rows;
}

/** Without permission nothing is known about any of the ids. */
async function readPermitted(options: ReadOptions, ids: readonly string[]): ReturnType<typeof readBatch> {
  try {
    return await readBatch(options, ids, { archived: false });
  } catch (error) {
    if (error instanceof Refused && error.status === 403) return { rows: [], forbidden: new Set(ids) };
    throw error;
  }
}

/** A row of its own, or the row it was merged into. */
function take(found: Map<string, RecordRow>, id: string, rows: readonly RecordRow[]): boolean {
  const row =
    rows.find((candidate) => candidate.id === id) ??
    rows.find((candidate) => mergedIdsOf(candidate).includes(id));
  if (row) found.set(id, row);
  return row !== undefined;
}

async function readBatch(
  { client, noun, properties }: ReadOptions,
  values: readonly string[],
  { archived, idProperty }: { readonly archived: boolean; readonly idProperty?: string },
): Promise<{ rows: readonly RecordRow[]; forbidden: ReadonlySet<string> }> {
  const request = {
    method: 'POST',
    path: objectPath(noun, 'batch/read'),
    query: { archived: String(archived) },
    kind: 'read',
    body: {
      properties: wireProperties(properties),
      propertiesWithHistory: [],
      ...(idProperty && { idProperty }),
      inputs: values.map((id) => ({ id })),
    },
  } as const;
  try {
    const { results, errors } = await client.call(request, batchSchema);
    const others = errors.filter(({ category }) => category !== 'OBJECT_NOT_FOUND');
    return {
      rows: results,
      forbidden: new Set(others.flatMap((error) => [...namedIn(error, ['ids', 'id'])])),
    };
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return { rows: [], forbidden: new Set() };
    throw error;
  }
}

async function readOne(
  { client, noun, properties }: ReadOptions,
  id: string,
): Promise<RecordRow | 'gone' | 'unread'> {
  try {
    return await client.call(
      {
        method: 'GET',
        path: objectPath(noun, encodeURIComponent(id)),
        query: { properties: wireProperties(properties).join(',') },
      },
      recordSchema,
    );
  } catch (error) {
    if (error instanceof Refused) return error.status === 404 ? 'gone' : 'unread';
    throw error;
  }
}

/** Every read brings our key and the ids merged into the record. */
export const wireProperties = (properties: readonly string[]): string[] => [
  ...new Set([...properties, keyProperty, mergedIdsProperty]),
];
