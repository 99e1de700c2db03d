import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// What people decided about records and the engine has not carried out yet. A record is named by whichever ids it had
// then; it may get its counterpart meanwhile. Few at any time, therefore one index.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table resolutions (
      connection_id uuid not null references connections on delete cascade,
      id bigint generated always as identity,
      entity text not null,
      hubspot_id text,
      quickbooks_id text,
      topic text not null,
      choice text not null,
      subject text,
      value text,
      decided_by text not null,
      decided_at timestamptz not null,
      check (hubspot_id is not null or quickbooks_id is not null),
      primary key (connection_id, id)
    )`);
  await knex.raw('create index resolutions_of_records on resolutions (connection_id, entity)');
  await protectRows(knex, 'resolutions', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table resolutions');
}
