import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// Who changed the rules, when, and to what. Outlives its sync, so that versions are never used twice.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table sync_versions (
      connection_id uuid not null references connections on delete cascade,
      entity text not null,
      version integer not null,
      rules jsonb not null,
      changed_by text not null,
      changed_at timestamptz not null default now(),
      primary key (connection_id, entity, version)
    )`);
  await protectRows(knex, 'sync_versions', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table sync_versions');
}
