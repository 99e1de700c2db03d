import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { noticeCompany } from '../../../server/engine/company-changed.ts';
import { outcomeOf } from '../../../server/engine/outcome.ts';
import type { Failure, FailureCategory } from '../../../server/sync/failure.ts';
import { aContext, aCustomer } from '../../support/builders.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { idsOf } from '../../support/settlements.ts';
import { testTenant } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';
import { aPass, aUnit } from '../../support/units.ts';

let base: TestDatabase;
let tenant: TestTenant;
beforeAll(async () => {
  base = await testDatabase();
});
beforeEach(async () => {
  tenant = await testTenant(base.db);
});
afterAll(() => base.close());

async function settleFailing(id: string, category: FailureCategory): Promise<void> {
  const failure: Failure = { category, details: {}, vendor: null, waitsOn: [] };
  const unit = aUnit('contact', { quickbooks: aCustomer({}, { id }), marks: [mark(id)] });
  const outcome = outcomeOf(aPass(), unit, { kind: 'fail', failure }, null);
  await tenant.store.settle([outcome], new Map([['contact', 1]]));
}
const mark = (id: string) =>
  ({ entity: 'contact', side: 'quickbooks', id, sequence: '1', priority: 1, attempts: 0 }) as const;
const marked = async () =>
  idsOf(await tenant.store.marks.due({ entities: ['contact'], limit: 9, now: new Date() }));
const notice = (bookCloseDate: string | null) =>
  noticeCompany(aPass({ store: tenant.store, context: aContext({ company: { bookCloseDate } }) }));

test('records that failed because books are closed are looked at again when the company reopens them', async () => {
  await notice('2026-05-31');
  await settleFailing('1', 'closed-books');
  await settleFailing('2', 'value-not-accepted');
  await notice('2026-05-31');
  expect(await marked()).toEqual([]);
  await notice('2026-03-31');
  expect(await marked()).toEqual(['1']);
});
