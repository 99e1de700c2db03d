import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { settingsApi } from '../support/settings-api.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

describe('records that people merge', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory({ pollSeconds: 1 });
  });
  afterAll(() => story?.close());

  const saveContact = (change: Readonly<Record<string, string>>, id?: string): Promise<VendorRecord> =>
    story.world.hubspot.edit({ type: 'contacts', action: 'save', change, ...(id !== undefined && { id }) });
  const mergeContacts = (winner: VendorRecord, loser: VendorRecord): Promise<VendorRecord> =>
    story.world.hubspot.edit({
      type: 'contacts',
      id: winner['id'],
      action: 'merge',
      with: { id: loser['id'] },
    });

  test('a contact that swallows a synced one takes over its customer, and its changes reach it', async () => {
    const { books, mirror, world, caughtUp } = story;
    const customer = await books.customer('Swallowed Ltd');
    await caughtUp();
    const winner = await saveContact({ email: 'winner@merge.example', firstname: 'Winnie' });
    await mergeContacts(winner, await mirror.contact(customer));
    await saveContact({ city: 'Bergen' }, winner['id']);
    await world.tick();
    await eventually(async () =>
      expect((await books.now('Customer', customer))['BillAddr']?.City).toBe('Bergen'),
    );
    expect((await mirror.contact(customer))['id']).toBe(winner['id']);
    expect((await books.records('Customer')).filter(({ GivenName }) => GivenName === 'Winnie')).toHaveLength(
      1,
    );
  });

  test.each(['stub', 'inactive'])(
    'a customer merged away (told as %s) is excluded as merged; its invoices hang on the contact of the one left',
    async (mergedAway) => {
      const { books, mirror, world, caughtUp } = story;
      await world.quickbooks.settings({ behaviours: { mergedAway } });
      const left = await books.customer(`Left Ltd ${mergedAway}`);
      const gone = await books.customer(`Gone Ltd ${mergedAway}`);
      const invoice = await books.invoice(gone, [{ amount: 40 }]);
      await caughtUp();
      const [survivor, loser] = [await mirror.contact(left), await mirror.contact(gone)];
      expect(await mirror.contactsOf(invoice)).toEqual([loser['id']]);
      await world.quickbooks.edit({
        type: 'Customer',
        id: left['Id'],
        action: 'merge',
        with: { id: gone['Id'] },
      });
      await eventually(async () => expect(await mirror.contactsOf(invoice)).toEqual([survivor['id']]));
      expect((await mirror.contact(gone))['id']).toBe(loser['id']);
      const path = `/api/records/contact/quickbooks/${String(gone['Id'])}`;
      await eventually(async () =>
        expect((await settingsApi(world).get(path)).data.record).toMatchObject({
          state: 'excluded',
          reason: 'merged',
          details: { into: left['Id'] },
        }),
      );
    },
  );

  test('an invoice moves between contacts that were merged into one and keeps its contact', async () => {
    const { books, mirror, caughtUp } = story;
    const [from, to] = [await books.customer('From Ltd'), await books.customer('To Ltd')];
    const invoice = await books.invoice(from, [{ amount: 25 }]);
    await caughtUp();
    const kept = await mirror.contact(to);
    await mergeContacts(kept, await mirror.contact(from));
    await books.change('Invoice', invoice, { CustomerRef: { value: to['Id'] } });
    await caughtUp();
    expect(await mirror.contactsOf(invoice)).toEqual([kept['id']]);
  });

  test('a contact and a customer with one e-mail, made at the same moment, become one pair', async () => {
    const { books, mirror, world, caughtUp } = story;
    await world.stopServer();
    const customer = await books.customer('Twin', 'twin@merge.example');
    const contact = await saveContact({ email: 'twin@merge.example', jobtitle: 'Buyer' });
    const line = await world.hubspot.edit({
      type: 'line_items',
      action: 'save',
      change: { name: 'Advice', quantity: '1', price: '10' },
    });
    const { id } = await world.hubspot.edit({
      type: 'invoices',
      action: 'save',
      change: { hs_currency: 'USD' },
      with: { contacts: contact['id'], line_items: line['id'] },
    });
    await world.hubspot.edit({ type: 'invoices', id, action: 'save', change: { hs_invoice_status: 'open' } });
    await world.hubspot.advance(60_000);
    await world.startServer();
    await world.tick();
    await caughtUp();
    await eventually(async () => expect((await mirror.contact(customer))['id']).toBe(contact['id']));
  });
});
