import type { Knex } from 'knex';

// The only ways to look over the tenants' borders. Each names its task for just as long as its one query runs, and
// the policies below let that task read and nothing else. A function-level SET would say the same more briefly, but
// Postgres lets only superusers attach a setting of our own to a function.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create policy cross_tenant on connections for select
      using (cross_tenant_task() in ('route', 'schedule', 'maintain'))`);
  await knex.raw(`
    create policy cross_tenant on installations for select using (cross_tenant_task() = 'maintain')`);
  await knex.raw(`
    create policy cross_tenant on exports for select using (cross_tenant_task() = 'route')`);
  for (const { signature, returns, task, query } of functions) {
    await knex.raw(`
      create function ${signature} returns table (${returns}) language plpgsql as $$
      #variable_conflict use_column
      begin
        perform set_config('ledgerline.cross_tenant_task', '${task}', true);
        return query ${query};
        perform set_config('ledgerline.cross_tenant_task', '', true);
      end $$`);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const { signature } of functions.toReversed()) await knex.raw(`drop function ${signature}`);
  await knex.raw('drop policy cross_tenant on exports');
  await knex.raw('drop policy cross_tenant on installations');
  await knex.raw('drop policy cross_tenant on connections');
}

const functions = [
  {
    signature: 'route_realms(hashes bytea[])',
    returns: 'realm_hash bytea, connection_id uuid, portal_id text, status text',
    task: 'route',
    query: `
          select realm_hash, id, portal_id, status from connections where realm_hash = any (hashes)
          order by status = 'disconnected', updated_at desc`,
  },
  {
    signature: 'route_portals(portals text[])',
    returns: 'connection_id uuid, portal_id text, status text',
    task: 'route',
    query: 'select id, portal_id, status from connections where portal_id = any (portals)',
  },
  {
    signature: 'route_export(export uuid, token bytea)',
    returns: 'connection_id uuid, portal_id text',
    task: 'route',
    query: `
          select connection_id, portal_id from exports
          where id = export and token_hash = token and expires_at > now()`,
  },
  {
    signature: 'schedule_connections()',
    returns: 'connection_id uuid, portal_id text',
    task: 'schedule',
    query: "select id, portal_id from connections where status = 'connected'",
  },
  {
    signature: 'maintain_connections()',
    returns: 'connection_id uuid, portal_id text',
    task: 'maintain',
    query: 'select id, portal_id from connections',
  },
  {
    signature: 'maintain_portals()',
    returns: 'portal_id text',
    task: 'maintain',
    query: 'select portal_id from installations',
  },
] as const;
