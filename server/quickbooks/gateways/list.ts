// Reading everything, in the order of last change. Rows that change while we page move to the end and are met again
// there; so a page starts at the time the last one ended with, and STARTPOSITION is only used inside one second that
// holds more rows than a page.

import { z } from 'zod';
import { largestPage, queryRows, timeLiteral } from '../query.ts';
import type { WireRecord } from '../wire/record.ts';
import { where } from './noun.ts';
import type { Source } from './read.ts';

/** Inside one second, pages overlap: this many rows may change between two pages before one could be missed. */
const overlapRows = 100;

const placeSchema = z.strictObject({
  /** Time of last change to go on from, inclusive. */
  since: z.iso.datetime(),
  /** Rows to skip at that time. */
  offset: z.number().int().min(0),
  /** Rows of that time which the page before has already shown. */
  seen: z.array(z.string()),
});
type Place = z.infer<typeof placeSchema>;

export interface WirePage<T> {
  readonly records: readonly T[];
  readonly next: string | null;
}

/** One page; `place` is what the page before gave as `next`. Costs one metered call. */
export async function listRecords<T extends WireRecord>(
  source: Source<T>,
  place: string | null,
): Promise<WirePage<T>> {
  const from = place === null ? null : placeSchema.parse(JSON.parse(place));
  const rows = await queryPage(source, from);
  const seen = new Set(from?.seen);
  const records = [...new Map(rows.map((row) => [row.Id, row])).values()].filter((row) => !seen.has(row.Id));
  for (const record of records) source.cache.put(record);
  return { records, next: rows.length < largestPage ? null : JSON.stringify(placeAfter(rows, from)) };
}

function queryPage<T extends WireRecord>(
  { client, noun }: Source<T>,
  from: Place | null,
): Promise<readonly T[]> {
  const conditions =
    from === null ? [] : [`MetaData.LastUpdatedTime >= ${timeLiteral(new Date(from.since))}`];
  return queryRows(
    client,
    `SELECT * FROM ${noun.resource}${where(noun, conditions)} ORDERBY MetaData.LastUpdatedTime ASC ` +
      `STARTPOSITION ${1 + (from?.offset ?? 0)} MAXRESULTS ${largestPage}`,
    noun,
  );
}

function placeAfter(rows: readonly WireRecord[], from: Place | null): Place {
  const last = instantOf(rows.at(-1));
  const atLast = rows.filter((row) => instantOf(row) === last);
  const isWithinOneSecond = atLast.length === rows.length;
  const isSameTime = from !== null && Date.parse(from.since) === last;
  return {
    since: new Date(last).toISOString(),
    // From another time on, the next page starts at row one of the last time; its rows are known as `seen`.
    offset: isWithinOneSecond ? (isSameTime ? from.offset : 0) + rows.length - overlapRows : 0,
    seen: atLast.map((row) => row.Id),
  };
}

/** Epoch milliseconds; as text, times of different offsets would compare wrongly. */
const instantOf = (row: WireRecord | undefined): number => {
  const instant = Date.parse(row?.MetaData?.LastUpdatedTime ?? '');
  return Number.isNaN(instant) ? 0 : instant;
};
