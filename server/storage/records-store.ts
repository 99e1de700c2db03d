// The rows of the overview, one page at a time, and what a person does with them. Pages go on after the last row's id,
// so that the hundredth page costs what the first does.

import type { RecordsQuery, RecordsStore, RetrySelection } from '../engine/records.ts';
import { listActivities } from './activity-store.ts';
import { keepConnection } from './connection-scope.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { moveCursors } from './cursor-store.ts';
import { inTenant, query } from './database.ts';
import type { Transaction } from './database.ts';
import { stateColumns, toRecordRow } from './state-rows.ts';
import type { StateRow } from './state-rows.ts';

const columns = stateColumns('record_states');

export function recordsStore(scope: ConnectionScope): RecordsStore {
  const { connectionId } = scope;
  return {
    list: (wish) => inTenant(scope.db, scope, (trx) => listRows(trx, scope, wish)),
    history: (ref, limit) =>
      inTenant(scope.db, scope, async (trx) => {
        const [row] = await query<StateRow>(
          trx,
          `select ${columns} from record_states
           where connection_id = :connectionId and entity = :entity and ${ref.side}_id = :id`,
          { connectionId, entity: ref.entity, id: ref.id },
        );
        return {
          row: row ? toRecordRow(row) : null,
          activities: await listActivities(trx, scope, ref, limit),
        };
      }),
    retry: (entity, selection) =>
      inTenant(scope.db, scope, (trx) => retryRows(trx, scope, entity, selection)),
    moveCursor: (move) => inTenant(scope.db, scope, (trx) => moveCursors(trx, scope, [move])),
  };
}

async function listRows(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  { entity, state, category, after, limit }: RecordsQuery,
) {
  const conditions = [
    'connection_id = :connectionId',
    // A category is one of failing records alone, which have an index of their own.
    ...(category === null ? [] : ["state = 'failing'", 'category = :category']),
    ...(entity === null ? [] : ['entity = :entity']),
    ...(state === null ? [] : ['state = :state']),
    ...(after === null ? [] : ['id > cast(:after as bigint)']),
  ];
  const rows = await query<StateRow>(
    trx,
    `select ${columns} from record_states where ${conditions.join(' and ')} order by id limit :limit`,
    {
      connectionId,
      limit: limit + 1,
      ...(category !== null && { category }),
      ...(entity !== null && { entity }),
      ...(state !== null && { state }),
      ...(after !== null && { after }),
    },
  );
  const page = rows.slice(0, limit);
  return { rows: page.map(toRecordRow), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/**
 * Marks both records of each row: marked on one side alone a pair might look unchanged. Rows picked by hand go first; a
 * whole category, which may be thousands, does not hold up what is changed meanwhile.
 */
async function retryRows(
  trx: Transaction,
  scope: ConnectionScope,
  entity: string,
  selection: RetrySelection,
): Promise<number> {
  await keepConnection(trx, scope);
  const ids = 'ids' in selection ? selection.ids : null;
  const category = 'category' in selection ? selection.category : null;
  const [row] = await query<{ count: number }>(
    trx,
    `with chosen as materialized (
       select id, hubspot_id, quickbooks_id from record_states
       where connection_id = :connectionId and entity = :entity and
         ${ids ? 'id = any (cast(:ids as bigint[]))' : "state = 'failing'"}
         ${category === null ? '' : 'and category = :category'}),
     named as (
       select 'hubspot' as side, hubspot_id as record_id from chosen where hubspot_id is not null
       union all select 'quickbooks', quickbooks_id from chosen where quickbooks_id is not null),
     marked as (
       insert into marks (connection_id, entity, side, record_id, priority)
       select :connectionId, :entity, side, record_id, ${ids ? 0 : 2} from named order by side, record_id
       on conflict (record_id, entity, side, connection_id) do update set
         sequence = excluded.sequence, priority = least(marks.priority, excluded.priority),
         attempts = 0, not_before = null)
     select count(*)::int as count from chosen`,
    {
      connectionId: scope.connectionId,
      entity,
      ...(ids && { ids }),
      ...(category !== null && { category }),
    },
  );
  return row?.count ?? 0;
}
