// Starts and stops everything in order. A database that is away at start is waited for, with the process answering its
// health meanwhile; a migration that fails, or a role that could see every customer's rows, stops the start.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { PassOutcome } from '../engine/worker.ts';
import type { Runtime } from '../engine/runtime.ts';
import { createHealthApp } from '../http/app.ts';
import { listen } from '../http/listen.ts';
import type { RunningServer } from '../http/listen.ts';
import { useTimeouts } from '../hubspot/transport.ts';
import type { PassResult } from '../jobs/job-engine.ts';
import { createJobEngine } from '../jobs/pg-boss-engine.ts';
import type { JobTimes } from '../jobs/queues.ts';
import { createLogger } from '../logger.ts';
import type { Logger } from '../logger.ts';
import { createMetrics } from '../metrics.ts';
import { cleanExpired } from '../storage/cleaning.ts';
import { DatabaseUnavailable } from '../storage/database-errors.ts';
import { openDatabase } from '../storage/database.ts';
import type { Database } from '../storage/database.ts';
import type { LeaseTimes } from '../storage/lease-store.ts';
import { openKeyRing } from '../storage/lookup-key.ts';
import { migrate } from '../storage/migrate.ts';
import { createContainer } from './container.ts';
import type { Container } from './container.ts';

export interface Ledgerline {
  readonly port: number;
  readonly container: Container;
  /** What the schedule does each minute: wakes every connection, and once in a while cleans and checks. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly config: Config;
  readonly runtime: Runtime;
  readonly logger?: Logger;
  /** Gives up waiting for the database. */
  readonly signal?: AbortSignal;
  /** How soon a worker that died is replaced; production's times when absent. */
  readonly times?: { readonly jobs: JobTimes; readonly lease: LeaseTimes };
}

const databaseRetryMs = 2_000;

export async function startLedgerline(options: StartOptions): Promise<Ledgerline> {
  const { config, runtime } = options;
  const logger = options.logger ?? createLogger({ level: config.logLevel, role: config.role });
  const metrics = createMetrics({ processMetrics: true });
  useTimeouts();
  const health = createHealthApp({ logger, metrics, readiness: { database: async () => false } });
  const waiting = await listen(health, config.port);
  const db = await waitForDatabase(config, logger, options.signal).catch(closing(waiting));
  const keyRing = await openKeyRing(db, config.encryptionKeys).catch(closing(waiting));
  const jobs = createJobEngine({
    url: config.databaseUrl,
    onError: (err) => logger.warn({ err }, 'the job engine is in trouble and goes on by itself'),
    ...(options.times && { times: options.times.jobs }),
  });
  const leaseTimes = options.times?.lease;
  const container = createContainer({ config, db, keyRing, jobs, logger, metrics, runtime, leaseTimes });
  const tick = scheduledWork({ container, db, logger, runtime });
  if (config.role !== 'web') {
    jobs.onPass(async (job) => resultOf(await container.work(job)));
    jobs.onTick(tick);
    jobs.onRevocation(async (grant) => {
      if ((await container.flows.revokeGrant(grant)) === 'pending')
        throw new Error('the grant could not be revoked yet');
    });
  }
  await jobs.start();
  await waiting.close();
  const web = await listen(config.role === 'worker' ? container.healthApp : container.app, waiting.port);
  logger.info({ port: web.port, role: config.role }, 'ledgerline is running');
  return {
    port: web.port,
    container,
    tick,
    async stop() {
      await web.close();
      await jobs.stop();
      await db.destroy();
    },
  };
}

/** Opens and migrates the database, trying again for as long as it cannot be reached. */
async function waitForDatabase(config: Config, logger: Logger, signal?: AbortSignal): Promise<Database> {
  for (;;) {
    try {
      const db = await openDatabase(config.databaseUrl);
      await migrate(db);
      return db;
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      logger.error({ err: error }, 'the database cannot be reached; trying again');
      await sleep(databaseRetryMs, undefined, signal ? { signal } : {});
    }
  }
}

const closing =
  (server: RunningServer) =>
  async (error: unknown): Promise<never> => {
    await server.close();
    throw error;
  };

function resultOf(outcome: PassOutcome): PassResult {
  switch (outcome.kind) {
    case 'more':
      return 'more';
    case 'later':
      return { retryAfterMs: outcome.retryAfterMs };
    case 'done':
      return 'done';
    case 'skipped':
      return afterSkipping(outcome.why);
    default:
      return outcome satisfies never;
  }
}

const leaseRetryMs = 5_000;

/** Whoever holds the lease may be dead, and then nobody else would look at the connection before the next tick. */
function afterSkipping(why: Extract<PassOutcome, { kind: 'skipped' }>['why']): PassResult {
  switch (why) {
    case 'lease-held':
      return { retryAfterMs: leaseRetryMs };
    case 'lease-lost':
      return 'more';
    case 'not-connected':
    case 'nothing-on':
    case 'connection-lost':
      return 'done';
    default:
      return why satisfies never;
  }
}

const dayMs = 86_400_000;

/** The minute's work: every connection gets a pass, which finds by itself whether anything is due; cleaning is daily. */
function scheduledWork(parts: {
  container: Container;
  db: Database;
  logger: Logger;
  runtime: Runtime;
}): () => Promise<void> {
  const { container, db, logger, runtime } = parts;
  let dailyAt = 0;
  return async () => {
    const connected = await container.stores.connections.listConnected();
    for (const connection of connected) await container.wake(connection);
    if (runtime.now().getTime() - dailyAt < dayMs) return;
    dailyAt = runtime.now().getTime();
    logger.info(await cleanExpired(db, runtime.now()), 'removed what was kept long enough');
    for (const connection of connected) {
      const health = await container.flows.checkHealth(connection);
      if (health.kind === 'checked') continue;
      logger.warn(
        { portal: connection.portalId, connection: connection.connectionId, health: health.kind },
        'a connection needs attention',
      );
    }
    const moved = await container.stores.tokens.reencrypt();
    logger.info({ moved }, 'moved what was stored under an older key to the current one');
  };
}
