import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { workConnection } from '../../../server/engine/worker.ts';
import type { WorkerDeps } from '../../../server/engine/worker.ts';
import { connectionAdminStore } from '../../../server/storage/connection-admin-store.ts';
import { connectionStore } from '../../../server/storage/connection-store.ts';
import { installationStore } from '../../../server/storage/installation-store.ts';
import { leaseStore } from '../../../server/storage/lease-store.ts';
import { registry } from '../../../server/sync/entities/registry.ts';
import { RateLimited, VendorUnavailable } from '../../../server/sync/reactions.ts';
import { aContext } from '../../support/builders.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { testTenant } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';
import { aPass } from '../../support/units.ts';

let base: TestDatabase;
let tenant: TestTenant;
let calls: number;
let trouble: Error;
beforeAll(async () => {
  base = await testDatabase();
});
beforeEach(async () => {
  tenant = await testTenant(base.db);
  await tenant.lease.release();
  await tenant.store.syncs.setState('contact', 'on');
  const { portal } = aContext();
  await installationStore(tenant).saveFacts(tenant.portalId, portal);
  calls = 0;
});
afterAll(() => base.close());

const called = (): never => {
  calls += 1;
  throw trouble;
};

function work() {
  const { runtime } = aPass();
  const deps: WorkerDeps = {
    registry,
    leases: leaseStore(tenant),
    connections: connectionAdminStore(tenant),
    installations: installationStore(tenant),
    openStore: (_job, lease) => connectionStore({ ...tenant, lease }),
    buildAccess: () => ({
      access: { gateway: called, feed: called, taxPercents: called, associated: async () => [] },
      counts: new Map(),
    }),
    onConnectionLost: async () => undefined,
    runtime: { ...runtime, now: tenant.runtime.now },
    limits: { maxMs: 30_000, pollEveryMs: 540_000 },
    owner: 'test',
    log: () => ({ info: () => undefined, warn: () => undefined }),
  };
  const { connectionId, portalId } = tenant;
  return workConnection(deps, { connectionId, portalId, signal: new AbortController().signal });
}

describe('a connection whose vendor says when to come back', () => {
  const hour = 3_600_000;
  const after = (ms: number) => tenant.setTime(new Date(tenant.runtime.now().getTime() + ms));

  test('is left alone until then, however often it is woken', async () => {
    trouble = new RateLimited('hubspot', hour);
    expect(await work()).toEqual({ kind: 'later', retryAfterMs: hour });
    expect(calls).toBe(1);
    after(60_000);
    expect(await work()).toEqual({ kind: 'later', retryAfterMs: hour - 60_000 });
    expect(calls).toBe(1);
    after(hour - 60_000);
    await work();
    expect(calls).toBe(2);
  });

  test('is asked again at once after trouble that no vendor set a time for', async () => {
    trouble = new VendorUnavailable('hubspot', 'no answer');
    expect(await work()).toMatchObject({ kind: 'later' });
    await work();
    expect(calls).toBe(2);
  });
});
