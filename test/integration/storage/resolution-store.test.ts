import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { RecordName } from '../../../server/engine/resolving.ts';
import { recordsStore } from '../../../server/storage/records-store.ts';
import { resolutionDesk } from '../../../server/storage/resolution-store.ts';
import { syncSettingsStore } from '../../../server/storage/sync-settings-store.ts';
import type { Resolution } from '../../../server/sync/resolution.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { failing, inSync, newLink, settlement } from '../../support/settlements.ts';
import { testTenant } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';

const versions = new Map([['contact', 1]]);
const pair = { entity: 'contact', hubspotId: '11', quickbooksId: '1' };
const single = { ...pair, quickbooksId: null };
const take = (side: 'hubspot' | 'quickbooks', value: string | null, subject = 'phone'): Resolution => ({
  choice: `take-${side}`,
  subject,
  value,
});

let base: TestDatabase;
let tenant: TestTenant;
beforeAll(async () => {
  base = await testDatabase();
});
beforeEach(async () => {
  tenant = await testTenant(base.db);
});
afterAll(() => base.close());

const decide = (resolution: Resolution, record: RecordName = pair) =>
  resolutionDesk(tenant).decide(record, resolution, 'user-1');
const pending = (hubspotIds = ['11'], quickbooksIds = ['1']) =>
  tenant.store.resolutions.of('contact', { hubspotIds, quickbooksIds });

describe('a decision', () => {
  test('marks both records at a click’s urgency and is told in their history', async () => {
    expect(await decide(take('hubspot', '111'))).toBe('decided');
    const marks = await tenant.store.marks.due({ entities: ['contact'], limit: 9, now: new Date() });
    expect(marks).toMatchObject([
      { side: 'hubspot', id: '11', priority: 0 },
      { side: 'quickbooks', id: '1', priority: 0 },
    ]);
    const ref = { entity: 'contact', side: 'hubspot', id: '11' } as const;
    expect((await recordsStore(tenant).history(ref, 9)).activities).toMatchObject([
      { what: 'decided', why: 'by user user-1', after: take('hubspot', '111') },
    ]);
  });

  test('made again is known, and marks the record once more', async () => {
    await decide(take('hubspot', null));
    expect(await decide(take('hubspot', null))).toBe('known');
    expect(await pending()).toHaveLength(1);
    expect(await resolutionDesk(tenant).lastDecided(pair)).toEqual(take('hubspot', null));
  });

  test('replaces an earlier one about the same, and no other', async () => {
    await decide(take('hubspot', '111'));
    await decide(take('hubspot', 'a', 'city'));
    await decide({ choice: 'use-number', subject: 'phone', value: '1038' });
    await decide(take('quickbooks', '222'));
    expect(await pending()).toMatchObject([
      take('hubspot', 'a', 'city'),
      { choice: 'use-number' },
      take('quickbooks', '222'),
    ]);
  });

  test('about a record without counterpart is found once it has one, and by either of its ids', async () => {
    await decide({ choice: 'use-number', subject: null, value: '1038' }, single);
    expect(await pending(['11'], ['1'])).toHaveLength(1);
    expect(await pending([], ['1'])).toEqual([]);
    await decide(take('hubspot', '111'));
    expect(await pending([], ['1'])).toHaveLength(1);
    expect(await pending(['12'], ['2'])).toEqual([]);
  });

  test('made while an earlier one is carried out survives the settlement of that one', async () => {
    await decide(take('hubspot', '111'));
    const loaded = await pending();
    await decide(take('quickbooks', '222'));
    const resolutions = loaded.map(({ id }) => id);
    await tenant.store.settle([settlement({ status: inSync('11', '1'), resolutions })], versions);
    expect(await pending()).toMatchObject([take('quickbooks', '222')]);
    const now = (await pending()).map(({ id }) => id);
    await tenant.store.settle([settlement({ status: inSync('11', '1'), resolutions: now })], versions);
    expect(await pending()).toEqual([]);
  });

  test('goes with its sync', async () => {
    await decide(take('hubspot', '111'));
    await syncSettingsStore(tenant).remove('contact');
    expect(await pending()).toEqual([]);
  });
});

describe('a recorded conflict', () => {
  test('stays on record while its pair fails, and goes when the pair is in sync without it', async () => {
    const notes = async () => [...(await tenant.store.links.notes('contact', ['1', '2'])).values()];
    const state = inSync('11', '1');
    const noted = { ...state, status: { state: 'in-sync', note: '[]' } } as const;
    await tenant.store.settle([settlement({ link: newLink('11', '1'), status: noted })], versions);
    await tenant.store.settle([settlement({ status: failing(state) })], versions);
    expect(await notes()).toEqual(['[]']);
    await tenant.store.settle([settlement({ status: state })], versions);
    expect(await notes()).toEqual([]);
  });
});
