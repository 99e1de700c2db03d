// The part of a settlement that changes what the overview shows: one row per pair or single, never both.

import type { RecordStatus, StateWrite } from '../engine/stores.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { json, query } from './database.ts';
import type { Transaction } from './database.ts';

interface StateRow {
  readonly entity: string;
  readonly hubspotId: string | null;
  readonly quickbooksId: string | null;
  readonly label: string;
  readonly state: RecordStatus['state'];
  readonly note: string | null;
  readonly category: string | null;
  readonly reason: string | null;
  readonly details: object | undefined;
  readonly vendorError: object | undefined;
  readonly nextTryAt: Date | null;
  readonly waitsOn: readonly string[];
}

/** Answers the ids of the states written that wait on something. */
export async function writeStates(
  trx: Transaction,
  scope: ConnectionScope,
  states: readonly StateWrite[],
): Promise<readonly string[]> {
  if (states.length === 0) return [];
  const rows = lastPerRecord(states).map(toRow);
  await removeOthers(trx, scope, rows);
  const pairs = rows.filter(({ quickbooksId }) => quickbooksId !== null);
  const singles = rows.filter(({ quickbooksId }) => quickbooksId === null);
  const ids = [
    ...(await upsert(trx, scope, pairs, 'quickbooks_id')),
    ...(await upsert(trx, scope, singles, 'hubspot_id')),
  ];
  return replaceWaits(trx, scope, ids, rows);
}

/** Removes rows that name one of the records together with another one, or with none, than from now on. */
async function removeOthers(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  rows: readonly StateRow[],
): Promise<void> {
  await query(
    trx,
    `delete from record_states where connection_id = :connectionId and id in (
       select state.id from ${idSource} join record_states state on state.connection_id = :connectionId
         and state.entity = row.entity and state.hubspot_id = row.hubspot_id
         where state.quickbooks_id is distinct from row.quickbooks_id
       union all
       select state.id from ${idSource} join record_states state on state.connection_id = :connectionId
         and state.entity = row.entity and state.quickbooks_id = row.quickbooks_id
         where state.hubspot_id is distinct from row.hubspot_id)`,
    {
      connectionId,
      entities: rows.map(({ entity }) => entity),
      hubspotIds: rows.map(({ hubspotId }) => hubspotId),
      quickbooksIds: rows.map(({ quickbooksId }) => quickbooksId),
    },
  );
}

const idSource = `unnest(cast(:entities as text[]), cast(:hubspotIds as text[]), cast(:quickbooksIds as text[]))
  as row (entity, hubspot_id, quickbooks_id)`;

async function upsert(
  trx: Transaction,
  { connectionId, runtime }: ConnectionScope,
  rows: readonly StateRow[],
  identity: 'hubspot_id' | 'quickbooks_id',
): Promise<readonly string[]> {
  if (rows.length === 0) return [];
  const written = await query<{ id: string }>(
    trx,
    `insert into record_states (connection_id, entity, hubspot_id, quickbooks_id, label, state, note, category,
       reason, details, vendor_error, next_try_at, changed_at)
     select :connectionId, entity, "hubspotId", "quickbooksId", label, state, note, category, reason, details,
       "vendorError", "nextTryAt", :now
     from ${rowSource}
     on conflict (connection_id, entity, ${identity}) do update set
       label = excluded.label, state = excluded.state, category = excluded.category, reason = excluded.reason,
       details = excluded.details, vendor_error = excluded.vendor_error, next_try_at = excluded.next_try_at,
       changed_at = excluded.changed_at,
       -- A conflict stays on record while its pair fails for another reason.
       note = case when excluded.state in ('failing', 'pending') then record_states.note else excluded.note end
     returning id`,
    { connectionId, now: runtime.now(), rows: json(rows) },
  );
  return written.map(({ id }) => id);
}

async function replaceWaits(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  ids: readonly string[],
  rows: readonly StateRow[],
): Promise<readonly string[]> {
  await query(
    trx,
    'delete from record_waits where connection_id = :connectionId and state_id = any (cast(:ids as bigint[]))',
    { connectionId, ids },
  );
  const waiting = rows.filter(({ waitsOn }) => waitsOn.length > 0);
  if (waiting.length === 0) return [];
  const waits = await query<{ id: string }>(
    trx,
    `insert into record_waits (connection_id, cause, state_id)
     select :connectionId, cause, state.id
     from ${rowSource} join record_states state on state.connection_id = :connectionId
       and state.entity = row.entity and state.id = any (cast(:ids as bigint[]))
       and (state.quickbooks_id = row."quickbooksId"
         or (row."quickbooksId" is null and state.hubspot_id = row."hubspotId")),
       unnest(row."waitsOn") as cause
     on conflict do nothing returning state_id as id`,
    { connectionId, ids, rows: json(waiting) },
  );
  return [...new Set(waits.map(({ id }) => id))];
}

const rowSource = `jsonb_to_recordset(cast(:rows as jsonb)) as row (entity text, "hubspotId" text, "quickbooksId" text,
  label text, state text, note text, category text, reason text, details jsonb, "vendorError" jsonb,
  "nextTryAt" timestamptz, "waitsOn" text[])`;

/** A later state replaces earlier ones of the same chunk that name one of its records. */
function lastPerRecord(states: readonly StateWrite[]): readonly StateWrite[] {
  const seen = new Set<string>();
  const kept: StateWrite[] = [];
  for (const state of states.toReversed()) {
    const names = [`${state.entity} h ${state.hubspotId}`, `${state.entity} q ${state.quickbooksId}`];
    const present = names.filter(
      (_name, side) => (side === 0 ? state.hubspotId : state.quickbooksId) !== null,
    );
    if (!present.some((name) => seen.has(name))) kept.push(state);
    present.forEach((name) => seen.add(name));
  }
  return kept.toReversed();
}

function toRow({ entity, hubspotId, quickbooksId, label, status }: StateWrite): StateRow {
  return { entity, hubspotId, quickbooksId, label, state: status.state, ...toColumns(status) };
}

type StatusColumns = Omit<StateRow, 'entity' | 'hubspotId' | 'quickbooksId' | 'label' | 'state'>;

const empty: StatusColumns = {
  note: null,
  category: null,
  reason: null,
  details: {},
  vendorError: undefined,
  nextTryAt: null,
  waitsOn: [],
};

function toColumns(status: RecordStatus): StatusColumns {
  switch (status.state) {
    case 'in-sync':
      return { ...empty, note: status.note };
    case 'pending':
      return empty;
    case 'failing': {
      const { category, details, vendor, waitsOn } = status.failure;
      return {
        ...empty,
        category,
        details,
        vendorError: vendor ?? undefined,
        nextTryAt: status.nextTryAt,
        waitsOn,
      };
    }
    case 'excluded':
      return { ...empty, reason: status.reason, details: status.details };
    default:
      return status satisfies never;
  }
}
