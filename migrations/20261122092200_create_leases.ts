import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// A released lease keeps its row: the fence has to grow for ever.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table leases (
      connection_id uuid primary key references connections on delete cascade,
      owner text not null,
      fence bigint not null,
      expires_at timestamptz not null
    )`);
  await protectRows(knex, 'leases', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table leases');
}
