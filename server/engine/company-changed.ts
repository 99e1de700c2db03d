// Records may wait for another set-up of the company: they are woken when the facts about it are not those of the last pass.

import { companyCause } from '../sync/entity.ts';
import type { Pass } from './unit.ts';

const companyCursor = 'company-facts';

export async function wakeForCompany(pass: Pass): Promise<void> {
  // The realm's id is kept encrypted where it is kept at all.
  const { realmId: _id, ...known } = pass.context.company;
  const facts = JSON.stringify(known);
  const before = await pass.store.cursors.read(companyCursor);
  if (before === facts) return;
  if (typeof before === 'string') {
    await pass.store.settle(
      [
        {
          marks: [],
          link: null,
          status: null,
          activities: [],
          intents: [],
          follow: [],
          causes: [companyCause],
          retryAt: null,
        },
      ],
      new Map(),
    );
  }
  await pass.store.cursors.move([{ name: companyCursor, value: facts }]);
}
