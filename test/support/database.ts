// A migrated database of its own for each test file, cloned from a template in well under a tenth of a second.

import { randomBytes } from 'node:crypto';
import { escapeIdentifier } from 'pg';
import { openDatabase } from '../../server/storage/database.ts';
import type { Database } from '../../server/storage/database.ts';
import { migrate } from '../../server/storage/migrate.ts';
import { currentRun, databaseName, testServer, urlOf, withAdmin } from './test-server.ts';
import type { TestServer } from './test-server.ts';

export interface TestDatabase {
  /** As the unprivileged role that owns the database. */
  readonly url: string;
  readonly adminUrl: string;
  readonly db: Database;
  /** Another pool, as another process would have it; closed with the database. */
  open(poolSize?: number): Promise<Database>;
  close(): Promise<void>;
}

/** For `beforeAll`; close it in `afterAll`. `migrated: false` gives an empty database. */
export async function testDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const run = currentRun();
  const server = await testServer(run);
  const name = databaseName(run, randomBytes(6).toString('hex'));
  const template = migrated ? await ensureTemplate(server, run) : 'template0';
  await createDatabase(server, name, template);
  const url = urlOf(server, name);
  const pools: Database[] = [];
  const open = async (poolSize = 5): Promise<Database> => {
    const pool = await openDatabase(url, { poolSize });
    pools.push(pool);
    return pool;
  };
  return {
    url,
    adminUrl: server.adminUrl,
    db: await open(),
    open,
    async close() {
      await Promise.all(pools.map((pool) => pool.destroy()));
      await withAdmin(server.adminUrl, (admin) =>
        admin.query(`drop database ${escapeIdentifier(name)} with (force)`),
      );
    },
  };
}

/** Migrates the template once per run; test files that start at the same time wait for the first. */
async function ensureTemplate(server: TestServer, run: string): Promise<string> {
  const template = databaseName(run, 'template');
  await withAdmin(server.adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock(hashtext($1))', [template]);
    const found = await admin.query('select 1 from pg_database where datname = $1', [template]);
    if (found.rows.length > 0) return;
    const draft = databaseName(run, 'draft');
    await createDatabase(server, draft, 'template0');
    const db = await openDatabase(urlOf(server, draft));
    try {
      await migrate(db);
    } finally {
      await db.destroy();
    }
    await admin.query(`alter database ${escapeIdentifier(draft)} rename to ${escapeIdentifier(template)}`);
  });
  return template;
}

async function createDatabase(server: TestServer, name: string, template: string): Promise<void> {
  await withAdmin(server.adminUrl, (admin) =>
    admin.query(
      `create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)} ` +
        `owner ${escapeIdentifier(server.app.role)}`,
    ),
  );
}
