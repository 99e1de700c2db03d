import type { Knex } from 'knex';

// No query selects by what is inside these documents, so gathering statistics about them would only cost: ANALYZE
// unpacks every document it samples.
export async function up(knex: Knex): Promise<void> {
  for (const column of documents) await knex.raw(`alter table ${column} set statistics 0`);
}

export async function down(knex: Knex): Promise<void> {
  for (const column of documents) await knex.raw(`alter table ${column} set statistics -1`);
}

const documents = [
  'links alter column base',
  'record_states alter column details',
  'record_states alter column vendor_error',
  'intents alter column operation',
  'intents alter column request',
  'intents alter column answer',
  'activities alter column before',
  'activities alter column after',
  'activities alter column vendor_error',
] as const;
