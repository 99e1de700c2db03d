// Change data capture: one metered call tells of all entities, deletions included, and brings the records along.

import { DateTime } from 'luxon';
import type { Change, ChangeFeed, ChangePage } from '../sync/ports.ts';
import type { QuickBooksClient } from './client.ts';
import { asConnectionTrouble, queryCount } from './query.ts';
import type { BoundedCache, RecordCache } from './record-cache.ts';
import { changesSchema } from './wire/changes.ts';
import type { ChangesAnswer } from './wire/changes.ts';
import { deletedStubSchema } from './wire/record.ts';
import type { DeletedStub, WireRecord } from './wire/record.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Records may become visible some time after the change; re-reading them is harmless. */
const overlapMs = 5 * minute;
/** QuickBooks looks back 30 days; one less leaves room for clocks that differ. */
const oldestMs = 29 * day;
/** Objects in one answer over all entities; there is no next page and no word about more. */
const mostObjects = 1000;
/** Credit memos come along because they wake nothing else; the payments that use them are changes themselves. */
const entities = 'Customer,Item,Invoice,Payment,CreditMemo';

export interface FeedOptions {
  readonly client: QuickBooksClient;
  /** Filled with the records the feed brings. */
  readonly cache: RecordCache;
  readonly now: () => Date;
}

export function createChangeFeed({ client, cache, now }: FeedOptions): ChangeFeed {
  return {
    side: 'quickbooks',
    async start() {
      // Any answer states the server's time; counting is the smallest one.
      const { time } = await queryCount(client, 'SELECT COUNT(*) FROM Customer');
      return watermarkAfter(time);
    },
    async since(watermark): Promise<ChangePage | 'tooOld'> {
      const from = DateTime.fromISO(watermark, { zone: 'utc' });
      if (!from.isValid) throw new Error('a watermark is an instant in ISO format');
      if (now().getTime() - from.toMillis() > oldestMs) return 'tooOld';
      const answer = await readChanges(client, from);
      const groups = answer.CDCResponse.flatMap((response) => response.QueryResponse);
      return {
        changes: changesOf(groups, cache),
        watermark: watermarkAfter(answer.time),
        truncated: sum(groups.map(countOf)) >= mostObjects,
      };
    },
  };
}

async function readChanges(client: QuickBooksClient, from: DateTime): Promise<ChangesAnswer> {
  const changedSince = `${from.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss")}Z`;
  try {
    return await client.get('cdc', changesSchema, { entities, changedSince });
  } catch (error) {
    throw asConnectionTrouble(error);
  }
}

/**
 * The server states when it began to answer, which is never later than what it saw; the newest record's own time could be
 * later than one still to come.
 */
function watermarkAfter(serverTime: string): string {
  const instant = DateTime.fromISO(serverTime, { zone: 'utc' });
  if (!instant.isValid) throw new Error('QuickBooks states its time in an unknown format');
  return instant.minus(overlapMs).toJSDate().toISOString();
}

type Group = ChangesAnswer['CDCResponse'][number]['QueryResponse'][number];

const countOf = (group: Group): number =>
  sum(
    [group.Customer, group.Item, group.Invoice, group.Payment, group.CreditMemo].map(
      (rows) => rows?.length ?? 0,
    ),
  );

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const changesOf = (groups: readonly Group[], cache: RecordCache): readonly Change[] => [
  ...rowsOf(groups, (group) => group.Customer).map((row) => change('contact', row, cache.customers)),
  ...rowsOf(groups, (group) => group.Item).map((row) => change('product', row, cache.items)),
  ...rowsOf(groups, (group) => group.Invoice).map((row) => change('invoice', row, cache.invoices)),
  ...rowsOf(groups, (group) => group.Payment).map((row) => change('payment', row, cache.payments)),
];

/** Rows of one entity, each record once: the last one said is the newest, and deletions are said last. */
function rowsOf<T extends { readonly Id: string }>(
  groups: readonly Group[],
  pick: (group: Group) => readonly T[] | undefined,
): readonly T[] {
  return [...new Map(groups.flatMap((group) => pick(group) ?? []).map((row) => [row.Id, row])).values()];
}

type Row<T> = T | DeletedStub;

const isStub = <T extends WireRecord>(row: Row<T>): row is DeletedStub =>
  deletedStubSchema.safeParse(row).success;

/** The record itself goes to the cache, where the pass's reads find it. */
function change<T extends WireRecord>(entity: string, row: Row<T>, cache: BoundedCache<T>): Change {
  if (isStub(row)) {
    cache.putDeleted(row.Id);
    return { entity, id: row.Id, deleted: true, version: null };
  }
  cache.put(row);
  return { entity, id: row.Id, deleted: false, version: row.SyncToken };
}
