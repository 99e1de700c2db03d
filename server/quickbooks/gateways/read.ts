// Reading by id: copies of this pass first, then one query per 200 ids, then one by one what the query did not show.

import type { QuickBooksClient } from '../client.ts';
import { QuickBooksRejection } from '../errors.ts';
import { chunks, idsPerQuery, largestPage, literals, queryRows } from '../query.ts';
import type { BoundedCache, Deleted } from '../record-cache.ts';
import type { WireRecord } from '../wire/record.ts';
import { pathOf, singleAnswer, where } from './noun.ts';
import type { Noun } from './noun.ts';

export interface WireRead<T> {
  readonly found: readonly T[];
  readonly gone: readonly string[];
  readonly unread: readonly string[];
}

export interface Source<T extends WireRecord> {
  readonly client: QuickBooksClient;
  readonly noun: Noun<T>;
  readonly cache: BoundedCache<T>;
}

/** Reads records as they are now, or as this pass has just seen them. */
export async function readRecords<T extends WireRecord>(
  source: Source<T>,
  ids: readonly string[],
): Promise<WireRead<T>> {
  const distinct = [...new Set(ids)];
  const copies = new Map(distinct.map((id) => [id, source.cache.take(id)]));
  const asked = distinct.filter((id) => copies.get(id) === null);
  const rows = await queryByIds(source, asked);
  const shown = new Set(rows.map((row) => row.Id));
  const hidden = asked.filter((id) => !shown.has(id));
  const singles = await Promise.all(hidden.map(async (id) => ({ id, copy: await readOne(source, id) })));
  const outcomes = [
    ...[...copies].map(([id, copy]) => ({ id, copy })).filter(({ copy }) => copy !== null),
    ...singles,
  ];
  return {
    found: [...rows, ...outcomes.map(({ copy }) => copy).filter(isRecord)],
    gone: outcomes.filter(({ copy }) => copy === 'deleted').map(({ id }) => id),
    unread: outcomes.filter(({ copy }) => copy === null).map(({ id }) => id),
  };
}

/** Rows among these ids, inactive ones included. Absence means nothing: rows can be hidden for other reasons. */
export async function queryByIds<T extends WireRecord>(
  { client, noun, cache }: Source<T>,
  ids: readonly string[],
): Promise<readonly T[]> {
  const answers = await Promise.all(
    chunks(ids, idsPerQuery).map((part) =>
      queryRows(
        client,
        `SELECT * FROM ${noun.resource}${where(noun, [`Id IN ${literals(part)}`])} MAXRESULTS ${largestPage}`,
        noun,
      ),
    ),
  );
  const rows = answers.flat();
  for (const row of rows) {
    cache.put(row);
    // The answer is this read; a later one wants to know better.
    cache.take(row.Id);
  }
  return rows;
}

/** The record, `deleted` on code 610, or null when QuickBooks would not say (a 403 proves nothing). */
export async function readOne<T extends WireRecord>(
  { client, noun, cache }: Source<T>,
  id: string,
): Promise<T | Deleted | null> {
  try {
    const record = await client.get(pathOf(noun, id), singleAnswer(noun));
    cache.put(record);
    cache.take(id);
    return record;
  } catch (error) {
    if (!(error instanceof QuickBooksRejection)) throw error;
    return error.isNotFound ? 'deleted' : null;
  }
}

const isRecord = <T extends WireRecord>(copy: T | Deleted | null): copy is T =>
  copy !== null && copy !== 'deleted';
