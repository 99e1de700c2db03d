// What people decided about records: kept until the record is at rest, then only in its history.

import type { RecordName, ResolutionDesk, Resolved } from '../engine/resolving.ts';
import type { PendingResolution, ResolutionStore } from '../engine/stores.ts';
import { topicOf } from '../sync/resolution.ts';
import type { Resolution } from '../sync/resolution.ts';
import { sides } from '../sync/record.ts';
import { appendActivities } from './activity-store.ts';
import { keepConnection } from './connection-scope.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { inTenant, query } from './database.ts';
import type { Transaction } from './database.ts';
import { addMarks } from './mark-store.ts';

interface ResolutionRow extends Resolution {
  readonly id: string;
  readonly hubspot_id: string | null;
  readonly quickbooks_id: string | null;
}

/** What passes read. */
export function resolutionStore(scope: ConnectionScope): ResolutionStore {
  return {
    of: (entity, { hubspotIds, quickbooksIds }) =>
      inTenant(scope.db, scope, async (trx) => {
        const rows = await query<ResolutionRow>(
          trx,
          `select id, hubspot_id, quickbooks_id, choice, subject, value from resolutions
           where connection_id = :connectionId and entity = :entity
             and (hubspot_id = any (:hubspotIds) or quickbooks_id = any (:quickbooksIds))
           order by id`,
          { connectionId: scope.connectionId, entity, hubspotIds, quickbooksIds },
        );
        return rows.map(toPending);
      }),
  };
}

/** Where people's decisions are taken in. */
export function resolutionDesk(scope: ConnectionScope): ResolutionDesk {
  return {
    decide: (record, resolution, decidedBy) =>
      inTenant(scope.db, scope, async (trx): Promise<Resolved> => {
        await keepConnection(trx, scope);
        const isNew = await replace(trx, scope, record, resolution, decidedBy);
        if (isNew) await appendActivities(trx, scope, [activityOf(record, resolution, decidedBy)]);
        await addMarks(trx, scope, marksOf(record));
        return isNew ? 'decided' : 'known';
      }),
    lastDecided: (record) =>
      inTenant(scope.db, scope, async (trx) => {
        const [last] = await query<{ after: Resolution }>(
          trx,
          `select after from activities where connection_id = :connectionId and entity = :entity
             and (hubspot_id = :hubspotId or quickbooks_id = :quickbooksId) and what = :what
           order by id desc limit 1`,
          { connectionId: scope.connectionId, ...record, what: decided },
        );
        return last?.after ?? null;
      }),
  };
}

/** Removes what a settlement answered; a decision made meanwhile has another id and stays. */
export async function removeResolutions(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await query(
    trx,
    'delete from resolutions where connection_id = :connectionId and id = any (cast(:ids as bigint[]))',
    { connectionId, ids },
  );
}

/** One decision counts per topic and subject of a record; false when it is the one that counts already. */
async function replace(
  trx: Transaction,
  { connectionId, runtime }: ConnectionScope,
  record: RecordName,
  resolution: Resolution,
  decidedBy: string,
): Promise<boolean> {
  const facts = { connectionId, ...record, ...resolution, topic: topicOf(resolution.choice) };
  const same = await query(
    trx,
    `select 1 from resolutions where ${rivals} and choice = :choice
       and value is not distinct from cast(:value as text)`,
    facts,
  );
  if (same.length > 0) return false;
  await query(trx, `delete from resolutions where ${rivals}`, facts);
  await query(
    trx,
    `insert into resolutions (connection_id, entity, hubspot_id, quickbooks_id, topic, choice, subject, value,
       decided_by, decided_at)
     values (:connectionId, :entity, :hubspotId, :quickbooksId, :topic, :choice, :subject, :value, :decidedBy, :now)`,
    { ...facts, decidedBy, now: runtime.now() },
  );
  return true;
}

const rivals = `connection_id = :connectionId and entity = :entity
  and (hubspot_id = :hubspotId or quickbooks_id = :quickbooksId)
  and topic = :topic and subject is not distinct from cast(:subject as text)`;

const decided = 'decided';

const activityOf = (record: RecordName, { choice, subject, value }: Resolution, decidedBy: string) => ({
  ...record,
  what: decided,
  why: `by user ${decidedBy}`,
  before: {},
  after: { choice, subject, value },
  vendorError: null,
});

/** Both records are marked: marked on one side alone a pair might look unchanged. */
const marksOf = (record: RecordName) =>
  sides.flatMap((side) => {
    const id = side === 'hubspot' ? record.hubspotId : record.quickbooksId;
    return id === null ? [] : [{ entity: record.entity, side, id, priority: 0 } as const];
  });

const toPending = (row: ResolutionRow): PendingResolution => ({
  id: row.id,
  hubspotId: row.hubspot_id,
  quickbooksId: row.quickbooks_id,
  choice: row.choice,
  subject: row.subject,
  value: row.value,
});
