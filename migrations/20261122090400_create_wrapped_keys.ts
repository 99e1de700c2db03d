import type { Knex } from 'knex';

// Keys that must outlive a rotation of ENCRYPTION_KEYS, encrypted under them.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table wrapped_keys (
      name text primary key,
      ciphertext text not null
    )`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table wrapped_keys');
}
