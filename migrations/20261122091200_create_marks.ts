import type { Knex } from 'knex';
import { protectRows } from './support/row-security.ts';

// `sequence` orders marks and tells a mark from a later one of the same record. Deferred marks have their own index,
// so that thousands of them do not stand in the way of the ones that are due. A queue's statistics are always out of
// date; therefore each access path has exactly one index it can use: records are found by the primary key, which starts
// with what is unlike, and the queue is read by the two partial indexes.
export async function up(knex: Knex): Promise<void> {
  await knex.raw('create sequence mark_sequence cache 1');
  await knex.raw(`
    create table marks (
      connection_id uuid not null,
      entity text not null,
      side text not null check (side in ('hubspot', 'quickbooks')),
      record_id text not null,
      sequence bigint not null default nextval('mark_sequence'),
      priority smallint not null check (priority between 0 and 3),
      attempts integer not null default 0,
      not_before timestamptz,
      primary key (record_id, entity, side, connection_id)
    )`);
  await knex.raw(`
    create index marks_due on marks (connection_id, priority, entity, sequence) where not_before is null`);
  await knex.raw(`
    create index marks_deferred on marks (connection_id, priority, entity, not_before)
    where not_before is not null`);
  await protectRows(knex, 'marks', 'connection');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table marks');
  await knex.raw('drop sequence mark_sequence');
}
