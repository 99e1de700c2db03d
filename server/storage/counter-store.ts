import type { ConnectionScope } from './connection-scope.ts';
import { inTenant, json, query } from './database.ts';

/** Adds to the counters of today (UTC). */
export async function addToCounters(
  scope: ConnectionScope,
  kinds: ReadonlyMap<string, number>,
): Promise<void> {
  if (kinds.size === 0) return;
  const { connectionId, runtime } = scope;
  // Sorted, so that two processes counting at once lock the same rows in the same order.
  const counts = [...kinds]
    .map(([kind, count]) => ({ kind, count }))
    .toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  await inTenant(scope.db, scope, (trx) =>
    query(
      trx,
      `insert into counters as kept (connection_id, day, kind, count)
       select :connectionId, cast(:day as date), kind, count
       from jsonb_to_recordset(cast(:counts as jsonb)) as added (kind text, count bigint)
       on conflict (connection_id, day, kind) do update set count = kept.count + excluded.count`,
      { connectionId, day: runtime.now().toISOString().slice(0, 10), counts: json(counts) },
    ),
  );
}

/** Sums per kind from a day on (`YYYY-MM-DD`, UTC, that day included). */
export function readCounters(
  scope: Pick<ConnectionScope, 'db' | 'connectionId' | 'portalId'>,
  fromDay: string,
): Promise<ReadonlyMap<string, number>> {
  return inTenant(scope.db, scope, async (trx) => {
    const rows = await query<{ kind: string; count: string }>(
      trx,
      `select kind, sum(count) as count from counters
       where connection_id = :connectionId and day >= cast(:fromDay as date) group by kind order by kind`,
      { connectionId: scope.connectionId, fromDay },
    );
    return new Map(rows.map(({ kind, count }) => [kind, Number(count)]));
  });
}
