// Row-level security as every tenant table has it: on, and forced so that it binds the owner (our own role) too.

import type { Knex } from 'knex';

const owners = {
  connection: 'connection_id = tenant_connection()',
  portal: 'portal_id = tenant_portal()',
} as const;

/** Limits a table's rows to the connection or portal that the transaction has named. */
export async function protectRows(knex: Knex, table: string, owner: keyof typeof owners): Promise<void> {
  await knex.raw(`alter table ${table} enable row level security`);
  await knex.raw(`alter table ${table} force row level security`);
  await knex.raw(`create policy tenant on ${table} using (${owners[owner]}) with check (${owners[owner]})`);
}
