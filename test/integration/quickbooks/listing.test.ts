import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Gateway } from '../../../server/sync/ports.ts';
import { Realm } from './realm.ts';

let realm: Realm;
beforeAll(async () => {
  realm = await Realm.start();
});
beforeEach(() => realm.reset());
afterAll(() => realm.close());

/** All ids in the order met; `between` runs after each page. */
async function listAll(
  gateway: Gateway,
  between: () => Promise<unknown> = async () => undefined,
): Promise<string[]> {
  const ids: string[] = [];
  let place: string | null = null;
  do {
    const page = await gateway.list(place);
    ids.push(...page.records.map(({ id }) => id));
    place = page.next;
    await between();
  } while (place !== null);
  return ids;
}

const seed = (customers: number): Promise<unknown> =>
  realm.control('seed', { customers, items: 1, invoices: 0, payments: 0 });

async function idsIn(type: string): Promise<readonly string[]> {
  return (await realm.state(type)).map(({ Id }) => Id);
}

describe('listing', () => {
  test('meets every record once over several pages', async () => {
    await seed(2300);
    const ids = await listAll(realm.pass().gateway('contact'));
    expect(new Set(ids)).toEqual(new Set(await idsIn('Customer')));
    expect(ids).toHaveLength(new Set(ids).size);
    expect((await realm.calls()).length).toBeLessThanOrEqual(4);
  });

  test('meets inactive records', async () => {
    const id = await realm.save('Customer', { DisplayName: 'Ada' });
    await realm.edit({ type: 'Customer', id, action: 'deactivate' });
    expect(await listAll(realm.pass().gateway('contact'))).toEqual([id]);
  });

  test('misses nothing while rows change between the pages', async () => {
    await seed(2100);
    const all = await idsIn('Customer');
    let edited = 0;
    const ids = await listAll(realm.pass().gateway('contact'), async () => {
      // Rows already shown move to the end and pull the others forward.
      for (const id of all.slice(edited, edited + 40))
        await realm.save('Customer', { Notes: `n${edited}` }, id);
      edited += 40;
    });
    expect(new Set(ids)).toEqual(new Set(all));
  });

  test('of nothing is one empty page', async () => {
    expect(await realm.pass().gateway('payment').list(null)).toEqual({ records: [], next: null });
  });
});
