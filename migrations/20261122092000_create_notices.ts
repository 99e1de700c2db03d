import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table notices (
      id bigint generated always as identity primary key,
      portal_id text not null references installations on delete cascade,
      connection_id uuid references connections on delete cascade,
      user_id text,
      kind text not null,
      details jsonb not null default '{}',
      created_at timestamptz not null default now(),
      dismissed_at timestamptz
    )`);
  await knex.raw(`
    create index notices_open on notices (portal_id, id) where dismissed_at is null`);
  await protectRows(knex, 'notices', 'portal');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table notices');
}
