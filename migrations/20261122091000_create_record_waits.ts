import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// What a failing record waits on; whoever removes the cause finds the records here.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table record_waits (
      connection_id uuid not null,
      cause text not null,
      state_id bigint not null,
      primary key (connection_id, cause, state_id),
      foreign key (connection_id, state_id) references record_states on delete cascade
    )`);
  await knex.raw(`
    create index record_waits_state on record_waits (connection_id, state_id)`);
  await protectRows(knex, 'record_waits', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table record_waits');
}
