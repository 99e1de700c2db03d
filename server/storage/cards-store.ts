import type { CardsStore, KnownRecord } from '../engine/cards.ts';
import type { RecordRef, Side } from '../sync/record.ts';
import { otherSide } from '../sync/record.ts';
import { listActivities } from './activity-store.ts';
import { keepConnection } from './connection-scope.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { inTenant, query } from './database.ts';
import type { Transaction } from './database.ts';
import { addMarks } from './mark-store.ts';
import { stateColumns, toRecordRow } from './state-rows.ts';
import type { StateRow } from './state-rows.ts';

interface KnownRow extends StateRow {
  readonly summary: unknown;
  readonly agreed_at: Date | null;
  readonly origin: Side | null;
  readonly is_due: boolean;
}

export function cardsStore(scope: ConnectionScope): CardsStore {
  const { connectionId } = scope;
  return {
    known: (entity, hubspotIds) =>
      inTenant(scope.db, scope, async (trx) => {
        const rows = await query<KnownRow>(
          trx,
          `select ${stateColumns('state')}, summary.summary, links.origin,
             case when links.base is not null then links.updated_at end as agreed_at,
             exists (select 1 from marks where marks.connection_id = state.connection_id
               and marks.entity = state.entity and not_before is null
               and (side, record_id) in (('hubspot', state.hubspot_id), ('quickbooks', state.quickbooks_id))
             ) as is_due
           from record_states state
           left join record_summaries summary on summary.connection_id = state.connection_id
             and summary.entity = state.entity and summary.quickbooks_id = state.quickbooks_id
           left join links on links.connection_id = state.connection_id and links.entity = state.entity
             and links.hubspot_id = state.hubspot_id and links.quickbooks_id = state.quickbooks_id
           where state.connection_id = :connectionId and state.entity = :entity
             and state.hubspot_id = any (:hubspotIds)`,
          { connectionId, entity, hubspotIds },
        );
        return rows.map(toKnown);
      }),
    activities: (ref, limit) => inTenant(scope.db, scope, (trx) => listActivities(trx, scope, ref, limit)),
    lookAgain: (ref) =>
      inTenant(scope.db, scope, async (trx) => {
        await keepConnection(trx, scope);
        const refs = [ref, ...(await counterpartsOf(trx, scope, ref))];
        await addMarks(
          trx,
          scope,
          refs.map((one) => ({ ...one, priority: 0 })),
        );
      }),
  };
}

/** Marked on one side alone a pair might look unchanged. */
async function counterpartsOf(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  { entity, side, id }: RecordRef,
): Promise<readonly RecordRef[]> {
  const other = otherSide(side);
  const rows = await query<{ id: string | null }>(
    trx,
    `select ${other}_id as id from record_states
     where connection_id = :connectionId and entity = :entity and ${side}_id = :id`,
    { connectionId, entity, id },
  );
  return rows.flatMap((row) => (row.id === null ? [] : { entity, side: other, id: row.id }));
}

const toKnown = ({ summary, origin, agreed_at: agreedAt, is_due: isDue, ...row }: KnownRow): KnownRecord => ({
  row: toRecordRow(row),
  summary,
  origin,
  agreedAt,
  isDue,
});
