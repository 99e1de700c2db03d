import type { Knex } from 'knex';

// Where a pair's QuickBooks record went when a webhook said that it was merged away; reading it tells only that it is gone.
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table links add column merged_into text');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table links drop column merged_into');
}
