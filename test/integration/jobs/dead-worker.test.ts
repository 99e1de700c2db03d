import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PassJob } from '../../../server/jobs/job-engine.ts';
import { createJobEngine } from '../../../server/jobs/pg-boss-engine.ts';
import { inTenant } from '../../../server/storage/database.ts';
import { leaseStore } from '../../../server/storage/lease-store.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { testTenant } from '../../support/tenant.ts';
import { eventually } from '../../support/waiting.ts';

const workerScript = fileURLToPath(new URL('../../support/processes/hanging-worker.ts', import.meta.url));

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());

test('a connection whose worker was killed is worked on by another one, under a higher fence', async () => {
  const { connectionId, portalId, lease } = await testTenant(base.db);
  await lease.release();
  const worker = spawn(process.execPath, [workerScript, base.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const engine = createJobEngine({
    url: base.url,
    onError: () => undefined,
    times: { heartbeatSeconds: 10, superviseSeconds: 1, stopWithinMs: 2_000 },
  });
  const passes: PassJob[] = [];
  try {
    const web = createJobEngine({ url: base.url, onError: () => undefined });
    await web.start();
    await web.wake(connectionId, portalId);
    await web.stop();
    const [fence] = await once(worker.stdout, 'data');
    worker.kill('SIGKILL');
    engine.onPass(async (job) => {
      passes.push(job);
      return 'done';
    });
    await engine.start();
    await eventually(() => expect(passes).toHaveLength(1), 60_000);
    expect(passes[0]).toMatchObject({ connectionId, portalId });

    // The dead worker's lease ends by the clock; here it is cut short.
    await inTenant(base.db, { connectionId }, (trx) => trx('leases').update({ expires_at: new Date(0) }));
    const next = await leaseStore({ db: base.db }).acquire(
      connectionId,
      'next',
      new AbortController().signal,
    );
    expect(`fence ${Number(next?.fence) - 1}`).toBe(String(fence).trim());
    await next?.release();
  } finally {
    worker.kill('SIGKILL');
    await engine.stop();
  }
});
