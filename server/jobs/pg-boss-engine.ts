// The job engine on PostgreSQL. Its tables are its own (schema `jobs`) and hold ids only, so they are exempt from
// row-level security.

import { fromKnex, PgBoss } from 'pg-boss';
import type { Db, Job } from 'pg-boss';
import { z } from 'zod';
import type { GrantRef } from '../engine/connections/ports.ts';
import type { JobEngine, PassHandler, PassResult, WakeOptions } from './job-engine.ts';
import {
  bossOptions,
  defaultTimes,
  passesQueue,
  passOptions,
  revocationOptions,
  revocationsQueue,
  ticksQueue,
  tickOptions,
} from './queues.ts';
import type { JobTimes } from './queues.ts';

export interface JobEngineOptions {
  readonly url: string;
  /** Passes at the same time in this process. */
  readonly concurrency?: number;
  /** Trouble inside the engine (a lost database connection, a handler that threw); it goes on by itself. */
  readonly onError: (error: unknown) => void;
  readonly times?: JobTimes;
}

const passData = z.object({ connectionId: z.string(), portalId: z.string() });
type PassData = z.infer<typeof passData>;

/** Higher runs first in pg-boss; the click class only has to stand out. */
const clickPriority = 10;

export function createJobEngine(options: JobEngineOptions): JobEngine {
  const { times = defaultTimes, concurrency = 4 } = options;
  const stopping = new AbortController();
  let passHandler: PassHandler | null = null;
  let tickHandler: (() => Promise<void>) | null = null;
  let revocationHandler: ((grant: GrantRef) => Promise<void>) | null = null;
  const boss = new PgBoss(bossOptions(options.url, times));
  boss.on('error', options.onError);

  return {
    onPass(handler) {
      passHandler = handler;
    },
    onTick(handler) {
      tickHandler = handler;
    },
    onRevocation(handler) {
      revocationHandler = handler;
    },
    async revokeLater(grant) {
      await boss.send(revocationsQueue, grant, { singletonKey: grantKey(grant), startAfter: 60 });
    },
    async start() {
      await boss.start();
      await ensureQueues(boss, times);
      if (passHandler) {
        const stop = stopping.signal;
        await workPasses(boss, passHandler, { stop, concurrency, times, onError: options.onError });
      }
      if (tickHandler) await workTicks(boss, tickHandler);
      if (revocationHandler) await workRevocations(boss, revocationHandler);
    },
    async stop() {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: times.stopWithinMs });
    },
    wake: (connectionId, portalId, wakeOptions = {}) => wake(boss, { connectionId, portalId }, wakeOptions),
  };
}

async function ensureQueues(boss: PgBoss, times: JobTimes): Promise<void> {
  for (const [name, queue] of [
    [passesQueue, passOptions(times)] as const,
    [ticksQueue, tickOptions] as const,
    [revocationsQueue, revocationOptions] as const,
  ]) {
    const { policy, ...changeable } = queue;
    // Creating is a no-op when the queue exists; updating brings times of an older version up to date.
    await boss.createQueue(name, { policy, ...changeable });
    await boss.updateQueue(name, changeable);
  }
}

/**
 * The queue keeps one waiting job per connection beside a running one. When one waits already it is brought forward
 * instead, which also locks it: inside a transaction it cannot start before the caller's marks are committed.
 */
async function wake(boss: PgBoss, data: PassData, { priority = 1, trx }: WakeOptions): Promise<void> {
  const db = trx ? { db: fromKnex(trx) } : {};
  const singletonKey = data.connectionId;
  const urgent = priority === 0 ? { priority: clickPriority } : {};
  const send = { ...db, ...urgent, singletonKey, group: { id: singletonKey } };
  // The waiting job may start between the two statements; then the first one finds the place free.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if ((await boss.send(passesQueue, data, send)) !== null) return;
    const moved = await boss.update(passesQueue, undefined, {
      ...db,
      ...urgent,
      singletonKey,
      startAfter: 0,
    });
    if (moved.updated > 0) return;
  }
}

async function workPasses(
  boss: PgBoss,
  handler: PassHandler,
  {
    stop,
    concurrency,
    times,
    onError,
  }: Pick<JobEngineOptions, 'onError'> & { stop: AbortSignal; concurrency: number; times: JobTimes },
): Promise<void> {
  const run = async ([job]: Job[]): Promise<void> => {
    if (!job) return;
    const data = passData.parse(job.data);
    const pass = handler({ ...data, signal: AbortSignal.any([job.signal, stop]) });
    // pg-boss keeps what a handler threw to itself.
    pass.catch(onError);
    const result = await pass;
    // A pass that was cut short by our stop has work left for another process.
    const next: PassResult = stop.aborted && result === 'done' ? 'more' : result;
    if (next !== 'done') await passOn(boss, job, data, next);
  };
  await boss.work(
    passesQueue,
    {
      localConcurrency: concurrency,
      // Jobs of busy connections wait without holding up those behind them.
      groupConcurrency: 1,
      heartbeatRefreshSeconds: Math.floor(times.heartbeatSeconds / 3),
      pollingIntervalSeconds: 1,
      // Jobs that were held back by their own connection, or are due for another try, are not announced.
      notifyPollingIntervalSeconds: 1,
      burstWhenReadyExceeds: concurrency,
    },
    run,
  );
}

/** Completes the job and queues the next one for its connection, both or neither. */
async function passOn(
  boss: PgBoss,
  job: Job,
  data: PassData,
  next: Exclude<PassResult, 'done'>,
): Promise<void> {
  const startAfter = next === 'more' ? {} : { startAfter: Math.ceil(next.retryAfterMs / 1000) };
  const send = { ...startAfter, singletonKey: data.connectionId, group: { id: data.connectionId } };
  await inTransaction(boss.getDb(), async (db) => {
    await boss.complete(passesQueue, job, undefined, { db });
    // Null when somebody woke the connection meanwhile, which is as good.
    await boss.send(passesQueue, data, { ...send, db });
  });
}

async function workTicks(boss: PgBoss, handler: () => Promise<void>): Promise<void> {
  await boss.work(ticksQueue, { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 }, async () => {
    await handler();
  });
  await boss.schedule(ticksQueue, '* * * * *');
}

const grantData = z.discriminatedUnion('vendor', [
  z.object({ vendor: z.literal('hubspot'), portalId: z.string() }),
  z.object({ vendor: z.literal('quickbooks'), portalId: z.string(), connectionId: z.string() }),
]);

const grantKey = (grant: GrantRef): string =>
  grant.vendor === 'hubspot' ? `hubspot:${grant.portalId}` : `quickbooks:${grant.connectionId}`;

async function workRevocations(boss: PgBoss, handler: (grant: GrantRef) => Promise<void>): Promise<void> {
  const options = { pollingIntervalSeconds: 30, notifyPollingIntervalSeconds: 30 };
  await boss.work(revocationsQueue, options, async ([job]: Job[]) => {
    if (job) await handler(grantData.parse(job.data));
  });
}

async function inTransaction(db: Db, work: (db: Db) => Promise<void>): Promise<void> {
  if (!db.beginTransaction) throw new Error('the job engine needs a connection pool of its own');
  const transaction = await db.beginTransaction();
  try {
    await work(transaction.db);
    await transaction.commit();
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}
