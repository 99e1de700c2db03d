// Commands of people, on their way to the worker and back.

import type { CommandDesk } from '../engine/by-hand.ts';
import type { CommandOutcome, CommandStore, OpenCommand, Pair } from '../engine/commands.ts';
import { sides } from '../sync/record.ts';
import { appendActivities } from './activity-store.ts';
import { keepConnection, keepLease } from './connection-scope.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { inTenant, json, query } from './database.ts';
import type { Transaction } from './database.ts';
import { closeIntents } from './intent-store.ts';
import { addMarks } from './mark-store.ts';

interface CommandRow {
  readonly id: string;
  readonly kind: OpenCommand['kind'];
  readonly entity: string;
  readonly hubspot_id: string;
  readonly quickbooks_id: string;
  readonly asked_by: string;
  readonly asked_at: Date;
}

const keptMs = 86_400_000;

/** What passes work with; `fence` is that of the lease held. */
export function commandStore(scope: ConnectionScope, fence: string | null): CommandStore {
  const { connectionId, runtime } = scope;
  return {
    open: () =>
      inTenant(scope.db, scope, async (trx) => {
        const rows = await query<CommandRow>(
          trx,
          `select id, kind, entity, hubspot_id, quickbooks_id, asked_by, asked_at from commands
           where connection_id = :connectionId and outcome is null order by id`,
          { connectionId },
        );
        return rows.map(toCommand);
      }),
    done: (id, outcome) =>
      inTenant(scope.db, scope, async (trx) => {
        await query(
          trx,
          `update commands set outcome = cast(:outcome as jsonb), done_at = :now
           where connection_id = :connectionId and id = cast(:id as bigint)`,
          { connectionId, id, outcome: json(outcome), now: runtime.now() },
        );
      }),
    takeApart: (pair, told, intents) =>
      inTenant(scope.db, scope, async (trx) => {
        await keepLease(trx, scope, fence);
        await closeIntents(trx, scope, intents);
        const gone = await query(trx, `delete from links where ${ofPair} returning id`, named(scope, pair));
        if (gone.length === 0) return false;
        await query(trx, `delete from record_states where ${ofPair}`, named(scope, pair));
        await appendActivities(trx, scope, [told]);
        await addMarks(trx, scope, marksOf(pair));
        return true;
      }),
  };
}

/** What people's calls work with. */
export function commandDesk(scope: ConnectionScope): CommandDesk {
  const { connectionId, runtime } = scope;
  return {
    ask: ({ kind, pair, askedBy }) =>
      inTenant(scope.db, scope, async (trx) => {
        await keepConnection(trx, scope);
        const now = runtime.now();
        await forgetOld(trx, connectionId, new Date(now.getTime() - keptMs));
        const [row] = await query<{ id: string }>(
          trx,
          `insert into commands (connection_id, kind, entity, hubspot_id, quickbooks_id, asked_by, asked_at)
           values (:connectionId, :kind, :entity, :hubspotId, :quickbooksId, :askedBy, :now)
           on conflict (connection_id, entity, hubspot_id, quickbooks_id, kind) where outcome is null
             do update set asked_at = excluded.asked_at
           returning id`,
          { ...named(scope, pair), kind, askedBy, now },
        );
        if (!row) throw new Error('the command was not stored');
        return row.id;
      }),
    outcome: (id) =>
      inTenant(scope.db, scope, async (trx) => {
        const [row] = await query<{ outcome: CommandOutcome | null }>(
          trx,
          'select outcome from commands where connection_id = :connectionId and id = cast(:id as bigint)',
          { connectionId, id },
        );
        return row?.outcome ?? null;
      }),
  };
}

const forgetOld = (trx: Transaction, connectionId: string, before: Date) =>
  query(trx, 'delete from commands where connection_id = :connectionId and done_at < :before', {
    connectionId,
    before,
  });

const ofPair = `connection_id = :connectionId and entity = :entity and hubspot_id = :hubspotId
  and quickbooks_id = :quickbooksId`;

const named = ({ connectionId }: ConnectionScope, { entity, hubspotId, quickbooksId }: Pair) => ({
  connectionId,
  entity,
  hubspotId,
  quickbooksId,
});

const marksOf = (pair: Pair) =>
  sides.map(
    (side) =>
      ({
        entity: pair.entity,
        side,
        id: side === 'hubspot' ? pair.hubspotId : pair.quickbooksId,
        priority: 0,
      }) as const,
  );

const toCommand = (row: CommandRow): OpenCommand => ({
  id: row.id,
  kind: row.kind,
  pair: { entity: row.entity, hubspotId: row.hubspot_id, quickbooksId: row.quickbooks_id },
  askedBy: row.asked_by,
  askedAt: row.asked_at,
});
