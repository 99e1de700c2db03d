import type { Drained, NewMark } from '../engine/stores.ts';
import type { Side } from '../sync/record.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { inTenant, query } from './database.ts';
import { addMarks } from './mark-store.ts';

interface InboxRow {
  readonly id: string;
  readonly vendor: Side;
  readonly entity: string;
  readonly record_id: string;
  readonly change: string;
  readonly hints: Readonly<Record<string, string>>;
}

/**
 * Turns the oldest waiting webhook events into marks and notes them as processed, all or nothing. Events of other
 * entities than the given ones only count: they may be a reason to read a feed.
 */
export function drainInbox(
  scope: ConnectionScope,
  { entities, limit }: { readonly entities: readonly string[]; readonly limit: number },
): Promise<Drained> {
  return inTenant(scope.db, scope, async (trx) => {
    const rows = await query<InboxRow>(
      trx,
      `update inbox set processed_at = :now where connection_id = :connectionId and id in (
         select id from inbox where connection_id = :connectionId and processed_at is null
         order by id limit :limit for update skip locked)
       returning id, vendor, entity, record_id, change, hints`,
      { connectionId: scope.connectionId, limit, now: scope.runtime.now() },
    );
    await addMarks(trx, scope, rows.filter((row) => entities.includes(row.entity)).flatMap(toMarks));
    return { events: rows.length, quickbooks: rows.filter((row) => row.vendor === 'quickbooks').length };
  });
}

/** The hints of a deletion or merge name the other record concerned, of the same entity and side. */
function toMarks({ vendor: side, entity, record_id: id, change, hints }: InboxRow): readonly NewMark[] {
  const others = change === 'deleted' || change === 'merged' ? Object.values(hints) : [];
  return [id, ...others].map((each) => ({ entity, side, id: each, priority: 1 }));
}
