import type { Gateway, ListPage, ReadResult } from '../../sync/ports.ts';
import type { RecordSnapshot } from '../../sync/record.ts';
import { queryCount } from '../query.ts';
import type { WireRecord } from '../wire/record.ts';
import { countStatement } from './filter-query.ts';
import { listRecords } from './list.ts';
import { where } from './noun.ts';
import { readRecords } from './read.ts';
import type { Source } from './read.ts';

/** The reading half of a gateway whose records are whole in themselves. */
export function readMethods<T extends WireRecord>(
  source: Source<T>,
  toSnapshot: (record: T) => RecordSnapshot,
): Pick<Gateway, 'read' | 'list' | 'count' | 'countPassing'> {
  return {
    async read(ids): Promise<ReadResult> {
      const { found, gone, unread } = await readRecords(source, ids);
      return { found: found.map(toSnapshot), gone, unread };
    },
    async list(place): Promise<ListPage> {
      const page = await listRecords(source, place);
      return { records: page.records.map(toSnapshot), next: page.next };
    },
    async count(): Promise<number> {
      const { noun, client } = source;
      const answer = await queryCount(client, `SELECT COUNT(*) FROM ${noun.resource}${where(noun, [])}`);
      return answer.count;
    },
    async countPassing(filter): Promise<number | null> {
      const statement = countStatement(source.noun, filter);
      return statement === null ? null : (await queryCount(source.client, statement)).count;
    },
  };
}

/** Invoices and payments are matched by link or key only, never by a value. */
export const findNothing: Gateway['find'] = () => Promise.resolve(new Map());
