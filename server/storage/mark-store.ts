import type { Mark, MarkStore, NewMark, Priority } from '../engine/stores.ts';
import type { EntityName, Side } from '../sync/record.ts';
import { keepConnection } from './connection-scope.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { moveCursors } from './cursor-store.ts';
import { inTenant, json, query } from './database.ts';
import type { Transaction } from './database.ts';
import { isGoneInHubspot } from './gone-pairs.ts';
import { replaceMatchKeys } from './match-key-store.ts';

interface MarkRow {
  readonly entity: EntityName;
  readonly side: Side;
  readonly record_id: string;
  readonly sequence: string;
  readonly priority: Priority;
  readonly attempts: number;
}

interface CountRow {
  readonly entity: EntityName;
  readonly priority: Priority;
  readonly count: number;
  readonly next_due_at: Date | null;
}

export function markStore(scope: ConnectionScope): MarkStore {
  const { connectionId } = scope;
  return {
    add: (marks, alongside = {}) =>
      inTenant(scope.db, scope, async (trx) => {
        await keepConnection(trx, scope);
        await replaceMatchKeys(trx, scope, alongside.keys ?? []);
        await addMarks(trx, scope, marks);
        await moveCursors(trx, scope, alongside.cursors ?? []);
      }),
    due: (options) => inTenant(scope.db, scope, (trx) => listDue(trx, connectionId, options)),
    drop: (marks) => inTenant(scope.db, scope, (trx) => removeMarks(trx, scope, marks)),
    counts: () =>
      inTenant(scope.db, scope, async (trx) => {
        const rows = await query<CountRow>(
          trx,
          `select entity, priority, sum(count)::int as count,
             case when bool_and(deferred) then min(next_due_at) end as next_due_at
           from (
             select entity, priority, count(*), null as next_due_at, false as deferred
             from marks where connection_id = :connectionId and not_before is null group by entity, priority
             union all
             select entity, priority, count(*), min(not_before), true
             from marks where connection_id = :connectionId and not_before is not null group by entity, priority
           ) counted
           group by entity, priority order by priority, entity`,
          { connectionId },
        );
        return rows.map(toCount);
      }),
  };
}

/** New information makes a record due at once, whatever it was put off for, and its backoff starts again. */
export async function addMarks(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  marks: readonly NewMark[],
): Promise<void> {
  if (marks.length === 0) return;
  await query(
    trx,
    `insert into marks (connection_id, entity, side, record_id, priority)
     select :connectionId, entity, side, id, priority
     from jsonb_to_recordset(cast(:marks as jsonb)) as mark (entity text, side text, id text, priority smallint)
     ${onceMore}`,
    { connectionId, marks: json(withoutRepeats(marks)) },
  );
}

/** Puts each mark off to its own instant, unless the record was marked again meanwhile. */
export async function deferMarks(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  deferrals: readonly { mark: Mark; notBefore: Date }[],
): Promise<void> {
  if (deferrals.length === 0) return;
  await query(
    trx,
    `update marks set attempts = marks.attempts + 1, not_before = loaded."notBefore"
     from jsonb_to_recordset(cast(:marks as jsonb))
       as loaded (entity text, side text, id text, sequence bigint, "notBefore" timestamptz)
     where marks.connection_id = :connectionId and marks.entity = loaded.entity and marks.side = loaded.side
       and marks.record_id = loaded.id and marks.sequence = loaded.sequence`,
    { connectionId, marks: json(deferrals.map(({ mark, notBefore }) => ({ ...mark, notBefore }))) },
  );
}

/** Removes marks that are still the loaded ones. */
export async function removeMarks(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  marks: readonly Mark[],
): Promise<void> {
  if (marks.length === 0) return;
  await query(
    trx,
    `delete from marks using jsonb_to_recordset(cast(:marks as jsonb))
       as loaded (entity text, side text, id text, sequence bigint)
     where marks.connection_id = :connectionId and marks.entity = loaded.entity and marks.side = loaded.side
       and marks.record_id = loaded.id and marks.sequence = loaded.sequence`,
    { connectionId, marks: json(marks) },
  );
}

