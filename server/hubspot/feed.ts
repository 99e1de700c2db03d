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
      let truncated = false;
      for (const noun of nouns.filter((each) => each !== 'payment' || paymentsApi)) {
        const { versions, more } = await changedSince(client, noun, fromMs);
        for (const [id, version] of versions) changes.push({ entity: noun, id, deleted: false, version });
        truncated ||= more;
      }
      return { changes, watermark: next, truncated };
    },
  };
}

/** Null where the account has lost its payments: everything else goes on without them. */
async function search(
  client: HubSpotClient,
  noun: (typeof nouns)[number],
  body: object,
): Promise<z.infer<typeof searchSchema> | null> {
  try {
    return await client.call(searchRequest(noun, body), searchSchema);
  } catch (error) {
    if (noun === 'payment' && error instanceof Refused) return null;
    throw error;
  }
}

/** Ascending, so that a record changed meanwhile moves to a later page and is not skipped. */
async function changedSince(
  client: HubSpotClient,
  noun: (typeof nouns)[number],
  fromMs: number,
): Promise<{ readonly versions: ReadonlyMap<string, string>; readonly more: boolean }> {
  const propertyName = objectTypes[noun].lastModified;
  const versions = new Map<string, string>();
  let after: string | undefined;
  do {
    const body = {
      filterGroups: [{ filters: [{ propertyName, operator: 'GTE', value: String(fromMs) }] }],
      sorts: [{ propertyName, direction: 'ASCENDING' }],
      properties: [propertyName],
      limit: pageSize,
      ...(after !== undefined && { after }),
    };
    const page = await ofWholeConnection(() => search(client, noun, body));
    if (page === null) break;
    for (const row of page.rows) versions.set(row.id, versionOf(row));
    if (page.total > reachableHits) return { versions, more: true };
    after = page.next ?? undefined;
  } while (after !== undefined);
  return { versions, more: false };
}
