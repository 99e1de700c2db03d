import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { settingsApi } from '../support/settings-api.ts';
import type { ApiAnswer, SettingsApi } from '../support/settings-api.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

describe('a conflict between contact and customer', () => {
  let story: Story;
  let api: SettingsApi;
  let customer: VendorRecord;
  beforeAll(async () => {
    story = await startStory({ pollSeconds: 1 });
    api = settingsApi(story.world);
    customer = await story.books.customer('Ada Lind', 'ada@lind.example', {
      GivenName: 'Ada',
      PrimaryPhone: { FreeFormNumber: '650-555-0100' },
    });
    await story.caughtUp();
  });
  afterAll(() => story?.close());

  const record = async (): Promise<ApiAnswer> =>
    (await api.get(`/api/records/contact/quickbooks/${String(customer['Id'])}`)).data;
  const editContact = async (change: Readonly<Record<string, string>>): Promise<void> => {
    const { id } = await story.mirror.contact(customer);
    await story.world.hubspot.edit({ type: 'contacts', id, action: 'save', change });
  };
  const phones = async () => ({
    hubspot: (await story.mirror.contact(customer))['properties'].phone,
    quickbooks: (await story.books.now('Customer', customer))['PrimaryPhone'].FreeFormNumber,
  });

  test('is decided by the winner and recorded with both values', async () => {
    await story.world.stopServer();
    await editContact({ phone: '650-555-0111' });
    await story.books.change('Customer', customer, { PrimaryPhone: { FreeFormNumber: '650-555-0122' } });
    await story.world.startServer();
    await story.caughtUp();
    await eventually(async () =>
      expect(await phones()).toEqual({ hubspot: '650-555-0122', quickbooks: '650-555-0122' }),
    );
    const conflict = { winner: 'quickbooks', hubspot: '650-555-0111', quickbooks: '650-555-0122' };
    await eventually(async () =>
      expect(JSON.parse((await record()).record.note)).toEqual([{ mapping: 'phone', ...conflict }]),
    );
  });

  test('stays on record when another field changes', async () => {
    await story.books.change('Customer', customer, { GivenName: 'Augusta' });
    await eventually(async () =>
      expect((await story.mirror.contact(customer))['properties'].firstname).toBe('Augusta'),
    );
    await story.world.settled();
    expect(JSON.parse((await record()).record.note)).toHaveLength(1);
  });

  test('is turned round by a person, for both vendors, and said to be so; asking again changes nothing', async () => {
    const { id } = await story.mirror.contact(customer);
    const asked = {
      entity: 'contact',
      hubspotId: id,
      quickbooksId: customer['Id'],
      choice: 'take-hubspot',
      subject: 'phone',
      value: '650-555-0111',
    };
    const elsewhere = { ...asked, subject: 'firstname', value: null };
    expect(await api.post('/api/records/resolve', elsewhere)).toMatchObject({
      error: { code: 'not-fitting', details: { state: 'in-sync' } },
    });
    for (let times = 0; times < 2; times += 1)
      expect(await api.post('/api/records/resolve', asked)).toMatchObject({ ok: true });
    await eventually(async () =>
      expect(await phones()).toEqual({ hubspot: '650-555-0111', quickbooks: '650-555-0111' }),
    );
    await eventually(async () =>
      expect((await record()).record).toMatchObject({ note: null, state: 'in-sync' }),
    );
    expect(await api.post('/api/records/resolve', asked)).toMatchObject({ data: { kind: 'done' } });
    const { activities } = await record();
    expect(activities.filter(({ what }: ApiAnswer) => what === 'decided')).toMatchObject([
      { why: 'by user 9001', after: { choice: 'take-hubspot', subject: 'phone', value: '650-555-0111' } },
    ]);
  });

  test('goes on as before afterwards: the next change on either side flows', async () => {
    await editContact({ phone: '650-555-0133' });
    await story.world.tick();
    await eventually(async () =>
      expect(await phones()).toEqual({ hubspot: '650-555-0133', quickbooks: '650-555-0133' }),
    );
  });
});
