import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { removePostgres, startPostgres } from '../../../sandbox/postgres/start-postgres.ts';

let home: string;
let dir: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'ledgerline-start-'));
  // As below a private home folder: the server's own account may not enter it.
  chmodSync(home, 0o700);
  dir = join(home, 'postgres');
});
afterAll(async () => {
  await removePostgres(dir);
  rmSync(home, { recursive: true, force: true });
});

const start = () => startPostgres({ dir, durable: false });

async function ask<Row extends object>(url: string, sql: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  test('is one server for three starts at once, also the very first ones', async () => {
    const started = await Promise.all([start(), start(), start()]);
    expect(new Set(started.map(({ url }) => url)).size).toBe(1);
  });

  test('gives the app a database of its own and a role that row-level security binds', async () => {
    const { url } = await start();
    const [role] = await ask<{ rolsuper: boolean; rolbypassrls: boolean; owner: boolean }>(
      url,
      `select rolsuper, rolbypassrls, pg_get_userbyid(datdba) = current_user as owner
       from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
    );
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, owner: true });
  });

  test('keeps its data over a stop', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 1 as value');
    await first.stop();
    const second = await start();
    expect(await ask(second.url, 'select value from kept')).toEqual([{ value: 1 }]);
  });

  test('comes back after it was killed', async () => {
    const { adminUrl } = await start();
    const [{ pid } = { pid: 0 }] = await ask<{ pid: number }>(
      adminUrl,
      `select cast(split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as int) as pid`,
    );
    process.kill(pid, 'SIGKILL');
    const [again, atOnce] = await Promise.all([start(), start()]);
    expect(await ask(again.url, 'select value from kept')).toEqual([{ value: 1 }]);
    expect(atOnce.url).toBe(again.url);
  });

  test('leaves nothing behind when it is removed', async () => {
    const { url } = await start();
    await removePostgres(dir);
    await expect(ask(url, 'select 1')).rejects.toThrow();
    expect(existsSync(dir)).toBe(false);
  });
});
