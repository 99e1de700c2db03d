import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table exports (
      id uuid primary key default gen_random_uuid(),
      connection_id uuid not null references connections on delete cascade,
      portal_id text not null,
      requested_by text not null,
      email text not null,
      locale text not null,
      format text not null check (format in ('csv', 'xlsx')),
      filter jsonb not null,
      status text not null check (status in ('waiting', 'ready', 'failed')),
      rows bigint not null default 0,
      token_hash bytea not null,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null
    )`);
  await knex.raw(`
    create index exports_connection on exports (connection_id, created_at)`);
  await protectRows(knex, 'exports', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table exports');
}
