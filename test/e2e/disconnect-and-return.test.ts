import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoPortal } from '../../sandbox/demo/app-registration.ts';
import { sampleCompany } from '../../sandbox/quickbooks/quickbooks.ts';
import { connectAs, disconnectQuickBooks } from '../support/connect-as.ts';
import type { VendorRecord } from '../support/control.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

const person = { portalId: demoPortal.portalId, userId: 9001 };

describe('a connection that ends and comes back', () => {
  let story: Story;
  let customer: VendorRecord;
  let invoice: VendorRecord;
  beforeAll(async () => {
    story = await startStory({}, async ({ books }) => {
      customer = await books.customer('Returning Ltd');
      invoice = await books.invoice(customer, [{ amount: 80, text: 'kept' }]);
      await books.payment(customer, 30, [{ invoice, amount: 30 }]);
    });
  });
  afterAll(() => story?.close());

  const expectOnce = async (): Promise<void> => {
    const { mirror } = story;
    expect(await mirror.keyed('contact', customer)).toHaveLength(1);
    expect(await mirror.keyed('invoice', invoice)).toHaveLength(1);
    expect(await mirror.records('line_items')).toHaveLength(1);
    expect(await mirror.records('commerce_payments')).toHaveLength(1);
  };

  test('disconnected, it makes no calls; reconnected with the same company it goes on without duplicates', async () => {
    const { books, mirror, world } = story;
    await disconnectQuickBooks(world, person);
    expect((await world.api.connection()).status).toBe('disconnected');
    const quiet = (await world.quickbooks.requests()).length;
    await books.change('Customer', customer, { CompanyName: 'Changed while away' });
    await world.tick();
    expect((await world.quickbooks.requests()).length).toBe(quiet);
    expect((await connectAs(world, person, sampleCompany.realmId)).status).toBe(200);
    await world.settled();
    await eventually(async () =>
      expect((await mirror.contact(customer))['properties'].company).toBe('Changed while away'),
    );
    await expectOnce();
  });

  test('uninstalled in HubSpot, it is found by the refused refresh; installed again it goes on', async () => {
    const { books, mirror, world } = story;
    await world.hubspot.edit({ type: 'App', action: 'delete' });
    await books.change('Customer', customer, { CompanyName: 'Changed while uninstalled' });
    await eventually(async () => expect((await world.api.connection()).status).toBe('disconnected'));
    expect((await connectAs(world, person, sampleCompany.realmId)).status).toBe(200);
    expect((await world.api.connection()).status).toBe('connected');
    await world.settled();
    await eventually(async () =>
      expect((await mirror.contact(customer))['properties'].company).toBe('Changed while uninstalled'),
    );
    await expectOnce();
  });
});
