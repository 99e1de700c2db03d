import type { Knex } from 'knex';

// Not a tenant table: a state exists before we know the portal. Rows are found by the hash of an unguessable word
// only, and their payload is ciphertext.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table one_time_words (
      word_hash bytea primary key,
      purpose text not null,
      payload text not null,
      expires_at timestamptz not null
    )`);
  await knex.raw(`
    create index one_time_words_expiry on one_time_words (expires_at)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table one_time_words');
}
