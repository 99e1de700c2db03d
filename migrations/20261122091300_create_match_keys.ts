import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// E-mail addresses and SKUs of known records, as keyed hashes only: enough to see that two records share one.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table match_keys (
      connection_id uuid not null,
      entity text not null,
      key_hash bytea not null,
      side text not null,
      record_id text not null,
      primary key (connection_id, entity, key_hash, side, record_id)
    )`);
  await knex.raw(`
    create index match_keys_record on match_keys (connection_id, entity, side, record_id)`);
  await protectRows(knex, 'match_keys', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table match_keys');
}
