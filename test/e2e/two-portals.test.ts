import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoPortal } from '../../sandbox/demo/app-registration.ts';
import { switchSyncsOn } from '../../sandbox/demo/connect.ts';
import { sampleCompany } from '../../sandbox/quickbooks/quickbooks.ts';
import { booksOf } from '../support/books.ts';
import { apiOf, connectAs } from '../support/connect-as.ts';
import { mirrorOf } from '../support/mirror.ts';
import { eventually } from '../support/waiting.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const otherPortal = {
  ...demoPortal,
  portalId: 7777,
  users: [{ id: 9101, email: 'eve@other.example', superAdmin: true }],
};
const thirdPortal = {
  ...otherPortal,
  portalId: 8888,
  users: [{ id: 9201, email: 'max@third.example', superAdmin: true }],
};
const otherRealm = { ...sampleCompany, realmId: '9341450000000002', name: 'Other Company' };
const one = { portalId: demoPortal.portalId, userId: 9001, realmId: sampleCompany.realmId };
const two = { portalId: otherPortal.portalId, userId: 9101, realmId: otherRealm.realmId };
const three = { portalId: thirdPortal.portalId, userId: 9201 };

describe('two portals with a company each', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({
      hubspotApp: { portals: [demoPortal, otherPortal, thirdPortal] },
      quickbooksApp: { companies: [sampleCompany, otherRealm] },
    });
    for (const person of [one, two]) {
      expect((await connectAs(world, person, person.realmId)).status).toBe(200);
      await switchSyncsOn(apiOf(world, person));
    }
  });
  afterAll(() => world?.close());

  const sidesOf = ({ portalId, realmId }: typeof one) => ({
    books: booksOf(world.quickbooks, realmId),
    mirror: mirrorOf(world.hubspot, realmId, String(portalId)),
  });

  test('see their own customers and invoices only, same ids and e-mails notwithstanding', async () => {
    const made = [];
    for (const [person, amount] of [
      [one, 10],
      [two, 20],
    ] as const) {
      const { books, mirror } = sidesOf(person);
      const customer = await books.customer('Same Name', 'same@mail.example');
      const invoice = await books.invoice(customer, [{ amount }]);
      made.push({ mirror, customer, invoice, amount });
    }
    expect(made[0]?.customer['Id']).toBe(made[1]?.customer['Id']);
    for (const { mirror, customer, invoice, amount } of made) {
      await eventually(async () => {
        expect(await mirror.contactsOf(invoice)).toEqual([(await mirror.contact(customer))['id']]);
        expect((await mirror.shown(invoice))['hs_invoice_status']).toBe('open');
      });
      expect(Number((await mirror.shown(invoice))['hs_amount_billed'])).toBe(amount);
      expect(await mirror.records('contacts')).toHaveLength(1);
      expect(await mirror.records('invoices')).toHaveLength(1);
    }
  });

  test('a third account cannot take a company that is connected already', async () => {
    const arrival = await connectAs(world, three, one.realmId);
    expect(arrival.words).toContain('already connected');
    expect((await apiOf(world, three).connection()).status).toBe('not-connected');
    expect(await mirrorOf(world.hubspot, one.realmId, String(three.portalId)).records('contacts')).toEqual(
      [],
    );
    const { books, mirror } = sidesOf(one);
    const customer = await books.customer('Still Here');
    await eventually(async () => expect(await mirror.keyed('contact', customer)).toHaveLength(1));
  });
});
