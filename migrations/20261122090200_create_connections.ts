import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// `realm_hash` finds a realm, `realm_id` and `tokens` are ciphertext. One realm serves one portal at a time; a
// disconnected one may move on.
//
// Tables that get thousands of rows a minute (links, record states, marks, match keys, intents, activities) do not
// refer to this one: the check per row would cost a quarter of each insert. Their writers lock the connection or its
// lease once per statement instead, and deleting a portal empties them by name.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table connections (
      id uuid primary key default gen_random_uuid(),
      portal_id text not null references installations on delete cascade,
      realm_hash bytea not null,
      realm_id text not null,
      status text not null check (status in ('connected', 'needs-reconnect', 'disconnected')),
      status_reason text,
      facts jsonb,
      set_up_day date not null,
      tokens text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (portal_id, realm_hash)
    )`);
  await knex.raw(`
    create unique index connections_live_realm on connections (realm_hash) where status <> 'disconnected'`);
  await knex.raw(`
    create index connections_status on connections (status)`);
  await protectRows(knex, 'connections', 'portal');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table connections');
}
