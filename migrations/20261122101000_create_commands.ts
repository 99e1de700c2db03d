import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// What people ask the worker to do with single records. The outcome is read by whoever asked; a day later nobody does.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table commands (
      connection_id uuid not null references connections on delete cascade,
      id bigint generated always as identity,
      kind text not null check (kind in ('link', 'unlink')),
      entity text not null,
      hubspot_id text not null,
      quickbooks_id text not null,
      asked_by text not null,
      asked_at timestamptz not null,
      outcome jsonb,
      done_at timestamptz,
      primary key (connection_id, id)
    )`);
  await knex.raw(`
    create unique index commands_open on commands (connection_id, entity, hubspot_id, quickbooks_id, kind)
    where outcome is null`);
  await protectRows(knex, 'commands', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table commands');
}
