import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SyncSettings } from '../../../server/engine/syncs.ts';
import { readOverview } from '../../../server/storage/overview-store.ts';
import { recordsStore } from '../../../server/storage/records-store.ts';
import { syncSettingsStore } from '../../../server/storage/sync-settings-store.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { customerMark, failing, inSync, newLink, settlement } from '../../support/settlements.ts';
import { rulesFor, testTenant } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';

let base: TestDatabase;
let tenant: TestTenant;
let settings: SyncSettings;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
  tenant = await testTenant(base.db);
  settings = syncSettingsStore(tenant);
});

const rules = rulesFor('contact');
const other = { ...rules, winner: 'hubspot' } as const;
const versions = new Map([['contact', 1]]);
const rows = async () => {
  const wish = { entity: 'contact', state: null, category: null, after: null, limit: 10 };
  return (await recordsStore(tenant).list(wish)).rows;
};

describe('changing rules', () => {
  test('needs the current version; of two people at once one is told', async () => {
    const third = { ...rules, stopUpdatingUnmatched: true };
    const outcomes = await Promise.all([settings.change(other, 1, 'a'), settings.change(third, 1, 'b')]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['changed-meanwhile', 'saved']);
    expect((await settings.history('contact')).map(({ version }) => version)).toEqual([2, 1]);
  });

  test('to what they are already is no change', async () => {
    await settings.change(other, 1, 'a');
    expect(await settings.change(other, 1, 'a')).toMatchObject({ kind: 'saved', sync: { version: 2 } });
    expect(await settings.change(rulesFor('product'), 1, 'a')).toEqual({ kind: 'unknown-sync' });
  });

  test('forgets single records that may not cross any more, and keeps pairs', async () => {
    const states = [inSync('11', '1'), failing(inSync('12', null)), failing(inSync(null, '3'))];
    await tenant.store.settle(
      states.map((status) => settlement({ status })),
      versions,
    );
    await settings.change({ ...rules, direction: 'to-hubspot' }, 1, 'a');
    expect((await rows()).map(({ quickbooksId }) => quickbooksId)).toEqual(['1', '3']);
  });

  test('shows as lists being read until the worker has read them under the new version', async () => {
    const reading = async () => (await readOverview(tenant)).map((sync) => sync.reading);
    const listing = { purpose: 'rules', phase: 'quickbooks', version: 2, place: null, run: 'r' };
    const move = (value: object) => tenant.store.cursors.move([{ name: 'list:contact', value }]);
    await tenant.store.syncs.setState('contact', 'on');
    await move({ ...listing, phase: 'done', version: 1 });
    expect(await reading()).toEqual([null]);
    await settings.change(other, 1, 'a');
    expect(await reading()).toEqual(['rules']);
    await move(listing);
    expect(await reading()).toEqual(['rules']);
    await move({ ...listing, phase: 'done' });
    expect(await reading()).toEqual([null]);
  });
});

describe('deleting a sync', () => {
  test('removes links, states, marks and how far lists were read; the history stays', async () => {
    await tenant.store.settle(
      [settlement({ link: newLink('11', '1'), status: inSync('11', '1') })],
      versions,
    );
    await tenant.store.marks.add([customerMark('1')], {
      cursors: ['list:contact', 'first:contact', 'lookup:contact:hubspot', 'list:invoice'].map((name) => ({
        name,
        value: 1,
      })),
    });
    await settings.remove('contact');
    expect(await tenant.store.syncs.list()).toEqual([]);
    expect(await tenant.store.links.bySide('contact', 'hubspot', ['11'])).toEqual([]);
    expect(await rows()).toEqual([]);
    expect(await tenant.store.marks.counts()).toEqual([]);
    for (const name of ['list:contact', 'first:contact', 'lookup:contact:hubspot'])
      expect(await tenant.store.cursors.read(name)).toBeNull();
    expect(await tenant.store.cursors.read('list:invoice')).toBe(1);
    expect(await settings.save(rules, 'a')).toMatchObject({ version: 2, state: 'off' });
  });
});
