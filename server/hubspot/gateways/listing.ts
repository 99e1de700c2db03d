// Pages, counts and searches of one noun.

import { VendorUnavailable } from '../../sync/reactions.ts';
import { Refused } from '../errors.ts';
import type { FilterGroup } from './filter-search.ts';
import { objectPath } from '../object-types.ts';
import { pageSchema, searchSchema } from './record.ts';
import type { RecordRow } from './record.ts';
import { wireProperties } from './reader.ts';
import type { ReadOptions } from './reader.ts';

const pageSize = 100;
const searchPageSize = 200;
/** HubSpot refuses search bodies over 3,000 characters; the rest is room for property names and the frame. */
const searchBodyLength = 3_000;

/** One page in the order of HubSpot's plain list, which later writes do not reorder. Archived records are left out. */
export async function listRows(
  { client, noun, properties }: ReadOptions,
  after: string | null,
): Promise<{ readonly rows: readonly RecordRow[]; readonly next: string | null }> {
  return await ofWholeConnection(() =>
    client.call(
      {
        method: 'GET',
        path: objectPath(noun),
        query: {
          limit: String(pageSize),
          archived: 'false',
          properties: wireProperties(properties).join(','),
          ...(after !== null && { after }),
        },
      },
      pageSchema,
    ),
  );
}

/** How many active records there are (of those that pass one of the groups), from the search index, which may lag. */
export async function countRows(
  { client, noun }: Pick<ReadOptions, 'client' | 'noun'>,
  filterGroups: readonly FilterGroup[] = [],
): Promise<number> {
  const body = { filterGroups, properties: [], limit: 1 };
  const { total } = await ofWholeConnection(() => client.call(searchRequest(noun, body), searchSchema));
  return total;
}

/** Active records whose property is one of these values, compared by HubSpot without case. The index may lag. */
export async function searchRows(
  { client, noun, properties }: ReadOptions,
  propertyName: string,
  values: readonly string[],
): Promise<readonly RecordRow[]> {
  const rows: RecordRow[] = [];
  const bodyFor = (some: readonly string[], after?: string): object => ({
    filterGroups: [
      { filters: [{ propertyName, operator: 'IN', values: some.map((value) => value.toLowerCase()) }] },
    ],
    properties: wireProperties(properties),
    limit: searchPageSize,
    ...(after !== undefined && { after }),
  });
  for (const some of fitting(values, bodyFor)) {
    let after: string | undefined;
    do {
      const body = bodyFor(some, after);
      const page = await ofWholeConnection(() => client.call(searchRequest(noun, body), searchSchema));
      rows.push(...page.rows);
      after = page.next ?? undefined;
    } while (after !== undefined);
  }
  return rows;
}

/** Searches draw on a budget of their own. */
export const searchRequest = (noun: ReadOptions['noun'], body: object) =>
  ({ method: 'POST', path: objectPath(noun, 'search'), kind: 'search', body }) as const;

/** Groups values so that each search body stays under HubSpot's length. */
function fitting(
  values: readonly string[],
  bodyFor: (some: readonly string[], after: string) => object,
): string[][] {
  // Room for a paging place of 20 characters.
  const fits = (some: readonly string[]) =>
    JSON.stringify(bodyFor(some, '0'.repeat(20))).length <= searchBodyLength;
  const groups: string[][] = [];
  for (const value of values) {
    const last = groups.at(-1);
    if (last && fits([...last, value])) last.push(value);
    else groups.push([value]);
  }
  return groups;
}

/** Refusals of calls that are not about one record concern the connection: a missing permission, a malformed search. */
export async function ofWholeConnection<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new VendorUnavailable('hubspot', `${error.status} ${error.vendorError.code}`, 10 * 60_000, {
      cause: error,
    });
  }
}
