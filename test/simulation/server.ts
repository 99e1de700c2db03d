// The server as the simulation runs it: web and worker in this process, the job engine replaced by the simulation, which
// says when a pass runs and at which labelled point the worker dies.
//
// How a worker dies here: the crash point never returns, so nothing after it runs, no `finally` and no release of the
// lease; the pass's signal stops whatever of it runs beside; its pool is closed and its database sessions are ended by
// the database, which rolls back what was open, as with a dead client. The lease then runs out and a new worker, with
// nothing but the database, takes over. What stays possible, as in life: a call that was on its way arrives. A
// process per crash would be more literal and cost seconds each; that SIGKILL itself does no other harm is what the
// kill tests show.

import { setTimeout as sleep } from 'node:timers/promises';
import { parseConfig } from '../../server/config.ts';
import type { Config } from '../../server/config.ts';
import { createContainer } from '../../server/container/container.ts';
import type { Container } from '../../server/container/container.ts';
import { systemRuntime } from '../../server/engine/runtime.ts';
import type { CrashPoint, Runtime } from '../../server/engine/runtime.ts';
import type { PassOutcome } from '../../server/engine/worker.ts';
import { listen } from '../../server/http/listen.ts';
import { useTimeouts } from '../../server/hubspot/transport.ts';
import type { JobEngine } from '../../server/jobs/job-engine.ts';
import { createLogger } from '../../server/logger.ts';
import { createMetrics } from '../../server/metrics.ts';
import { inTenant, openDatabase, query } from '../../server/storage/database.ts';
import type { Database } from '../../server/storage/database.ts';
import { openKeyRing } from '../../server/storage/lookup-key.ts';
import type { World } from '../support/world.ts';

/** What happens at a labelled point: the worker dies there, or people do something meanwhile. */
export type AtPoint = (at: CrashPoint) => Promise<'go on' | 'die'>;

export interface SimulatedServer {
  /** Time of the worker, of both vendors and of their change feeds. */
  now(): Date;
  advance(ms: number): Promise<void>;
  /** Runs passes until there is nothing more to do, or until the worker dies. */
  work(atPoint?: AtPoint): Promise<'rests' | 'died'>;
  /** A new process: nothing is kept but the database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

interface Worker {
  /** Builds everything anew on the worker's pool. */
  container(): Promise<Container>;
  readonly db: Database;
  readonly name: string;
  readonly stop: AbortController;
  atPoint: AtPoint | undefined;
  readonly died: PromiseWithResolvers<'died'>;
  isDead: boolean;
}

/** Pauses that vendors ask for are not worth waiting out. */
const longestSleepMs = 5;
const mostPasses = 40;

const silentJobs: JobEngine = {
  start: async () => undefined,
  stop: async () => undefined,
  wake: async () => undefined,
  revokeLater: async () => undefined,
  onPass: () => undefined,
  onRevocation: () => undefined,
  onTick: () => undefined,
};

