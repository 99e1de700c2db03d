import type { Drained, NewMark } from '../engine/stores.ts';
import type { Side } from '../sync/record.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { inTenant, json, query } from './database.ts';
import type { Transaction } from './database.ts';
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
    await noteMerges(trx, scope, rows);
    await addMarks(trx, scope, rows.filter((row) => entities.includes(row.entity)).flatMap(toMarks));
    return { events: rows.length, quickbooks: rows.filter((row) => row.vendor === 'quickbooks').length };
  });
}

/** QuickBooks says only here which record a merged one went into. */
async function noteMerges(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  rows: readonly InboxRow[],
): Promise<void> {
  const merges = rows.flatMap(({ vendor, entity, record_id: survivor, change, hints: { loser } }) =>
    vendor === 'quickbooks' && change === 'merged' && loser !== undefined
      ? [{ entity, survivor, loser }]
      : [],
  );
  if (merges.length === 0) return;
  await query(
    trx,
    `update links set merged_into = merge.survivor
     from jsonb_to_recordset(cast(:merges as jsonb)) as merge (entity text, survivor text, loser text)
     where links.connection_id = :connectionId and links.entity = merge.entity
       and links.quickbooks_id = merge.loser`,
    { connectionId, merges: json(merges) },
  );
}

/** The hints of a deletion or merge name the other record concerned, of the same entity and side. */
function toMarks({ vendor: side, entity, record_id: id, change, hints }: InboxRow): readonly NewMark[] {
  const others = change === 'deleted' || change === 'merged' ? Object.values(hints) : [];
  return [id, ...others].map((each) => ({ entity, side, id: each, priority: 1 }));
}
