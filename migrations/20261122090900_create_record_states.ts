import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// One row per pair, or per record without counterpart; the overview reads only this. `details` explains a failure or
// an exclusion.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table record_states (
      connection_id uuid not null,
      id bigint generated always as identity,
      entity text not null,
      hubspot_id text,
      quickbooks_id text,
      label text not null,
      state text not null check (state in ('in-sync', 'pending', 'failing', 'excluded')),
      note text,
      category text,
      reason text,
      details jsonb not null default '{}',
      vendor_error jsonb,
      next_try_at timestamptz,
      changed_at timestamptz not null,
      check (hubspot_id is not null or quickbooks_id is not null),
      primary key (connection_id, id),
      unique (connection_id, entity, hubspot_id),
      unique (connection_id, entity, quickbooks_id)
    ) with (fillfactor = 80)`);
  await knex.raw(`
    create index record_states_by_state on record_states (connection_id, entity, state, id)`);
  await knex.raw(`
    create index record_states_failing on record_states (connection_id, category, id) where state = 'failing'`);
  await protectRows(knex, 'record_states', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table record_states');
}
