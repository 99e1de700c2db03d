import type { PeopleStore } from '../engine/people.ts';
import { inTenant, query } from './database.ts';
import type { Database } from './database.ts';

export function peopleStore({ db }: { readonly db: Database }): PeopleStore {
  return {
    async list(portalId) {
      const rows = await inTenant(db, { portalId }, (trx) =>
        query<{ email: string; added_at: Date }>(
          trx,
          'select email, added_at from people where portal_id = :portalId order by email',
          { portalId },
        ),
      );
      return rows.map(({ email, added_at: addedAt }) => ({ email, addedAt }));
    },
    add: (portalId, email, addedBy) =>
      inTenant(db, { portalId }, async (trx) => {
        await query(
          trx,
          `insert into people (portal_id, email, added_by) values (:portalId, :email, :addedBy)
           on conflict do nothing`,
          { portalId, email, addedBy },
        );
      }),
    remove: (portalId, email) =>
      inTenant(db, { portalId }, async (trx) => {
        await query(trx, 'delete from people where portal_id = :portalId and email = :email', {
          portalId,
          email,
        });
      }),
  };
}
