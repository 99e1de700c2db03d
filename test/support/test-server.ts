// Where the PostgreSQL of a test run is. Each run has its own server, started by the first test that needs it, so that
// unit tests need none and two runs at once do not meet.

import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, escapeIdentifier } from 'pg';
import { ensureAppRole } from '../../sandbox/postgres/app-role.ts';
import { startPostgres } from '../../sandbox/postgres/start-postgres.ts';

const serversFolder = fileURLToPath(new URL('../../.test-postgres', import.meta.url));

export interface TestServer {
  /** May create databases. */
  readonly adminUrl: string;
  /** The role that owns test databases: neither SUPERUSER nor BYPASSRLS. */
  readonly app: { readonly role: string; readonly password: string };
}

/** Folder of servers, one per run, named by the process that runs the tests. */
export const testServers = {
  folder: serversFolder,
  of: (run: string): string => `${serversFolder}/${run}`,
  newRun: (): string => `${process.pid}_${randomBytes(4).toString('hex')}`,
  ownerOf: (run: string): number => Number.parseInt(run, 10),
};

export function currentRun(): string {
  const run = process.env['LEDGERLINE_TEST_RUN'];
  if (!run) throw new Error('LEDGERLINE_TEST_RUN is missing: tests with a database run through Jest');
  return run;
}

/** Finds or starts the server of this run. `TEST_DATABASE_URL` (a role that may create databases) replaces it. */
export async function testServer(run: string): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { adminUrl: given, app: await givenServerRole(given, run) };
  const { adminUrl, url } = await startPostgres({ dir: testServers.of(run), durable: false });
  const { username, password } = new URL(url);
  return { adminUrl, app: { role: username, password } };
}

/** Removes what a run left on a server that is not ours. */
export async function cleanGivenServer(adminUrl: string, run: string): Promise<void> {
  await withAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ name: string }>(
      'select datname as name from pg_database where datname like $1',
      [`ledgerline\\_test\\_${run.replace('_', '\\_')}%`],
    );
    for (const { name } of rows) await admin.query(`drop database ${escapeIdentifier(name)} with (force)`);
    await admin.query(`drop role if exists ${escapeIdentifier(databaseName(run, 'app'))}`);
  });
}

export async function withAdmin<T>(adminUrl: string, work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

export const databaseName = (run: string, name: string): string => `ledgerline_test_${run}_${name}`;

/** The same server and role, another database. */
export function urlOf(server: TestServer, database: string): string {
  const url = new URL(server.adminUrl);
  url.username = server.app.role;
  url.password = server.app.password;
  url.pathname = `/${database}`;
  return url.href;
}

/** A given superuser only creates; the tests themselves run as a plain role made for the run. */
async function givenServerRole(adminUrl: string, run: string): Promise<TestServer['app']> {
  const app = { role: databaseName(run, 'app'), password: run };
  await withAdmin(adminUrl, async (admin) => {
    await admin.query("select pg_advisory_lock(hashtext('ledgerline test role'))");
    await ensureAppRole(admin, app);
  });
  return app;
}
