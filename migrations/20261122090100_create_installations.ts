import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table installations (
      portal_id text primary key,
      installed_by text not null,
      status text not null check (status in ('installed', 'uninstalled')),
      facts jsonb,
      scopes text[] not null default '{}',
      tokens text,
      installed_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`);
  await protectRows(knex, 'installations', 'portal');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table installations');
}
