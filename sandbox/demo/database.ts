// The demo's PostgreSQL: kept under `.data/`, emptied with every start, because the companies it is linked to are new.

import { Client, escapeIdentifier } from 'pg';
import { removePostgres, startPostgres } from '../postgres/start-postgres.ts';
import type { RunningPostgres } from '../postgres/start-postgres.ts';

export interface DemoDatabase extends RunningPostgres {
  /** Whether an earlier run had left something that was thrown away. */
  readonly emptied: boolean;
}

/** `reset` deletes the whole data folder first. Otherwise only the app's own database is made anew. */
export async function openEmptyDatabase(dir: string, reset: boolean): Promise<DemoDatabase> {
  if (reset) await removePostgres(dir);
  const postgres = await startPostgres({ dir, durable: false });
  if (!(await hasTables(postgres.url))) return { ...postgres, emptied: false };
  await dropDatabase(postgres);
  // Started again, it finds the running server and creates the missing database.
  return { ...(await startPostgres({ dir, durable: false })), emptied: true };
}

const hasTables = (url: string): Promise<boolean> =>
  withClient(url, async (client) => {
    const found = await client.query(
      `select 1 from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') limit 1`,
    );
    return found.rows.length > 0;
  });

const dropDatabase = ({ adminUrl, url }: RunningPostgres): Promise<void> =>
  withClient(adminUrl, async (client) => {
    const name = new URL(url).pathname.slice(1);
    await client.query(`drop database ${escapeIdentifier(name)} with (force)`);
  });

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
