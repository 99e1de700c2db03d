// Which HubSpot records changed since an instant: searches by last modification, ids only, because the index lags and
// HubSpot's own housekeeping moves the date too. Changed lines show on webhooks, not here.

import type { z } from 'zod';
import type { Change, ChangeFeed } from '../sync/ports.ts';
import type { HubSpotClient } from './client.ts';
import { Refused } from './errors.ts';
import { ofWholeConnection, searchRequest } from './gateways/listing.ts';
import { searchSchema, versionOf } from './gateways/record.ts';
import { objectTypes } from './object-types.ts';

const nouns = ['contact', 'product', 'invoice', 'payment'] as const;
const pageSize = 200;
/** Pages of one object between two places that are kept. */
const pagesAtOnce = 10;
/** HubSpot answers no page beyond this many hits of one search. */
const reachableHits = 10_000;
/** Covers the lag of the search index and the difference between the clocks. */
const overlapMs = 2 * 60_000;
const oldestMs = 30 * 24 * 60 * 60_000;

export interface HubSpotFeedOptions {
  readonly client: HubSpotClient;
  /** Whether the account has payment records that can be searched. A payment does not always move its invoice's date. */
  readonly paymentsApi: boolean;
  readonly now: () => Date;
}

/** Deletions and changed associations leave no date in HubSpot, so this feed never tells of them. */
export function createHubSpotFeed({ client, paymentsApi, now }: HubSpotFeedOptions): ChangeFeed {
  const watermark = (): string => new Date(now().getTime() - overlapMs).toISOString();
  return {
    side: 'hubspot',
    start: async () => watermark(),
    async since(from) {
      const fromMs = Date.parse(from);
      if (now().getTime() - fromMs > oldestMs) return 'tooOld';
      const next = watermark();
      const changes: Change[] = [];
      let [truncated, reached] = [false, Date.parse(next)];
      for (const noun of nouns.filter((each) => each !== 'payment' || paymentsApi)) {
        const read = await changedSince(client, noun, fromMs, Date.parse(next));
        for (const [id, version] of read.versions)
          changes.push({ entity: noun, id, deleted: false, version });
        truncated ||= read.isTooMuch;
        reached = Math.min(reached, read.stoppedAt ?? reached);
      }
      const more = reached < Date.parse(next) && !truncated;
      return { changes, watermark: more ? new Date(reached).toISOString() : next, truncated, more };
    },
  };
}

interface Changed {
  /** Versions by record id. */
  readonly versions: ReadonlyMap<string, string>;
  /** Where the reading stopped though there is more; null when it reached the end. */
  readonly stoppedAt: number | null;
  readonly isTooMuch: boolean;
}

/**
 * Ascending, and every page a search of its own from where the page before ended: HubSpot's paging counts hits, so that a
 * record changed meanwhile, which moves to the end, would have another one slip past. Stops after some pages, so that
 * what was read is kept when a limit is met; not within the overlap, which is read again in any case.
 */
async function changedSince(
  client: HubSpotClient,
  noun: (typeof nouns)[number],
  fromMs: number,
  overlapFromMs: number,
): Promise<Changed> {
  const versions = new Map<string, string>();
  let [since, after]: [number, string | null] = [fromMs, null];
  for (let pages = 1; ; pages += 1) {
    const page = await searchPage(client, noun, since, after);
    if (page === null) return { versions, stoppedAt: null, isTooMuch: false };
    for (const row of page.rows) versions.set(row.id, versionOf(row));
    if (page.total > reachableHits) return { versions, stoppedAt: null, isTooMuch: true };
    if (page.next === null) return { versions, stoppedAt: null, isTooMuch: false };
    const last = Date.parse(page.rows.at(-1)?.properties[objectTypes[noun].lastModified] ?? '');
    // Within one instant there is no other way than counting hits.
    [since, after] = last > since ? [last, null] : [since, page.next];
    if (pages >= pagesAtOnce && after === null && since < overlapFromMs)
      return { versions, stoppedAt: since, isTooMuch: false };
  }
}

/** Null where the account has lost its payments: everything else goes on without them. */
function searchPage(
  client: HubSpotClient,
  noun: (typeof nouns)[number],
  since: number,
  after: string | null,
): Promise<z.infer<typeof searchSchema> | null> {
  const propertyName = objectTypes[noun].lastModified;
  const body = {
    filterGroups: [{ filters: [{ propertyName, operator: 'GTE', value: String(since) }] }],
    sorts: [{ propertyName, direction: 'ASCENDING' }],
    properties: [propertyName],
    limit: pageSize,
    ...(after !== null && { after }),
  };
  return ofWholeConnection(async () => {
    try {
      return await client.call(searchRequest(noun, body), searchSchema);
    } catch (error) {
      if (noun === 'payment' && error instanceof Refused) return null;
      throw error;
    }
  });
}
