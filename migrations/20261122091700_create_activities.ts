import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// What was done, why, and the values before and after. Append-only; erased only with its portal, or blanked value by
// value on a privacy deletion.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table activities (
      connection_id uuid not null,
      id bigint generated always as identity,
      entity text not null,
      hubspot_id text,
      quickbooks_id text,
      what text not null,
      why text not null,
      before jsonb not null,
      after jsonb not null,
      vendor_error jsonb,
      at timestamptz not null,
      primary key (connection_id, id)
    )`);
  await knex.raw(`
    create index activities_hubspot on activities (connection_id, entity, hubspot_id, id) where hubspot_id is not null`);
  await knex.raw(`
    create index activities_quickbooks on activities (connection_id, entity, quickbooks_id, id)
    where quickbooks_id is not null`);
  await protectRows(knex, 'activities', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table activities');
}
