import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Lease } from '../../../server/engine/stores.ts';
import { LeaseLost } from '../../../server/sync/reactions.ts';
import { connectionStore } from '../../../server/storage/connection-store.ts';
import { inTenant } from '../../../server/storage/database.ts';
import { leaseStore } from '../../../server/storage/lease-store.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { settlement } from '../../support/settlements.ts';
import { testTenant } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';
import { eventually } from '../../support/waiting.ts';

let base: TestDatabase;
let tenant: TestTenant;
let leases: Lease[] = [];
const never = new AbortController().signal;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
  tenant = await testTenant(base.db);
  await tenant.lease.release();
});
afterEach(async () => {
  await Promise.all(leases.map((lease) => lease.release()));
  leases = [];
});

async function acquire(times = { ttlMs: 30_000, renewEveryMs: 10_000 }, stop = never): Promise<Lease | null> {
  const lease = await leaseStore({ db: base.db, times }).acquire(tenant.connectionId, 'worker', stop);
  if (lease) leases.push(lease);
  return lease;
}

const settleUnder = (lease: Lease | null) =>
  connectionStore({ ...tenant, lease }).settle([settlement({})], new Map());

const endNow = (): Promise<unknown> =>
  inTenant(base.db, tenant, (trx) => trx('leases').update({ expires_at: new Date(0) }));

describe('a lease', () => {
  test('goes to one of many that ask at once', async () => {
    const asked = await Promise.all(Array.from({ length: 8 }, () => acquire()));
    expect(asked.filter((lease) => lease !== null)).toHaveLength(1);
  });

  test('is free again after its release, under a higher fence', async () => {
    const first = await acquire();
    expect(await acquire()).toBeNull();
    await first?.release();
    const second = await acquire();
    expect(Number(second?.fence)).toBeGreaterThan(Number(first?.fence));
    expect(() => first?.assertHeld()).toThrow(LeaseLost);
    expect(() => second?.assertHeld()).not.toThrow();
  });

  test('passes to another worker when it ran out, and the old fence stores nothing more', async () => {
    const old = await acquire();
    await endNow();
    const current = await acquire();
    await expect(settleUnder(old)).rejects.toBeInstanceOf(LeaseLost);
    await expect(settleUnder(current)).resolves.toEqual([]);
  });

  test('is not freed by a release of an earlier holder', async () => {
    const old = await acquire();
    await endNow();
    await acquire();
    await old?.release();
    expect(await acquire()).toBeNull();
  });

  test('renews itself beyond its time', async () => {
    const lease = await acquire({ ttlMs: 400, renewEveryMs: 50 });
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(() => lease?.assertHeld()).not.toThrow();
    expect(await acquire()).toBeNull();
  });

  test('is known to be lost once a renewal finds another fence', async () => {
    const lease = await acquire({ ttlMs: 30_000, renewEveryMs: 20 });
    await inTenant(base.db, tenant, (trx) => trx('leases').increment('fence'));
    await eventually(() => expect(() => lease?.assertHeld()).toThrow(LeaseLost));
  });

  test('runs out for its holder when the database cannot be reached', async () => {
    const pool = await base.open(1);
    const lease = await leaseStore({ db: pool, times: { ttlMs: 200, renewEveryMs: 50 } }).acquire(
      tenant.connectionId,
      'worker',
      never,
    );
    await pool.destroy();
    await eventually(() => expect(() => lease?.assertHeld()).toThrow(LeaseLost));
  });

  test('counts as lost as soon as the process is stopping', async () => {
    const stop = new AbortController();
    const lease = await acquire(undefined, stop.signal);
    stop.abort();
    expect(() => lease?.assertHeld()).toThrow(LeaseLost);
  });

  test('cannot be had for a connection that does not exist', async () => {
    const store = leaseStore({ db: base.db });
    expect(await store.acquire('00000000-0000-4000-8000-000000000000', 'worker', never)).toBeNull();
  });
});
