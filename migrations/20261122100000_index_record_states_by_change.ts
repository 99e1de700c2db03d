import type { Knex } from 'knex';

// Settings show when each object was last brought in step: the newest row, without reading the others.
export async function up(knex: Knex): Promise<void> {
  await knex.raw('create index record_states_by_change on record_states (connection_id, entity, changed_at)');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index record_states_by_change');
}
