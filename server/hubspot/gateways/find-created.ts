// Looks for records that an unanswered create may have made, where HubSpot would not refuse our key a second time.
// The search index lags, so it is never believed when it finds nothing.

import type { ResolvedOperation } from '../../sync/operation.ts';
import type { HubSpotClient } from '../client.ts';
import type { Noun } from '../object-types.ts';
import { readAssociations } from './associations.ts';
import { listRows } from './listing.ts';
import { readActive } from './reader.ts';
import { keyProperty } from './record.ts';
import type { RecordRow } from './record.ts';

/**
 * Existing records by our key: contacts by their unique e-mail, others among the records of an associated end, and what
 * has neither among all records of the noun.
 */
export async function findCreated(
  client: HubSpotClient,
  noun: Noun,
  operations: readonly ResolvedOperation[],
): Promise<ReadonlyMap<string, RecordRow>> {
  const wanted = new Set(operations.flatMap(({ key }) => (key === null ? [] : [key])));
  if (wanted.size === 0) return new Map();
  const properties = [...new Set(operations.flatMap(({ values }) => Object.keys(values)))];
  const options = { client, noun, properties };
  const found = new Map<string, RecordRow>();
  const emails = operations.flatMap(({ values }) =>
    noun === 'contact' && values['email'] ? [values['email']] : [],
  );
  collect(found, await readActive(options, emails, 'email'), wanted);
  const parents = operations.map(parentOf);
  for (const parent of ['invoice', 'contact'] as const) {
    const ids = parents.flatMap((end) => (end?.noun === parent ? [end.id] : []));
    const ends = await readAssociations(client, parent, noun, ids);
    const rows = await readActive(
      options,
      [...ends.values()].flat().map(({ id }) => id),
    );
    collect(found, rows, wanted);
  }
  const unplaced = parents.filter((end) => end === null).length > emails.length;
  return unplaced ? await scan(options, wanted, found) : found;
}

/** The end through which the created record is found again: consistent, unlike search. */
function parentOf({ associations }: ResolvedOperation): { noun: 'invoice' | 'contact'; id: string } | null {
  for (const { noun, id } of associations) {
    if (noun === 'record' || noun === 'invoice') return { noun: 'invoice', id };
    if (noun === 'contact') return { noun, id };
  }
  return null;
}

/** HubSpot's plain list is consistent; it is read whole only for creates without any association. */
async function scan(
  options: { client: HubSpotClient; noun: Noun; properties: readonly string[] },
  wanted: ReadonlySet<string>,
  found: Map<string, RecordRow>,
): Promise<ReadonlyMap<string, RecordRow>> {
  let place: string | null = null;
  if (found.size === wanted.size) return found;
  do {
    const page: { rows: readonly RecordRow[]; next: string | null } = await listRows(options, place);
    collect(found, page.rows, wanted);
    place = page.next;
  } while (place !== null && found.size < wanted.size);
  return found;
}

function collect(
  found: Map<string, RecordRow>,
  rows: readonly RecordRow[],
  wanted: ReadonlySet<string>,
): void {
  for (const row of rows) {
    const key = row.properties[keyProperty];
    if (key && wanted.has(key) && !found.has(key)) found.set(key, row);
  }
}
