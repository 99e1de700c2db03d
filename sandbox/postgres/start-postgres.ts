// A PostgreSQL that needs no set-up: programs from npm, data in a folder of ours, reused while it still runs.
// For the demo and the tests; production brings its own server.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { serverAccount } from './account.ts';
import { ensureAppDatabase } from './app-role.ts';
import { prepareBinaries } from './binaries.ts';
import { adminRole, locateHome, openCluster } from './cluster.ts';
import { ensureServer, stopServer } from './server-process.ts';

const app = 'ledgerline';

export interface RunningPostgres {
  /** Superuser, database `postgres`: for creating databases and roles only. */
  readonly adminUrl: string;
  /** The app's own database as its unprivileged owner. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the server whose data lives in `dir`, or finds it running; safe to call from several processes at once.
 * `durable: false` gives up safety against power cuts for speed.
 */
export async function startPostgres({
  dir,
  durable,
}: {
  dir: string;
  durable: boolean;
}): Promise<RunningPostgres> {
  const account = serverAccount();
  const native = prepareBinaries(account);
  const home = locateHome(dir, account);
  const cluster = openCluster({ home, native, account, durable });
  const { port } = await ensureServer(cluster, { native, account, durable });
  const { admin, app: appPassword } = cluster.passwords;
  const adminUrl = `postgres://${adminRole}:${admin}@127.0.0.1:${port}/postgres`;
  await ensureAppDatabase(adminUrl, { role: app, password: appPassword, database: app });
  return {
    adminUrl,
    url: `postgres://${app}:${appPassword}@127.0.0.1:${port}/${app}`,
    stop: () => stopServer(cluster.data),
  };
}

/** Ends the server of `dir`, wherever it was started, and deletes its data. */
export async function removePostgres(dir: string): Promise<void> {
  const home = locateHome(dir, serverAccount());
  await stopServer(join(home, 'data'));
  rmSync(home, { recursive: true, force: true });
  rmSync(dir, { recursive: true, force: true });
}
