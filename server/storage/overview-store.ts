// What settings show about a connection's syncs: counts per state, and how far first syncs are.

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

interface SettledRow {
  readonly entity: string;
  readonly settled_at: Date | null;
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
    const settled = await query<SettledRow>(
      trx,
      `select entity, (select max(changed_at) from record_states
           where record_states.connection_id = syncs.connection_id and record_states.entity = syncs.entity) as settled_at
         from syncs where connection_id = :connectionId`,
      { connectionId: scope.connectionId },
    );
    return settled.map(({ entity, settled_at: lastSettledAt }) => {
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
      };
    });
  });
}
