import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PgBoss } from 'pg-boss';
import type { JobEngine, PassJob, PassResult } from '../../../server/jobs/job-engine.ts';
import { createJobEngine } from '../../../server/jobs/pg-boss-engine.ts';
import { ticksQueue } from '../../../server/jobs/queues.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { eventually, gate } from '../../support/waiting.ts';

let base: TestDatabase;
let engines: JobEngine[] = [];
const times = { heartbeatSeconds: 10, superviseSeconds: 1, stopWithinMs: 5_000 };

beforeAll(async () => {
  base = await testDatabase({ migrated: false });
});
afterAll(() => base.close());
beforeEach(async () => {
  await base.db.raw('drop schema if exists jobs cascade');
});
afterEach(async () => {
  await Promise.all(engines.map((engine) => engine.stop()));
  engines = [];
});

async function start(
  onPass: ((job: PassJob) => Promise<PassResult>) | null,
  onTick: (() => Promise<void>) | null = null,
  concurrency = 2,
): Promise<JobEngine> {
  const engine = createJobEngine({ url: base.url, onError: () => undefined, times, concurrency });
  engines.push(engine);
  if (onPass) engine.onPass(onPass);
  if (onTick) engine.onTick(onTick);
  await engine.start();
  return engine;
}

describe('the job engine', () => {
  test('runs a pass for a connection that a process without workers woke', async () => {
    const passes: string[] = [];
    const web = await start(null);
    await start(async ({ connectionId, portalId }) => {
      passes.push(`${connectionId} of ${portalId}`);
      return 'done';
    });
    await web.wake('c1', 'p1');
    await eventually(() => expect(passes).toEqual(['c1 of p1']));
  });

  test('makes exactly one more pass of any number of wakes during a pass', async () => {
    const open = gate();
    const passes: string[] = [];
    const engine = await start(async ({ connectionId }) => {
      passes.push(connectionId);
      if (passes.length === 1) await open.passed;
      return 'done';
    });
    await engine.wake('c1', 'p1');
    await eventually(() => expect(passes).toEqual(['c1']));
    for (let i = 0; i < 5; i += 1) await engine.wake('c1', 'p1');
    open.pass();
    await eventually(() => expect(passes).toEqual(['c1', 'c1']));
    // Queued last: a pass too many for the first connection would have come before it.
    await engine.wake('c2', 'p1');
    await eventually(() => expect(passes).toEqual(['c1', 'c1', 'c2']));
  });

  test('never runs two passes of one connection at once, over two processes', async () => {
    let running = 0;
    let most = 0;
    let passes = 0;
    const onPass = async (): Promise<PassResult> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running -= 1;
      passes += 1;
      return passes < 12 ? 'more' : 'done';
    };
    const first = await start(onPass);
    const second = await start(onPass);
    await Promise.all([first.wake('c1', 'p1'), second.wake('c1', 'p1')]);
    await eventually(() => expect(passes).toBe(12));
    expect(most).toBe(1);
  });

  test('serves other connections while a busy one has a request waiting', async () => {
    const open = gate();
    const passes: string[] = [];
    const engine = await start(async ({ connectionId }) => {
      passes.push(connectionId);
      if (connectionId === 'busy' && passes.length === 1) await open.passed;
      return 'done';
    });
    await engine.wake('busy', 'p1');
    await eventually(() => expect(passes).toEqual(['busy']));
    await engine.wake('busy', 'p1');
    await engine.wake('other', 'p1');
    await eventually(() => expect(passes).toEqual(['busy', 'other']));
    open.pass();
    await eventually(() => expect(passes).toEqual(['busy', 'other', 'busy']));
  });

  test('waits as long as a pass asks for, and forgets that when somebody wakes the connection', async () => {
    let passes = 0;
    const engine = await start(async () => {
      passes += 1;
      return passes === 1 ? { retryAfterMs: 3_600_000 } : 'done';
    });
    await engine.wake('c1', 'p1');
    await eventually(async () => {
      const { rows } = await base.db.raw<{ rows: unknown[] }>(
        "select 1 from jobs.job where name = 'passes' and state = 'created' and start_after > now() + interval '50 minutes'",
      );
      expect(rows).toHaveLength(1);
    });
    expect(passes).toBe(1);
    await engine.wake('c1', 'p1');
    await eventually(() => expect(passes).toBe(2));
  });

  test('tries a pass again that threw', async () => {
    let passes = 0;
    const engine = await start(async () => {
      passes += 1;
      if (passes === 1) throw new Error('trouble');
      return 'done';
    });
    await engine.wake('c1', 'p1');
    await eventually(() => expect(passes).toBe(2));
  });

  test('wakes with the transaction, and not at all when that is rolled back', async () => {
    const passes: string[] = [];
    const engine = await start(async ({ connectionId }) => {
      passes.push(connectionId);
      return 'done';
    });
    const undone = base.db.transaction(async (trx) => {
      await engine.wake('undone', 'p1', { trx });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await base.db.transaction((trx) => engine.wake('kept', 'p1', { trx }));
    await eventually(() => expect(passes).toEqual(['kept']));
  });

  test('lets a click go ahead of what waited before', async () => {
    const open = gate();
    const passes: string[] = [];
    const engine = await start(
      async ({ connectionId }) => {
        passes.push(connectionId);
        if (connectionId === 'first') await open.passed;
        return 'done';
      },
      null,
      1,
    );
    await engine.wake('first', 'p1');
    await eventually(() => expect(passes).toEqual(['first']));
    await engine.wake('second', 'p1');
    await engine.wake('clicked', 'p1');
    await engine.wake('clicked', 'p1', { priority: 0 });
    open.pass();
    await eventually(() => expect(passes).toEqual(['first', 'clicked', 'second']));
  });

  test('hands a pass that a stop cut short to another process', async () => {
    const started = gate();
    const stopping = await start(async ({ signal }) => {
      started.pass();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return 'done';
    });
    await stopping.wake('c1', 'p1');
    await started.passed;
    await stopping.stop();
    const passes: string[] = [];
    await start(async ({ connectionId }) => {
      passes.push(connectionId);
      return 'done';
    });
    await eventually(() => expect(passes).toEqual(['c1']));
  });

  test('gives a tick to one process only and leaves out ticks while it runs', async () => {
    const open = gate();
    let ticks = 0;
    const onTick = async (): Promise<void> => {
      ticks += 1;
      await open.passed;
    };
    await start(null, onTick);
    await start(null, onTick);
    const boss = new PgBoss({ connectionString: base.url, schema: 'jobs' });
    await boss.start();
    const schedules = await boss.getSchedules(ticksQueue);
    expect(schedules.map(({ cron }) => cron)).toEqual(['* * * * *']);
    await boss.send(ticksQueue);
    await eventually(() => expect(ticks).toBe(1));
    expect(await boss.send(ticksQueue)).toBeNull();
    open.pass();
    await boss.stop();
    expect(ticks).toBe(1);
  });
});
