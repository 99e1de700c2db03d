import type { Knex } from 'knex';

// A transaction names its tenant with set_config(…, true); both settings end with the transaction. After a first
// use an unset setting reads as '' and not as null, hence nullif. The functions are inlined, so that policies can
// use indexes.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function tenant_connection() returns uuid language sql stable as
      $$ select nullif(current_setting('ledgerline.connection_id', true), '')::uuid $$`);
  await knex.raw(`
    create function tenant_portal() returns text language sql stable as
      $$ select nullif(current_setting('ledgerline.portal_id', true), '') $$`);
  await knex.raw(`
    create function cross_tenant_task() returns text language sql stable as
      $$ select nullif(current_setting('ledgerline.cross_tenant_task', true), '') $$`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop function cross_tenant_task()');
  await knex.raw('drop function tenant_portal()');
  await knex.raw('drop function tenant_connection()');
}
