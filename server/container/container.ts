// Builds everything; the only file that knows all parts. What is here is wiring: no rule of the product lives in it.

import { randomUUID } from 'node:crypto';
import { hubspotGrant, quickbooksGrant } from '../engine/connections/flow-ports.ts';
import { createConnectionFlows } from '../engine/connections/flows.ts';
import { createRecommended, pauseAll, resumePaused } from '../engine/syncs.ts';
import type { SyncsDeps } from '../engine/syncs.ts';
import { workConnection } from '../engine/worker.ts';
import type { PassJob, WorkerDeps } from '../engine/worker.ts';
import { createApp, createHealthApp } from '../http/app.ts';
import { requiredScopes } from '../hubspot/scopes.ts';
import { withContext } from '../logger.ts';
import { connectionStore } from '../storage/connection-store.ts';
import { syncSettingsStore } from '../storage/sync-settings-store.ts';
import { syncStore } from '../storage/sync-store.ts';
import { registry } from '../sync/entities/registry.ts';
import { buildAccess } from './access.ts';
import { scopeOf } from './parts.ts';
import type { ContainerParts } from './parts.ts';
import { createReach } from './reach.ts';
import { createStores } from './stores.ts';
import type { Stores } from './stores.ts';
import { createSuperAdmins } from './super-admins.ts';
import { createVendors } from './vendors.ts';
import type { Vendors } from './vendors.ts';
import { appDeps } from './web.ts';

export type Container = ReturnType<typeof createContainer>;

/** Everything wired together; nothing is started yet. */
export function createContainer(parts: ContainerParts) {
  const { config, jobs } = parts;
  const stores = createStores(parts);
  const vendors = createVendors(parts);
  const syncs: SyncsDeps = {
    registry,
    syncsOf: (connection) => syncStore(scopeOf(parts, connection)),
    settingsOf: (connection) => syncSettingsStore(scopeOf(parts, connection)),
    wake: (connection) => jobs.wake(connection.id, connection.portalId, { priority: 0 }),
  };
  const flows = createConnectionFlows({
    ...stores,
    hubspot: vendors.hubspot,
    quickbooks: vendors.quickbooks,
    requiredScopes: Object.keys(requiredScopes),
    now: () => parts.runtime.now(),
    onConnected: async (connection, { resumed }) => {
      await createRecommended(syncs, { ...connection, setUpDay: config.setUpDay ?? connection.setUpDay });
      if (resumed) await resumePaused(syncs, connection);
    },
    stopSyncs: (connection, reason) => pauseAll(syncs, connection, reason),
    revokeLater: (grant) => jobs.revokeLater(grant),
  });
  const worker = createWorkerDeps(parts, stores, vendors, async (connection, lost) => {
    const grant = lost.vendor === 'hubspot' ? hubspotGrant(connection.portalId) : quickbooksGrant(connection);
    await flows.settleGrantTrouble(grant, lost);
  });
  const web = appDeps(
    parts,
    stores,
    flows,
    syncs,
    createSuperAdmins(parts, stores, vendors),
    createReach(parts, stores, vendors),
  );
  return {
    app: createApp(web),
    healthApp: createHealthApp(web),
    flows,
    stores,
    wake: ({ connectionId, portalId }: { connectionId: string; portalId: string }) =>
      jobs.wake(connectionId, portalId),
    /** One pass for one connection; what the job engine calls. */
    work: (job: PassJob) => workConnection(worker, job),
  };
}

function createWorkerDeps(
  parts: ContainerParts,
  stores: Stores,
  vendors: Vendors,
  onConnectionLost: WorkerDeps['onConnectionLost'],
): WorkerDeps {
  const { config, runtime, logger } = parts;
  return {
    registry,
    leases: stores.leases,
    connections: stores.connections,
    installations: stores.installations,
    openStore: (job, lease) =>
      connectionStore({ ...parts, connectionId: job.connectionId, portalId: job.portalId, lease }),
    buildAccess: (input) => buildAccess(parts, stores, vendors, input),
    onConnectionLost,
    runtime,
    limits: { maxMs: 30_000, pollEveryMs: config.quickbooksPollSeconds * 1000 },
    owner: randomUUID(),
    log: (job) =>
      withContext(logger, { portal: job.portalId, connection: job.connectionId, run: randomUUID() }),
  };
}
