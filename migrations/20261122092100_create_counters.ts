import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table counters (
      connection_id uuid not null references connections on delete cascade,
      day date not null,
      kind text not null,
      count bigint not null,
      primary key (connection_id, day, kind)
    )`);
  await protectRows(knex, 'counters', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table counters');
}
