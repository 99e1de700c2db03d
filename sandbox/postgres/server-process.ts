// Starting, finding and ending the `postgres` process of one data folder.

import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import { program } from './binaries.ts';
import type { Cluster } from './cluster.ts';

export interface ServerProcess {
  readonly pid: number;
  readonly port: number;
}

/** The server that runs on this data folder, if any; Postgres itself keeps the file and one server per folder. */
export function findServer(data: string): ServerProcess | null {
  const [pid, , , port, , , , status] = readPidFile(data);
  if (pid === undefined || port === undefined || status?.trim() !== 'ready') return null;
  return isAlive(Number(pid)) ? { pid: Number(pid), port: Number(port) } : null;
}

/** Finds or starts the server. Several callers may race: the losers' processes end by themselves. */
export async function ensureServer(
  cluster: Cluster,
  options: { native: string; account: Account | null; durable: boolean },
): Promise<ServerProcess> {
  // After a crash, children of the old server may hold its shared memory a little longer: hence the retries.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const running = findServer(cluster.data);
    if (running) return running;
    clearZombie(cluster.data);
    const launched = launch(cluster, { ...options, port: await freePort() });
    while (!launched.ended()) {
      const found = findServer(cluster.data);
      if (found) return found;
      await sleep(20);
    }
    await sleep(100 + attempt * 50);
  }
  const log = readFileSync(join(cluster.home, 'server.log'), 'utf8').split('\n').slice(-6).join('\n');
  throw new Error(`Postgres does not start on ${cluster.data}. The end of its log:\n${log}`);
}

/** Ends the server without waiting for its clients; resolves when it is gone. */
export async function stopServer(data: string): Promise<void> {
  const [line] = readPidFile(data);
  const pid = Number(line);
  if (!line || !isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 10_000 && isAlive(pid); waited += 25) await sleep(25);
}

function launch(
  cluster: Cluster,
  options: { native: string; account: Account | null; durable: boolean; port: number },
): { ended(): boolean } {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=500'];
  if (!options.durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  const log = openSync(join(cluster.home, 'server.log'), 'a');
  const child = spawn(
    program(options.native, 'postgres'),
    ['-D', cluster.data, '-p', String(options.port), ...settings.flatMap((setting) => ['-c', setting])],
    {
      ...options.account,
      cwd: tmpdir(),
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', log, log],
      detached: true,
    },
  );
  closeSync(log);
  child.unref();
  let ended = false;
  child.on('error', () => (ended = true));
  child.on('exit', () => (ended = true));
  return { ended: () => ended };
}

function readPidFile(data: string): readonly string[] {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return !isZombie(pid);
}

/** Containers often have no init that reaps: a killed server then keeps its process id for ever. */
function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, ''));
  } catch {
    return false;
  }
}

/** Postgres takes a zombie for a running server and will not start; for all other stale files it cares itself. */
function clearZombie(data: string): void {
  const [line] = readPidFile(data);
  if (!line || !isZombie(Number(line))) return;
  const file = join(data, 'postmaster.pid');
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    // Another start may have put its own file there in between: that one has to stay.
    if (readFileSync(aside, 'utf8').startsWith(`${line}\n`)) rmSync(aside);
    else renameSync(aside, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}
