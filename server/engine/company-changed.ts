// Facts of the QuickBooks company that decide what it accepts: closed books, the subscription, features. They are read
// with the daily check; records that failed for one of them are looked at again when they have changed.

import { companyCause } from '../sync/entity.ts';
import { nothingToSettle } from './settlement.ts';
import type { Pass } from './unit.ts';

const cursor = 'company';

/** Wakes what waits for the company to change; the first look only remembers. */
export async function noticeCompany(pass: Pass): Promise<void> {
  const { realmId: _realmId, companyName: _name, ...facts } = pass.context.company;
  const now = JSON.stringify(facts);
  const known = await pass.store.cursors.read(cursor);
  if (known === now) return;
  if (typeof known === 'string')
    await pass.store.settle([{ ...nothingToSettle, causes: [companyCause] }], new Map());
  await pass.store.cursors.move([{ name: cursor, value: now }]);
}
