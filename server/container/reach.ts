// The vendors as one connection reaches them outside a pass: for what a person waits for. No lease is held, so only what
// may happen beside a pass is done this way.

import type { PreviewDeps } from '../engine/preview.ts';
import type { Lease } from '../engine/stores.ts';
import { connectionStore } from '../storage/connection-store.ts';
import { dayIn } from '../sync/dates.ts';
import type { SyncContext } from '../sync/context.ts';
import type { VendorAccess } from '../sync/ports.ts';
import type { Connection } from '../engine/connections/ports.ts';
import type { Sync } from '../sync/rules.ts';
import { buildAccess } from './access.ts';
import { scopeOf } from './parts.ts';
import type { ContainerParts } from './parts.ts';
import type { Stores } from './stores.ts';
import type { Vendors } from './vendors.ts';

/** Nothing is settled outside a pass, so there is nothing a lease would protect. */
const noLease: Lease = { fence: '', assertHeld: () => undefined, release: async () => undefined };

type Reach = Pick<PreviewDeps, 'reachFor'>;

export function createReach(parts: ContainerParts, stores: Stores, vendors: Vendors): Reach {
  const reachWith = async <T>(
    connection: Connection,
    syncs: readonly Sync[],
    work: (access: VendorAccess, context: SyncContext) => Promise<T>,
  ): Promise<T | null> => {
    const portal = (await stores.installations.read(connection.portalId))?.facts;
    const company = connection.facts;
    if (!portal || !company) return null;
    const built = buildAccess(parts, stores, vendors, { connection, company, portal, syncs, lease: noLease });
    const store = connectionStore({ ...parts, ...scopeOf(parts, connection), lease: null });
    const today = dayIn(parts.runtime.now(), company.realmTimeZone);
    try {
      return await work(built.access, { company, portal, today });
    } finally {
      await store.count(built.counts);
    }
  };
  return {
    reachFor: (connection, rules, work) => {
      const sync: Sync = { entity: rules.entity, state: 'on', pausedReason: null, rules, version: 0 };
      return reachWith(connection, [sync], work);
    },
  };
}
