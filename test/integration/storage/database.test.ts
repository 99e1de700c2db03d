import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { DatabaseUnavailable } from '../../../server/storage/database-errors.ts';
import { inTenant, openDatabase } from '../../../server/storage/database.ts';
import { migrate } from '../../../server/storage/migrate.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';

let base: TestDatabase;
const cleanUps: (() => unknown)[] = [];
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp();
  await base.close();
});

/** A way to the database that can be cut and mended. */
async function breakableUrl() {
  const target = new URL(base.url);
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((incoming) => {
    if (isCut) {
      incoming.destroy();
      return;
    }
    const outgoing = connect(Number(target.port), target.hostname);
    for (const [from, to] of [[incoming, outgoing] as const, [outgoing, incoming] as const]) {
      open.add(from);
      from.pipe(to).on('error', () => undefined);
      from.on('error', () => undefined).on('close', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => {
    open.forEach((socket) => socket.destroy());
    server.close();
  });
  const address = server.address();
  const url = new URL(base.url);
  url.port = address && typeof address === 'object' ? String(address.port) : '';
  return {
    url: url.href,
    cut() {
      isCut = true;
      open.forEach((socket) => socket.destroy());
    },
    mend: () => (isCut = false),
  };
}

describe('a database that cannot be reached', () => {
  test('is reported as DatabaseUnavailable at start', async () => {
    const nowhere = new URL(base.url);
    nowhere.port = '1';
    await expect(openDatabase(nowhere.href)).rejects.toBeInstanceOf(DatabaseUnavailable);
  });

  test('fails queries as DatabaseUnavailable, and serves again when it is back', async () => {
    const way = await breakableUrl();
    const db = await openDatabase(way.url);
    cleanUps.push(() => db.destroy());
    const ask = () => inTenant(db, {}, (trx) => trx('connections').select());
    expect(await ask()).toEqual([]);
    way.cut();
    await expect(ask()).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(ask()).rejects.toBeInstanceOf(DatabaseUnavailable);
    way.mend();
    expect(await ask()).toEqual([]);
  });

  test('interrupts a running query as DatabaseUnavailable', async () => {
    const db = await base.open(1);
    const asleep = inTenant(db, {}, (trx) => trx.raw('select pg_sleep(20) /* interrupt me */'));
    const killed = async (): Promise<boolean> => {
      const { rows } = await base.db.raw<{ rows: unknown[] }>(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where query like '%interrupt me%' and pid <> pg_backend_pid()`,
      );
      return rows.length > 0 || killed();
    };
    const [outcome] = await Promise.all([asleep.catch((error: unknown) => error), killed()]);
    expect(outcome).toBeInstanceOf(DatabaseUnavailable);
  });
});

describe('a failed migration', () => {
  test('rejects, so that the process does not start on half a schema', async () => {
    const empty = await testDatabase({ migrated: false });
    await empty.db.raw('create table connections (id int)');
    await expect(migrate(empty.db)).rejects.toThrow('"connections" already exists');
    await empty.db.raw('drop table connections');
    await expect(migrate(empty.db)).resolves.toBeUndefined();
    await empty.close();
  });
});
