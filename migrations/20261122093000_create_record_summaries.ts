import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// What cards show of a QuickBooks record, as its entity wrote it down when the pair was settled. A table of its own, so
// that the overview's rows stay narrow.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table record_summaries (
      connection_id uuid not null,
      entity text not null,
      quickbooks_id text not null,
      summary jsonb not null,
      primary key (connection_id, entity, quickbooks_id)
    ) with (fillfactor = 80)`);
  await knex.raw('alter table record_summaries alter column summary set statistics 0');
  await protectRows(knex, 'record_summaries', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table record_summaries');
}
