import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { processMarks } from '../../../server/engine/chunk.ts';
import type { Gateway } from '../../../server/sync/ports.ts';
import { aCustomer } from '../../support/builders.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { customerMark, idsOf } from '../../support/settlements.ts';
import { testTenant } from '../../support/tenant.ts';
import { aPass, aUnit } from '../../support/units.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());

const unused = (): never => {
  throw new Error('nobody asks for this here');
};

test('a record that is marked again while it is worked on stays marked; one that is not does not', async () => {
  const tenant = await testTenant(base.db);
  const { sync, definition } = aUnit('contact');
  const { marks } = tenant.store;
  const due = () => marks.due({ entities: ['contact'], limit: 9, now: tenant.runtime.now() });
  // Put away, so that nothing has to be written; the cast leaves out what such records ask nothing of.
  const gateway = {
    async read(ids: readonly string[]) {
      await marks.add([customerMark('1')]);
      return { found: ids.map((id) => aCustomer({}, { id, state: 'inactive' })), gone: [], unread: [] };
    },
  } as Partial<Gateway> as Gateway;
  await marks.add([customerMark('1'), customerMark('2')]);
  const pass = aPass({
    store: tenant.store,
    access: { gateway: () => gateway, feed: unused, associated: async () => [], taxPercents: unused },
    syncs: new Map([['contact', sync]]),
  });
  await processMarks(pass, definition, await due(), new Set());
  expect(idsOf(await due())).toEqual(['1']);
});
