import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

describe('records that cannot be synced yet', () => {
  let story: Story;
  let twins: VendorRecord[];
  let invoices: VendorRecord[];
  beforeAll(async () => {
    story = await startStory({}, async ({ books }) => {
      twins = [
        await books.customer('Left', 'pair@shared.example'),
        await books.customer('Right', 'pair@shared.example'),
      ];
      invoices = [];
      for (const customer of twins) {
        const invoice = await books.invoice(customer, [{ amount: 40 }]);
        await books.payment(customer, 15, [{ invoice, amount: 15 }]);
        invoices.push(invoice);
      }
    });
  });
  afterAll(() => story?.close());

  test('two customers that share an e-mail, and their invoices, are neither guessed nor created', async () => {
    const { mirror, caughtUp } = story;
    await caughtUp();
    for (const customer of twins) expect(await mirror.keyed('contact', customer)).toHaveLength(0);
    expect(await mirror.records('invoices')).toHaveLength(0);
  });

  test('both arrive by themselves, payments included, when one of them gives the e-mail up', async () => {
    const { books, mirror, later } = story;
    await later();
    const [, right] = twins;
    if (!right) throw new Error('no customer');
    await books.change('Customer', right, { PrimaryEmailAddr: { Address: 'own@shared.example' } });
    await eventually(async () => {
      for (const [at, invoice] of invoices.entries()) {
        expect(await mirror.contactsOf(invoice)).toEqual([(await mirror.contact(twins[at] ?? {}))['id']]);
        expect(await mirror.applied(invoice)).toEqual([15]);
      }
    });
  });

  test('a customer arrives when the other one with its e-mail is deactivated', async () => {
    const { books, mirror, world, later } = story;
    await world.quickbooks.settings({ webhooks: { on: false } });
    const first = await books.customer('First Twin', 'twins@shared.example');
    const second = await books.customer('Second Twin', 'twins@shared.example');
    await world.quickbooks.settings({ webhooks: { on: true } });
    await later();
    for (const customer of [first, second]) expect(await mirror.keyed('contact', customer)).toHaveLength(0);
    await books.deactivate('Customer', first);
    await eventually(async () => expect(await mirror.keyed('contact', second)).toHaveLength(1));
    expect(await mirror.keyed('contact', first)).toHaveLength(0);
  });

  test('a customer arrives when the synced one in its way gets another e-mail', async () => {
    const { books, mirror, later } = story;
    const first = await books.customer('First Comer', 'desk@way.example');
    await later();
    const second = await books.customer('Second Comer', 'desk@way.example');
    await later();
    expect(await mirror.keyed('contact', second)).toHaveLength(0);
    await books.change('Customer', first, { PrimaryEmailAddr: { Address: 'first@way.example' } });
    await eventually(async () => expect(await mirror.keyed('contact', second)).toHaveLength(1));
    expect((await mirror.contact(first))['properties'].email).toBe('first@way.example');
  });

  test('a customer arrives when the one in its way becomes the double of somebody else', async () => {
    const { books, mirror, world, later } = story;
    await world.quickbooks.settings({ webhooks: { on: false } });
    const left = await books.customer('Old Double', 'old@double.example');
    const moving = await books.customer('Moving Double', 'old@double.example');
    const other = await books.customer('New Double', 'new@double.example');
    await world.quickbooks.settings({ webhooks: { on: true } });
    await later();
    for (const customer of [left, moving]) expect(await mirror.keyed('contact', customer)).toHaveLength(0);
    await books.change('Customer', moving, { PrimaryEmailAddr: { Address: 'new@double.example' } });
    await eventually(async () => expect(await mirror.keyed('contact', left)).toHaveLength(1));
    expect(await mirror.keyed('contact', moving)).toHaveLength(0);
    expect(await mirror.keyed('contact', other)).toHaveLength(1);
  });

  test('an item arrives when one of two HubSpot products with its SKU is put away', async () => {
    const { books, mirror, world, later } = story;
    const product = (name: string) =>
      world.hubspot.edit({ type: 'products', action: 'save', change: { name, hs_sku: 'DOUBLE' } });
    const [kept, spare] = [await product('Kept'), await product('Spare')];
    await later();
    const item = await books.item('Double', 'DOUBLE', 5);
    await later();
    expect(await mirror.keyed('product', item)).toHaveLength(0);
    await world.hubspot.edit({ type: 'products', id: spare['id'], action: 'delete' });
    await eventually(async () => expect((await mirror.product(item))['id']).toBe(kept['id']));
  });
});
