import type { IntentStore, StoredIntent } from '../engine/stores.ts';
import type { Operation, ResolvedOperation } from '../sync/operation.ts';
import type { OperationResult } from '../sync/ports.ts';
import type { EntityName, Side } from '../sync/record.ts';
import { keepConnection, keepLease } from './connection-scope.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { inTenant, json, query } from './database.ts';
import type { Transaction } from './database.ts';

interface IntentRow {
  readonly id: string;
  readonly entity: EntityName;
  readonly side: Side;
  readonly record_id: string;
  readonly operation: Operation;
  readonly request: ResolvedOperation;
  readonly answer: OperationResult | null;
  readonly created_at: Date;
}

/** `fence` is that of the lease held; without one intents can be read, but none be opened. */
export function intentStore(scope: ConnectionScope, fence: string | null): IntentStore {
  const { connectionId, runtime } = scope;
  return {
    async open(intents) {
      if (intents.length === 0) return [];
      const rows = await inTenant(scope.db, scope, async (trx) => {
        await keepConnection(trx, scope);
        await keepLease(trx, scope, fence);
        return query<{ id: string }>(
          trx,
          `insert into intents (connection_id, entity, side, record_id, counterpart, operation, request, created_at)
           select :connectionId, ref->>'entity', ref->>'side', ref->>'id', counterpart, operation, request, :now
           from jsonb_array_elements(cast(:intents as jsonb)) with ordinality as listed (intent, place),
             jsonb_to_record(intent) as intent_row (ref jsonb, counterpart text, operation jsonb, request jsonb)
           order by place returning id`,
          { connectionId, intents: json(intents), now: runtime.now() },
        );
      });
      // Ids were drawn in the order of the list; the order of returned rows alone would be no promise.
      return rows.map(({ id }) => id).toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    },
    async answer(results) {
      if (results.length === 0) return;
      await inTenant(scope.db, scope, (trx) =>
        query(
          trx,
          `update intents set answer = given.answer, answered_at = :now
           from jsonb_to_recordset(cast(:answers as jsonb)) as given (id bigint, answer jsonb)
           where connection_id = :connectionId and intents.id = given.id`,
          {
            connectionId,
            now: runtime.now(),
            answers: json(results.map((answer) => ({ id: answer.intentId, answer }))),
          },
        ),
      );
    },
    listOpen: (limit) =>
      inTenant(scope.db, scope, async (trx) => {
        const rows = await query<IntentRow>(
          trx,
          `select id, entity, side, record_id, operation, request, answer, created_at from intents
           where connection_id = :connectionId and closed_at is null order by id limit :limit`,
          { connectionId, limit },
        );
        return rows.map(toIntent);
      }),
    refusedCreates: (entity, ids) => countEndedCreates(scope, entity, ids),
  };
}

const countEndedCreates = (
  scope: ConnectionScope,
  entity: EntityName,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> =>
  inTenant(scope.db, scope, async (trx) => {
    const rows = await query<{ record_id: string; ended: number }>(
      trx,
      `select record_id, count(*)::int as ended from (
         select record_id from intents
         where connection_id = :connectionId and entity = :entity and record_id = any(:ids)
           and operation->>'action' = 'create' and operation->>'side' = 'quickbooks' and answer->>'ok' = 'false'
         union all
         select hubspot_id from activities
         where connection_id = :connectionId and entity = :entity and hubspot_id = any(:ids)
           and what = 'unlinked') ended
       group by record_id`,
      { connectionId: scope.connectionId, entity, ids: [...ids] },
    );
    return new Map(rows.map((row) => [row.record_id, row.ended]));
  });

export async function closeIntents(
  trx: Transaction,
  { connectionId, runtime }: ConnectionScope,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await query(
    trx,
    `update intents set closed_at = :now
     where connection_id = :connectionId and id = any (cast(:ids as bigint[])) and closed_at is null`,
    { connectionId, ids, now: runtime.now() },
  );
}

const toIntent = (row: IntentRow): StoredIntent => ({
  id: row.id,
  ref: { entity: row.entity, side: row.side, id: row.record_id },
  operation: row.operation,
  request: row.request,
  answer: row.answer,
  createdAt: row.created_at,
});
