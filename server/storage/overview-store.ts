// What settings show about a connection's syncs: counts per state, and how far first syncs and new rules are.

import type { SyncOverview } from '../engine/syncs.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { inTenant, query } from './database.ts';

interface CountRow {
  readonly entity: string;
  readonly state: string;
  readonly count: string;
}

interface WorkRow {
  readonly entity: string;
  readonly waiting: string;
  readonly first_left: string;
}

interface SyncRow {
  readonly entity: string;
  readonly settled_at: Date | null;
  readonly reading: SyncOverview['reading'];
}

/** Answers in milliseconds at any size: counts are kept, marks are few. */
export function readOverview(
  scope: Pick<ConnectionScope, 'db' | 'connectionId' | 'portalId'>,
): Promise<readonly SyncOverview[]> {
  return inTenant(scope.db, scope, async (trx) => {
    const counts = await query<CountRow>(
      trx,
      'select entity, state, count from record_state_counts where connection_id = :connectionId',
      { connectionId: scope.connectionId },
    );
    const work = await query<WorkRow>(
      trx,
      `select entity, count(*) as waiting, count(*) filter (where priority = 3) as first_left
       from marks where connection_id = :connectionId group by entity`,
      { connectionId: scope.connectionId },
    );
    const syncs = await query<SyncRow>(
      trx,
      `select syncs.entity, (select max(changed_at) from record_state_counts kept
           where kept.connection_id = syncs.connection_id and kept.entity = syncs.entity) as settled_at,
         case when syncs.state not in ('on', 'first-sync') then null
           when listing.value is null then case syncs.state when 'first-sync' then 'first' end
           when cast(listing.value ->> 'version' as integer) is distinct from syncs.version then 'rules'
           when listing.value ->> 'phase' <> 'done' then listing.value ->> 'purpose' end as reading
       from syncs left join cursors listing
         on listing.connection_id = syncs.connection_id and listing.name = 'list:' || syncs.entity
       where syncs.connection_id = :connectionId`,
      { connectionId: scope.connectionId },
    );
    return syncs.map(({ entity, settled_at: lastSettledAt, reading }) => {
      const of = (state: string): number =>
        Number(counts.find((row) => row.entity === entity && row.state === state)?.count ?? 0);
      const marks = work.find((row) => row.entity === entity);
      return {
        entity,
        inSync: of('in-sync'),
        failing: of('failing'),
        excluded: of('excluded'),
        pending: Number(marks?.waiting ?? 0),
        firstSyncLeft: Number(marks?.first_left ?? 0),
        lastSettledAt,
        reading,
      };
    });
  });
}
