import type { CursorMove, CursorStore } from '../engine/stores.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { inTenant, json, query } from './database.ts';
import type { Transaction } from './database.ts';

export function cursorStore(scope: ConnectionScope): CursorStore {
  return {
    read: (name) =>
      inTenant(scope.db, scope, async (trx) => {
        const [row] = await query<{ value: unknown }>(
          trx,
          'select value from cursors where connection_id = :connectionId and name = :name',
          { connectionId: scope.connectionId, name },
        );
        return row?.value ?? null;
      }),
    move: (moves) => inTenant(scope.db, scope, (trx) => moveCursors(trx, scope, moves)),
  };
}

export async function moveCursors(
  trx: Transaction,
  { connectionId, runtime }: ConnectionScope,
  moves: readonly CursorMove[],
): Promise<void> {
  const last = [...new Map(moves.map((move) => [move.name, move])).values()];
  const kept = last.filter(({ value }) => value !== null && value !== undefined);
  const removed = last.filter((move) => !kept.includes(move)).map(({ name }) => name);
  if (removed.length > 0) {
    await query(trx, 'delete from cursors where connection_id = :connectionId and name = any (:removed)', {
      connectionId,
      removed,
    });
  }
  if (kept.length > 0) {
    await query(
      trx,
      `insert into cursors (connection_id, name, value, moved_at)
       select :connectionId, name, value, :now from jsonb_to_recordset(cast(:kept as jsonb)) as move (name text, value jsonb)
       on conflict (connection_id, name) do update set value = excluded.value, moved_at = excluded.moved_at`,
      { connectionId, kept: json(kept), now: runtime.now() },
    );
  }
}
