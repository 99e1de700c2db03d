import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table cursors (
      connection_id uuid not null references connections on delete cascade,
      name text not null,
      value jsonb not null,
      moved_at timestamptz not null,
      primary key (connection_id, name)
    )`);
  await protectRows(knex, 'cursors', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table cursors');
}
