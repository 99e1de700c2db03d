import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// Webhook events reduced to ids. Kept for 7 days after receipt.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table inbox (
      id bigint generated always as identity primary key,
      connection_id uuid not null references connections on delete cascade,
      vendor text not null check (vendor in ('hubspot', 'quickbooks')),
      entity text not null,
      record_id text not null,
      change text not null,
      hints jsonb not null,
      occurred_at timestamptz not null,
      received_at timestamptz not null default now(),
      processed_at timestamptz
    )`);
  await knex.raw(`
    create index inbox_waiting on inbox (connection_id, id) where processed_at is null`);
  await knex.raw(`
    create index inbox_received on inbox (connection_id, received_at)`);
  await protectRows(knex, 'inbox', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table inbox');
}
