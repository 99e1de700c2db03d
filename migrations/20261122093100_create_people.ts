import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// People of a portal who may change settings besides the installing user and HubSpot's super admins.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table people (
      portal_id text not null references installations on delete cascade,
      email text not null,
      added_by text not null,
      added_at timestamptz not null default now(),
      primary key (portal_id, email)
    )`);
  await protectRows(knex, 'people', 'portal');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table people');
}
