import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table syncs (
      connection_id uuid not null references connections on delete cascade,
      entity text not null,
      state text not null check (state in ('off', 'first-sync', 'on', 'paused')),
      paused_reason text,
      rules jsonb not null,
      version integer not null,
      starts integer not null default 0,
      updated_at timestamptz not null default now(),
      primary key (connection_id, entity)
    )`);
  await protectRows(knex, 'syncs', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table syncs');
}
