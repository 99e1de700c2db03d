import { describe, expect, test } from '@jest/globals';
import type { QuickBooksClient } from '../../../server/quickbooks/client.ts';
import { listRecords } from '../../../server/quickbooks/gateways/list.ts';
import type { WirePage } from '../../../server/quickbooks/gateways/list.ts';
import { customerNoun } from '../../../server/quickbooks/gateways/noun.ts';
import { BoundedCache } from '../../../server/quickbooks/record-cache.ts';
import type { Customer } from '../../../server/quickbooks/wire/customer.ts';

interface Row {
  readonly Id: string;
  time: string;
}

/** Answers listing queries over rows as QuickBooks does: filtered and ordered by instant, then cut. */
function clientOver(rows: readonly Row[]): QuickBooksClient {
  const answer = (statement: string): unknown => {
    const since = Date.parse(/LastUpdatedTime >= '([^']+)'/.exec(statement)?.[1] ?? '1970-01-01T00:00:00Z');
    const [, start, most] = /STARTPOSITION (\d+) MAXRESULTS (\d+)/.exec(statement) ?? [];
    const from = Number(start) - 1;
    const Customer = rows
      .filter(({ time }) => Date.parse(time) >= since)
      .toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time))
      .slice(from, from + Number(most))
      .map(({ Id, time }) => ({ Id, SyncToken: '0', MetaData: { LastUpdatedTime: time } }));
    return { QueryResponse: { Customer }, time: '2026-05-05T02:08:54.543-07:00' };
  };
  return {
    realmId: '9341',
    get: (_, schema, parameters) => Promise.resolve(schema.parse(answer(parameters?.['query'] ?? ''))),
    postQuery: (statement, schema) => Promise.resolve(schema.parse(answer(statement))),
    post: () => Promise.reject(new Error('listing does not write')),
  };
}

async function listAll(
  rows: readonly Row[],
  between: (page: number) => void = () => undefined,
): Promise<string[]> {
  const source = { client: clientOver(rows), noun: customerNoun, cache: new BoundedCache<Customer>(10) };
  const ids: string[] = [];
  let place: string | null = null;
  for (let pages = 1; pages < 50; pages += 1) {
    const page: WirePage<Customer> = await listRecords(source, place);
    ids.push(...page.records.map(({ Id }) => Id));
    if (page.next === null) return ids;
    place = page.next;
    between(pages);
  }
  throw new Error('the listing does not end');
}

const rowsAt = (count: number, time: (position: number) => string): Row[] =>
  Array.from({ length: count }, (_, position) => ({ Id: String(position + 1), time: time(position) }));

const at = (seconds: number): string =>
  new Date(Date.parse('2026-05-05T00:00:00Z') + seconds * 1000).toISOString();

describe('listing by last change', () => {
  test.each([
    ['all in one second', () => 0],
    ['seven a second', (position: number) => Math.floor(position / 7)],
    ['a second larger than a page in the middle', (position: number) => (position < 300 ? position : 300)],
    ['two such seconds', (position: number) => Math.floor(position / 1600)],
  ])('meets each of 3,500 rows exactly once: %s', async (_, second) => {
    const rows = rowsAt(3500, (position) => at(second(position)));
    const ids = await listAll(rows);
    expect(ids).toHaveLength(3500);
    expect(new Set(ids).size).toBe(3500);
  });

  test('meets every row although rows already shown move to the end', async () => {
    const rows = rowsAt(2500, (position) => at(Math.floor(position / 9)));
    const ids = await listAll(rows, (page) => {
      if (page < 4) for (const row of rows.slice(page * 300, page * 300 + 50)) row.time = at(10_000 + page);
    });
    expect(new Set(ids).size).toBe(2500);
  });

  test('meets every row of one full second although some of them move on', async () => {
    const rows = rowsAt(2500, () => at(0));
    const ids = await listAll(rows, (page) => {
      if (page < 4) for (const row of rows.slice(page * 100, page * 100 + 60)) row.time = at(page);
    });
    expect(new Set(ids).size).toBe(2500);
  });

  test('goes on over the hour that daylight saving repeats', async () => {
    // 01:59:58 to 02:00:02 standard time exist twice on that day: first at -07:00, an hour later at -08:00.
    const start = Date.parse('2026-11-01T08:30:00Z');
    const rows = rowsAt(2400, (position) => {
      const instant = new Date(start + position * 2000);
      const isSummer = instant.getTime() < Date.parse('2026-11-01T09:00:00Z');
      const offset = isSummer ? 7 : 8;
      const local = new Date(instant.getTime() - offset * 3_600_000).toISOString().slice(0, 19);
      return `${local}-0${offset}:00`;
    });
    expect(await listAll(rows)).toEqual(rows.map(({ Id }) => Id));
  });

  test('ends after a last page that is exactly full', async () => {
    expect(await listAll(rowsAt(1000, (position) => at(position)))).toHaveLength(1000);
  });
});
