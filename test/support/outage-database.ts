// A PostgreSQL that can be taken away: a cluster of its own behind one fixed address, as a managed database has.

import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { removePostgres, startPostgres } from '../../sandbox/postgres/start-postgres.ts';
import type { RunningPostgres } from '../../sandbox/postgres/start-postgres.ts';
import { currentRun, testServers } from './test-server.ts';

export interface OutageDatabase {
  /** The app's database, whether it runs or not. */
  readonly url: string;
  /** Superuser, straight at the server. */
  adminUrl(): string;
  start(): Promise<void>;
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** Running when it is handed out. */
export async function outageDatabase(): Promise<OutageDatabase> {
  const dir = `${testServers.of(currentRun())}_outage`;
  let postgres: RunningPostgres | null = await startPostgres({ dir, durable: false });
  const sockets = new Set<Socket>();
  const address = createServer((client) => {
    if (!postgres) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(new URL(postgres.url).port), '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  address.listen(0, '127.0.0.1');
  await once(address, 'listening');
  const url = new URL(postgres.url);
  // A listening TCP server has an address with a port.
  url.port = String((address.address() as AddressInfo).port);
  return {
    url: url.href,
    adminUrl: () => postgres?.adminUrl ?? '',
    async start() {
      postgres = await startPostgres({ dir, durable: false });
    },
    async stop() {
      await postgres?.stop();
      postgres = null;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      address.close();
      await removePostgres(dir);
    },
  };
}
