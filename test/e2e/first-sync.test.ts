import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

describe('first sync of a QuickBooks company', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({
      quickbooksSeed: { customers: 40, items: 15, invoices: 60, payments: 40, seed: 7 },
    });
    await world.connect();
    await world.settled();
  }, 120_000);
  afterAll(() => world?.close());

  test('every synced customer is one contact', async () => {
    const contacts = await world.hubspot.records('contacts');
    console.log(
      await world.hubspot.counts(),
      await world.quickbooks.counts(),
      JSON.stringify((await world.api.connection()).syncs, null, 1),
    );
    expect(contacts.length).toBeGreaterThan(0);
  });
});
