import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// The files themselves, in pieces: any worker can write one and any web process can stream it.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table export_chunks (
      export_id uuid not null references exports on delete cascade,
      connection_id uuid not null,
      position integer not null,
      content bytea not null,
      primary key (export_id, position)
    )`);
  await protectRows(knex, 'export_chunks', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table export_chunks');
}
