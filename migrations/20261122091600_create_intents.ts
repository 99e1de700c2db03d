import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// Every write, stored before it is sent. Kept for 90 days; cleaning walks along the primary key.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table intents (
      connection_id uuid not null,
      id bigint generated always as identity,
      entity text not null,
      side text not null,
      record_id text not null,
      counterpart text,
      operation jsonb not null,
      request jsonb not null,
      answer jsonb,
      created_at timestamptz not null,
      answered_at timestamptz,
      closed_at timestamptz,
      primary key (connection_id, id)
    )`);
  await knex.raw(`
    create index intents_open on intents (connection_id, id) where closed_at is null`);
  await protectRows(knex, 'intents', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table intents');
}