export async function startSimulatedServer(world: World, random: () => number): Promise<SimulatedServer> {
  const parsed = parseConfig(world.environment);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { config } = parsed;
  useTimeouts();
  const webDatabase = await openDatabase(config.databaseUrl, { poolSize: 4 });
  const web = await buildContainer(config, webDatabase, systemRuntime);
  const listening = await listen(web.app, config.port);
  let offsetMs = 0;
  let workers = 0;
  const now = (): Date => new Date(Date.now() + offsetMs);
  const startWorker = async (): Promise<Worker> => {
    workers += 1;
    const name = `simulated worker ${workers}`;
    const db = await openDatabase(named(config.databaseUrl, name), { poolSize: 6 });
    const died = Promise.withResolvers<'died'>();
    const runtime: Runtime = {
      now,
      random,
      sleep: (ms) => systemRuntime.sleep(Math.min(ms, longestSleepMs)),
      crashPoint: async (at) => {
        if (!worker.isDead && (await worker.atPoint?.(at)) !== 'die') return;
        worker.isDead = true;
        died.resolve('died');
        await new Promise<never>(() => undefined);
      },
    };
    const worker: Worker = {
      container: () => buildContainer(config, db, runtime),
      db,
      name,
      stop: new AbortController(),
      died,
      atPoint: undefined,
      isDead: false,
    };
    return worker;
  };
  let worker = await startWorker();

  const bury = async (): Promise<void> => {
    worker.stop.abort();
    // Pending transactions never end by themselves; the pool is closed to new ones at once.
    void worker.db.destroy().catch(() => undefined);
    await endSessions(webDatabase, worker.name);
    await sleep(30);
    for (const connection of await web.stores.connections.listConnected())
      await inTenant(webDatabase, connection, (trx) =>
        query(trx, 'update leases set expires_at = clock_timestamp()'),
      );
    worker = await startWorker();
  };
  const server: SimulatedServer = {
    now,
    async advance(ms) {
      offsetMs += ms;
      await Promise.all([world.quickbooks.advance(ms), world.hubspot.advance(ms)]);
    },
    async work(atPoint) {
      worker.atPoint = atPoint;
      // Another machine each time: nothing is remembered between passes, and no window of a vendor's limits is waited
      // out which the stand-ins do not watch here.
      const container = await worker.container();
      for (let passes = 0; passes < mostPasses; passes += 1) {
        const end = await Promise.race([
          passOf(web, container, worker.stop.signal),
          worker.died.promise,
          overtime(),
        ]);
        if (end === 'overtime')
          throw new Error(`a pass does not end; ${await markedTwice(webDatabase, web)}`);
        if (end === 'died') {
          await bury();
          return 'died';
        }
        if (end.kind === 'done') return 'rests';
        if (end.kind === 'later') await server.advance(end.retryAfterMs);
        if (end.kind === 'skipped') throw new Error(`a pass was skipped: ${end.why}`);
      }
      throw new Error(`the server did not come to rest in ${mostPasses} passes`);
    },
    async restart() {
      await worker.db.destroy();
      worker = await startWorker();
    },
    async close() {
      await listening.close();
      await Promise.all([worker.db.destroy(), webDatabase.destroy()]);
    },
  };
  return server;
}

/**
 * Far more than a few records need, also on a busy machine where a call may meet its time-out; production would go on in
 * another pass, for ever.
 */
const longestPassMs = 150_000;
const overtime = (): Promise<'overtime'> => sleep(longestPassMs, 'overtime' as const, { ref: false });

/** Whether marks come and go without end, or somebody waits for what does not come. */
async function markedTwice(db: Database, web: Container): Promise<string> {
  const before = await marked(db, web);
  await sleep(2_000);
  return `marked are ${before}, and two seconds later ${await marked(db, web)}`;
}

/** For the person who has to find out why. */
async function marked(db: Database, web: Container): Promise<string> {
  const [connection] = await web.stores.connections.listConnected();
  if (!connection) return 'nobody knows';
  const rows = await inTenant(db, connection, (trx) => query(trx, 'select * from marks limit 20'));
  return JSON.stringify(rows);
}

async function passOf(web: Container, worker: Container, signal: AbortSignal): Promise<PassOutcome> {
  const [connection] = await web.stores.connections.listConnected();
  if (!connection) throw new Error('the connection was lost');
  return worker.work({ ...connection, signal });
}

async function buildContainer(config: Config, db: Database, runtime: Runtime): Promise<Container> {
  return createContainer({
    config,
    db,
    keyRing: await openKeyRing(db, config.encryptionKeys),
    jobs: silentJobs,
    logger: createLogger({ level: config.logLevel, role: config.role }),
    metrics: createMetrics({ processMetrics: false }),
    runtime,
  });
}

/** The name tells its sessions from those of other workers. */
function named(url: string, name: string): string {
  const address = new URL(url);
  address.searchParams.set('application_name', name);
  return address.href;
}

const endSessions = (db: Database, name: string): Promise<unknown> =>
  inTenant(db, {}, (trx) =>
    query(
      trx,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = :name`,
      { name },
    ),
  );