/** Marks what waits on the causes, but for the records that a cause spares. */
export async function wakeWaiting(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  causes: readonly { cause: string; priority: Priority; sparing: readonly string[] }[],
): Promise<void> {
  if (causes.length === 0) return;
  await query(
    trx,
    `insert into marks (connection_id, entity, side, record_id, priority)
     select ${markOfState}, min(removed.priority)
     from jsonb_to_recordset(cast(:causes as jsonb)) as removed (cause text, priority smallint, sparing text[])
     join record_waits wait on wait.connection_id = :connectionId and wait.cause = removed.cause
     join record_states state on state.connection_id = wait.connection_id and state.id = wait.state_id
     where not coalesce('record:' || state.entity || ':hubspot:' || state.hubspot_id = any (removed.sparing), false)
       and not coalesce('record:' || state.entity || ':quickbooks:' || state.quickbooks_id = any (removed.sparing), false)
     group by state.connection_id, state.id
     order by state.id
     ${onceMore}`,
    { connectionId, causes: json(causes) },
  );
}

/**
 * Marks those of these states that wait on a link which exists already: it came while their outcome was worked out, when
 * nothing waited on it yet, so nobody else will wake them.
 */
export async function wakeLinked(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  states: readonly string[],
): Promise<void> {
  if (states.length === 0) return;
  await query(
    trx,
    `insert into marks (connection_id, entity, side, record_id, priority)
     select ${markOfState}, 1
     from record_states state
     where state.connection_id = :connectionId and state.id = any (cast(:states as bigint[])) and exists (
       select from record_waits wait
       cross join lateral (select string_to_array(wait.cause, ':') as part) cause
       join links link on link.connection_id = :connectionId and link.entity = cause.part[2] and (
         cause.part[3] = 'hubspot' and link.hubspot_id = cause.part[4]
         or cause.part[3] = 'quickbooks' and link.quickbooks_id = cause.part[4])
       where wait.connection_id = :connectionId and wait.state_id = state.id and cause.part[1] = 'link'
         and not exists (select from record_states pair where pair.connection_id = :connectionId
           and pair.entity = link.entity and pair.quickbooks_id = link.quickbooks_id
           and ${isGoneInHubspot('pair')}))
     order by state.id
     ${onceMore}`,
    { connectionId, states },
  );
}

/** A pair is marked by its QuickBooks record. */
const markOfState = `state.connection_id, state.entity,
  case when state.quickbooks_id is null then 'hubspot' else 'quickbooks' end,
  coalesce(state.quickbooks_id, state.hubspot_id)`;

const onceMore = `
  on conflict (record_id, entity, side, connection_id) do update set
    sequence = excluded.sequence, priority = least(marks.priority, excluded.priority),
    attempts = 0, not_before = null`;

/** Also sorts, so that two writers lock the same rows in the same order. */
function withoutRepeats(marks: readonly NewMark[]): readonly NewMark[] {
  const byRecord = new Map<string, NewMark>();
  for (const mark of marks) {
    const key = `${mark.entity}\n${mark.side}\n${mark.id}`;
    const known = byRecord.get(key);
    if (!known || mark.priority < known.priority) byRecord.set(key, mark);
  }
  return [...byRecord].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, mark]) => mark);
}

async function listDue(
  trx: Transaction,
  connectionId: string,
  options: Parameters<MarkStore['due']>[0],
): Promise<readonly Mark[]> {
  const { entities, limit, now, atMost = 3 } = options;
  const rows = await query<MarkRow>(
    trx,
    `with most_urgent as (
       select min(priority) as priority from generate_series(0, :atMost) as class (priority)
       where exists (select from marks where connection_id = :connectionId and marks.priority = class.priority
           and entity = any (:entities) and not_before is null)
         or exists (select from marks where connection_id = :connectionId and marks.priority = class.priority
           and entity = any (:entities) and not_before <= :now))
     select due.* from unnest(cast(:entities as text[])) with ordinality as wanted (entity, place)
     cross join most_urgent
     cross join lateral (
       (select ${columns} from marks where connection_id = :connectionId and priority = most_urgent.priority
         and entity = wanted.entity and not_before is null order by sequence limit :limit)
       union all
       (select ${columns} from marks where connection_id = :connectionId and priority = most_urgent.priority
         and entity = wanted.entity and not_before <= :now order by not_before limit :limit)
     ) due
     order by wanted.place, due.sequence limit :limit`,
    { connectionId, entities, limit, now, atMost },
  );
  return rows.map(toMark);
}

const columns = 'entity, side, record_id, sequence, priority, attempts';

const toMark = ({ record_id: id, ...row }: MarkRow): Mark => ({ ...row, id });

const toCount = ({ next_due_at: nextDueAt, ...row }: CountRow) => ({ ...row, nextDueAt });
