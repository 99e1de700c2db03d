import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// A table and not an array with a GIN index: array operators are not leakproof, so under row-level security
// Postgres would not use that index.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table link_parts (
      connection_id uuid not null,
      part text not null,
      quickbooks_part_id text not null,
      link_id bigint not null,
      primary key (connection_id, part, quickbooks_part_id, link_id),
      foreign key (connection_id, link_id) references links on delete cascade
    )`);
  await knex.raw(`
    create index link_parts_link on link_parts (connection_id, link_id)`);
  await protectRows(knex, 'link_parts', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table link_parts');
}
