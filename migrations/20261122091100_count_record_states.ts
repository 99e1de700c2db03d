import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// Counting a million rows takes a good part of a second even from an index alone, and much longer until the table
// was vacuumed. A statement-level trigger keeps the handful of numbers instead: one small upsert per statement of up
// to hundreds of rows, and no contention, because one worker at a time settles for a connection. The time of the
// latest change is kept beside each number; an index on it would make every update of a state rewrite all indexes.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table record_state_counts (
      connection_id uuid not null references connections on delete cascade,
      entity text not null,
      state text not null,
      count bigint not null,
      changed_at timestamptz,
      primary key (connection_id, entity, state)
    )`);
  await protectRows(knex, 'record_state_counts', 'connection');
  for (const { event, tables, changes } of triggers) {
    await knex.raw(`
      create function count_record_states_${event}() returns trigger language plpgsql as $$
      begin
        insert into record_state_counts as kept (connection_id, entity, state, count, changed_at)
          select connection_id, entity, state, sum(change), max(changed_at) from (${changes}) changes
          group by connection_id, entity, state
          on conflict (connection_id, entity, state) do update set
            count = kept.count + excluded.count,
            changed_at = greatest(kept.changed_at, excluded.changed_at);
        return null;
      end $$`);
    await knex.raw(`
      create trigger count_${event} after ${event} on record_states referencing ${tables}
      for each statement execute function count_record_states_${event}()`);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const { event } of triggers) {
    await knex.raw(`drop trigger count_${event} on record_states`);
    await knex.raw(`drop function count_record_states_${event}()`);
  }
  await knex.raw('drop table record_state_counts');
}

const added = 'select connection_id, entity, state, 1 as change, changed_at from new_rows';
const removed =
  'select connection_id, entity, state, -1 as change, null::timestamptz as changed_at from old_rows';

const triggers = [
  { event: 'insert', tables: 'new table as new_rows', changes: added },
  { event: 'delete', tables: 'old table as old_rows', changes: removed },
  {
    event: 'update',
    tables: 'old table as old_rows new table as new_rows',
    changes: `${added} union all ${removed}`,
  },
] as const;
