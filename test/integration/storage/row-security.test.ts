import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase, inTenant } from '../../../server/storage/database.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { customerMark, failing, inSync, newLink, settlement } from '../../support/settlements.ts';
import { testTenant } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';

let base: TestDatabase;
let a: TestTenant;
let b: TestTenant;
let tables: readonly string[];

beforeAll(async () => {
  base = await testDatabase();
  [a, b] = [await testTenant(base.db), await testTenant(base.db)];
  await fill(b);
  tables = await tenantTables();
});
afterAll(() => base.close());

/** A row in every table a connection has. */
async function fill(tenant: TestTenant): Promise<void> {
  const { store, connectionId, portalId } = tenant;
  const mark = customerMark('1');
  await store.marks.add([mark], {
    cursors: [{ name: 'feed', value: 'x' }],
    keys: [{ ...mark, keys: ['email:a@b.c'] }],
  });
  await store.settle(
    [
      settlement({
        link: newLink('11', '1', { partIds: { payment: ['p'] } }),
        status: failing(inSync('11', '1'), ['cause']),
        summary: { entity: 'contact', quickbooksId: '1', summary: {} },
        activities: [
          {
            entity: 'contact',
            hubspotId: '11',
            quickbooksId: '1',
            what: 'linked',
            why: '',
            before: {},
            after: {},
            vendorError: null,
          },
        ],
      }),
    ],
    new Map([['contact', 1]]),
  );
  await store.count(new Map([['hubspot.read', 1]]));
  await inTenant(base.db, tenant, async (trx) => {
    await trx.raw(`insert into intents (connection_id, entity, side, record_id, operation, request, created_at)
      values ('${connectionId}', 'contact', 'hubspot', '1', '{}', '{}', now())`);
    await trx.raw(`insert into inbox (connection_id, vendor, entity, record_id, change, hints, occurred_at)
      values ('${connectionId}', 'hubspot', 'contact', '1', 'changed', '{}', now())`);
    await trx.raw(`insert into commands (connection_id, kind, entity, hubspot_id, quickbooks_id, asked_by, asked_at)
      values ('${connectionId}', 'link', 'contact', '1', '1', 'u', now())`);
    await trx.raw(`insert into resolutions (connection_id, entity, hubspot_id, topic, choice, decided_by, decided_at)
      values ('${connectionId}', 'contact', '1', 'content', 'take-hubspot', 'u', now())`);
    await trx.raw(`insert into notices (portal_id, kind) values ('${portalId}', 'x')`);
    await trx.raw(`insert into people (portal_id, email, added_by) values ('${portalId}', 'a@b.c', 'u')`);
    await trx.raw(`with export as (
        insert into exports (connection_id, portal_id, requested_by, email, locale, format, filter, status, token_hash,
          expires_at)
        values ('${connectionId}', '${portalId}', 'u', 'e', 'en', 'csv', '{}', 'ready', '\\x00', now()) returning id)
      insert into export_chunks (export_id, connection_id, position, content)
        select id, '${connectionId}', 0, '\\x00' from export`);
  });
}

const select = async <Row>(sql: string): Promise<readonly Row[]> =>
  (await base.db.raw<{ rows: Row[] }>(sql)).rows;

async function tenantTables(): Promise<readonly string[]> {
  const rows = await select<{ name: string }>(
    `select distinct table_name as name from information_schema.columns
     where table_schema = 'public' and column_name in ('connection_id', 'portal_id')
       and table_name in (select tablename from pg_tables where schemaname = 'public') order by 1`,
  );
  return rows.map(({ name }) => name);
}

const countAs = (
  tenant: Partial<Pick<TestTenant, 'connectionId' | 'portalId'>>,
  table: string,
): Promise<number> =>
  inTenant(base.db, tenant, async (trx) => {
    const { rows } = await trx.raw<{ rows: { count: number }[] }>(
      `select count(*)::int as count from ${table}`,
    );
    return rows[0]?.count ?? 0;
  });

describe('row-level security', () => {
  test('is on, forced and has a policy on every table that names a connection or portal', async () => {
    const guarded = await select<{ name: string }>(
      `select relname as name from pg_class join pg_policy on polrelid = pg_class.oid
       where relrowsecurity and relforcerowsecurity and polname = 'tenant' order by 1`,
    );
    expect(guarded.map(({ name }) => name)).toEqual(tables);
    expect(tables.length).toBeGreaterThan(18);
  });

  test('leaves out no table but the ones that hold nothing of a tenant', async () => {
    const unguarded = await select<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
         and not relrowsecurity and relname not like 'knex%' order by 1`,
    );
    expect(unguarded.map(({ name }) => name)).toEqual(['one_time_words', 'wrapped_keys']);
  });

  test('shows a tenant its own rows of every table', async () => {
    for (const table of tables) expect([table, await countAs(b, table)]).not.toEqual([table, 0]);
  });

  test('shows one tenant nothing of another, though the role owns the tables', async () => {
    const owner = await select<{ mine: boolean }>(
      `select bool_and(tableowner = current_user) as mine from pg_tables where schemaname = 'public'`,
    );
    expect(owner).toEqual([{ mine: true }]);
    for (const table of tables) {
      const mine = table === 'connections' || table === 'installations' ? 'portal_id' : 'connection_id';
      const column = ['notices', 'people'].includes(table) ? 'portal_id' : mine;
      const foreign = column === 'portal_id' ? b.portalId : b.connectionId;
      const seen = await inTenant(base.db, a, (trx) => trx(table).where(column, foreign));
      expect([table, seen]).toEqual([table, []]);
    }
  });

  test('shows nothing at all without a tenant', async () => {
    for (const table of tables) expect([table, await countAs({}, table)]).toEqual([table, 0]);
  });

  test('lets one tenant neither change nor delete nor insert rows of another', async () => {
    const before = await Promise.all(tables.map((table) => countAs(b, table)));
    for (const table of tables) {
      await inTenant(base.db, a, (trx) => trx(table).where('connection_id', b.connectionId).del()).catch(
        // A table without that column has the portal instead.
        () => inTenant(base.db, a, (trx) => trx(table).where('portal_id', b.portalId).del()),
      );
    }
    await inTenant(base.db, a, (trx) => trx('links').update({ base: null }));
    expect(await Promise.all(tables.map((table) => countAs(b, table)))).toEqual(before);
    expect(await b.store.links.bySide('contact', 'hubspot', ['11'])).toMatchObject([
      { base: newLink('11', '1').base },
    ]);
    const forged = inTenant(base.db, a, (trx) =>
      trx('counters').insert({ connection_id: b.connectionId, day: '2026-11-22', kind: 'x', count: 1 }),
    );
    await expect(forged).rejects.toThrow('row-level security');
  });

  test('forgets the tenant when its transaction ends', async () => {
    const pool = await base.open(1);
    await inTenant(pool, b, (trx) => trx.raw('select 1'));
    expect(await pool('links').select()).toEqual([]);
  });

  test('opens to a cross-tenant function only while it runs', async () => {
    await base.db.transaction(async (trx) => {
      const { rows } = await trx.raw<{ rows: unknown[] }>('select * from schedule_connections()');
      expect(rows).toHaveLength(2);
      expect(await trx('connections').select()).toEqual([]);
    });
  });
});

describe('openDatabase', () => {
  test('refuses a role that row-level security does not bind', async () => {
    await expect(openDatabase(base.adminUrl)).rejects.toThrow(/is SUPERUSER.*NOSUPERUSER NOBYPASSRLS/);
  });
});
