import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { settingsApi } from '../support/settings-api.ts';
import type { ApiAnswer, SettingsApi } from '../support/settings-api.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

describe('settings of a running contact sync', () => {
  let story: Story;
  let api: SettingsApi;
  let [oslo, bergen]: VendorRecord[] = [];
  const customer = (name: string, City: string) =>
    story.books.customer(name, undefined, { Title: 'Captain', BillAddr: { Line1: '1 Quay', City } });
  beforeAll(async () => {
    story = await startStory();
    api = settingsApi(story.world);
    oslo = await customer('Olga Oslo', 'Oslo');
    await story.caughtUp();
  });
  afterAll(() => story?.close());

  const contactSync = async (): Promise<ApiAnswer> =>
    (await api.get('/api/syncs')).data.syncs.find(({ entity }: ApiAnswer) => entity === 'contact');
  /** Saves the rules with some of them changed and waits until everything they may touch was looked at. */
  async function change(changes: (rules: ApiAnswer) => object): Promise<ApiAnswer> {
    const { rules, version } = await contactSync();
    const saved = await api.put('/api/syncs/contact', { version, rules: { ...rules, ...changes(rules) } });
    expect(saved).toMatchObject({ ok: true, data: { version: version + 1, state: 'on' } });
    await eventually(async () => expect(await contactSync()).toMatchObject({ applyingRules: null }));
    await story.world.settled();
    return saved.data;
  }
  const contacts = async (): Promise<readonly (string | undefined)[]> =>
    (await story.mirror.records('contacts')).map(({ properties }) => properties.email).toSorted();

  test('a narrower filter keeps new customers out, a wider one lets them in, history included', async () => {
    const onlyOslo = [[{ field: 'BillAddr.City', operator: 'is', values: ['Oslo'] }]];
    await change(({ filters }) => ({ filters: { ...filters, toHubspot: onlyOslo } }));
    bergen = await customer('Bente Bergen', 'Bergen');
    const excluded = { state: 'excluded', reason: 'filter' };
    await eventually(async () => {
      const { data } = await api.get(`/api/records/contact/quickbooks/${String(bergen?.['Id'])}`);
      expect(data.record).toMatchObject(excluded);
    });
    expect(await story.mirror.keyed('contact', bergen)).toHaveLength(0);
    await change(({ filters }) => ({ filters: { ...filters, toHubspot: [] } }));
    expect((await story.mirror.contact(bergen))['properties']).toMatchObject({ city: 'Bergen' });
  });

  test('a new mapping is applied to what was synced before, without a change in QuickBooks', async () => {
    await change(({ mappings }) => ({
      mappings: [
        ...mappings,
        {
          id: 'title',
          enabled: true,
          direction: 'to-hubspot',
          hubspot: { name: 'jobtitle', type: 'text' },
          quickbooks: { name: 'Title' },
        },
      ],
    }));
    for (const record of [oslo, bergen])
      expect((await story.mirror.contact(record ?? {}))['properties'].jobtitle).toBe('Captain');
    const { data } = await api.get(`/api/records/contact/quickbooks/${String(oslo?.['Id'])}`);
    expect(data.activities[0]).toMatchObject({ why: 'rules changed', after: { jobtitle: 'Captain' } });
  });

  test('a save over somebody else’s is refused with what they saved; its own repeat is not', async () => {
    const { rules, version } = await contactSync();
    const changed = { version, rules: { ...rules, winner: 'hubspot' } };
    expect(await api.put('/api/syncs/contact', changed)).toMatchObject({ data: { version: version + 1 } });
    expect(await api.put('/api/syncs/contact', changed)).toMatchObject({ data: { version: version + 1 } });
    expect(await api.put('/api/syncs/contact', { version, rules })).toMatchObject({
      error: { code: 'changed-meanwhile', details: { current: { version: version + 1 } } },
    });
    const { data } = await api.get('/api/syncs/contact/history');
    expect(data.versions[0]).toMatchObject({ version: version + 1, changedBy: '9001' });
    await eventually(async () => expect(await contactSync()).toMatchObject({ applyingRules: null }));
  });

  test('a preview counts on both sides what a filter would let through', async () => {
    const { rules } = await contactSync();
    const toHubspot = [
      [{ field: 'DisplayName', operator: 'is-any-of', values: ['Olga Oslo', 'Bente Bergen'] }],
    ];
    const proposed = { ...rules, filters: { ...rules.filters, toHubspot } };
    const { data } = await api.post('/api/syncs/contact/preview', { rules: proposed });
    expect(data.quickbooks).toMatchObject({ count: 2, atLeast: false, counted: 'read' });
    expect(data.hubspot).toMatchObject({ count: 0, atLeast: false });
  });

  test('of two customers with one e-mail a person says which one the contact belongs to', async () => {
    const email = 'shared@x.example';
    const { id } = await story.world.hubspot.edit({ type: 'contacts', action: 'save', change: { email } });
    const [right, wrong] = [
      await story.books.customer('Right One', email),
      await story.books.customer('Other One', email),
    ];
    const stateOf = async ({ Id }: VendorRecord) =>
      (await api.get(`/api/records/contact/quickbooks/${String(Id)}`)).data.record;
    await eventually(async () => {
      for (const one of [right, wrong])
        expect(await stateOf(one)).toMatchObject({ category: 'ambiguous-match' });
    });
    const pair = { entity: 'contact', hubspotId: id, quickbooksId: right['Id'] };
    expect(await api.post('/api/records/link', pair)).toMatchObject({ ok: true });
    await eventually(async () =>
      expect(await stateOf(right)).toMatchObject({ state: 'in-sync', hubspotId: id }),
    );
    expect((await story.mirror.contact(right))['id']).toBe(id);
    expect(await api.post('/api/records/link', { ...pair, quickbooksId: wrong['Id'] })).toMatchObject({
      error: { code: 'already-linked' },
    });
  });

  test('sync now brings what no webhook told', async () => {
    await story.world.quickbooks.settings({ webhooks: { on: false } });
    await story.books.change('Customer', oslo ?? {}, { GivenName: 'Silent' });
    await api.post('/api/sync-now', { entity: 'contact' });
    await eventually(async () =>
      expect((await story.mirror.contact(oslo ?? {}))['properties'].firstname).toBe('Silent'),
    );
    await story.world.quickbooks.settings({ webhooks: { on: true } });
  });

  test('deleting and creating the sync again rebuilds the links by our key: nothing twice', async () => {
    const before = await contacts();
    expect(await api.post('/api/syncs/contact/delete')).toMatchObject({ data: { deleted: false } });
    await api.post('/api/syncs/contact/delete', { confirm: true });
    expect((await api.get('/api/records', { entity: 'contact' })).data.records).toEqual([]);
    // Without their e-mail addresses only the keys say which records belong together.
    const { id } = await story.mirror.contact(oslo ?? {});
    await story.world.hubspot.edit({
      type: 'contacts',
      id,
      action: 'save',
      change: { email: 'else@x.example' },
    });
    await api.post('/api/syncs/contact');
    await api.post('/api/syncs/contact/on');
    await story.world.settled();
    expect(await contacts()).toHaveLength(before.length);
    await story.books.change('Customer', oslo ?? {}, { CompanyName: 'Oslo Ferries' });
    await eventually(async () =>
      expect((await story.mirror.contact(oslo ?? {}))['properties'].company).toBe('Oslo Ferries'),
    );
  });
});
