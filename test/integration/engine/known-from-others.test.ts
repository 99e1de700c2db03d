// Defects that programs of this kind are known for, and the tests that keep them out of this one:
//
// | Defect                                                 | Kept out by                                                       |
// | ------------------------------------------------------ | ----------------------------------------------------------------- |
// | the place is stored only at the end: a 429 begins anew | below                                                             |
// | timestamps compared as text over a change of the clock | quickbooks/list "goes on over the hour that daylight saving…",    |
// |                                                        | quickbooks/feed "a watermark with an offset is the same instant"  |
// | offset paging over rows that change                    | hubspot/feed "misses no record when one it has read is changed…", |
// |                                                        | quickbooks/list "meets every row although rows already shown…"    |
// | deletions are never seen                               | quickbooks/feed "say what was deleted…", e2e long-absence,        |
// |                                                        | mirror-edited-in-hubspot, invoice-changed, feed-cut-off           |
// | one unknown SKU fails a whole invoice                  | decide "…and never waits for items" (to HubSpot)                  |
// | a payment fails because its invoice comes later        | e2e payment-before-invoice (to HubSpot)                           |
// | a filter silently lets nothing through                 | rules-check "of QuickBooks records" (fields that do not exist),   |
// |                                                        | e2e settings-changed "a preview counts…", "a narrower filter…"    |
// |                                                        | (what it keeps out is listed as excluded, with the reason)        |

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readFeed, startFeeds } from '../../../server/engine/feed.ts';
import { startFirstListing, takeListingStep } from '../../../server/engine/listing.ts';
import type { ChangeFeed, Gateway, ListPage } from '../../../server/sync/ports.ts';
import { RateLimited } from '../../../server/sync/reactions.ts';
import { aCustomer } from '../../support/builders.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { idsOf } from '../../support/settlements.ts';
import { testTenant } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';
import { aPass, aUnit } from '../../support/units.ts';

let base: TestDatabase;
let tenant: TestTenant;
beforeAll(async () => {
  base = await testDatabase();
});
beforeEach(async () => {
  tenant = await testTenant(base.db);
});
afterAll(() => base.close());

const { sync } = aUnit('contact');
const unused = (): never => {
  throw new Error('nobody asks for this here');
};
const marked = async () =>
  idsOf(await tenant.store.marks.due({ entities: ['contact'], limit: 99, now: new Date() }));

describe('a limit met on the way', () => {
  const limited = new RateLimited('quickbooks', 60_000);

  test('lets a listing go on at the page it had reached', async () => {
    const asked: (string | null)[] = [];
    const pages = ['2', '3', null];
    const list = async (place: string | null): Promise<ListPage> => {
      asked.push(place);
      if (asked.length === 2) throw limited;
      const at = Number(place ?? '1');
      return { records: [aCustomer({}, { id: `${at}` })], next: pages[at - 1] ?? null };
    };
    const empty = { list: async () => ({ records: [], next: null }), count: async () => 0 };
    const gateways = { quickbooks: { list, count: async () => 3 }, hubspot: empty };
    const access = {
      // The listing asks nothing else.
      gateway: (side: 'hubspot' | 'quickbooks') => gateways[side] as Partial<Gateway> as Gateway,
      feed: unused,
      taxPercents: unused,
      associated: async () => [],
    };
    const pass = aPass({ store: tenant.store, access, syncs: new Map([['contact', sync]]) });
    await startFirstListing(pass, sync);
    const readOn = async (): Promise<void> => {
      while (await takeListingStep(pass));
    };
    await expect(readOn()).rejects.toBe(limited);
    await readOn();
    expect(asked).toEqual([null, '2', '2', '3']);
    expect(await marked()).toEqual(['1', '2', '3']);
  });

  test('lets a long change feed go on where it had come to', async () => {
    const asked: string[] = [];
    const feed: ChangeFeed = {
      side: 'quickbooks',
      start: async () => 'day 1',
      async since(watermark) {
        asked.push(watermark);
        if (asked.length === 2) throw limited;
        const id = watermark.slice(-1);
        const change = { entity: 'contact', id, deleted: false, version: null };
        return { changes: [change], watermark: `day ${Number(id) + 1}`, truncated: false, more: id < '3' };
      },
    };
    const access = {
      gateway: unused,
      feed: () => feed,
      taxPercents: unused,
      associated: async () => [],
    };
    const pass = aPass({ store: tenant.store, access, syncs: new Map([['contact', sync]]) });
    await startFeeds(pass);
    await expect(readFeed(pass, 'quickbooks')).rejects.toBe(limited);
    expect(await readFeed(pass, 'quickbooks')).toBe(2);
    expect(asked).toEqual(['day 1', 'day 2', 'day 2', 'day 3']);
    expect(await marked()).toEqual(['1', '2', '3']);
  });
});
