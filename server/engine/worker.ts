// Runs one pass for one connection: takes the lease, builds what the pass works with, and turns connection trouble into
// a state of the connection or a later try. A pass that cannot take the lease leaves the work to whoever holds it.

import { dayIn } from '../sync/dates.ts';
import type { VendorAccess } from '../sync/ports.ts';
import type { Registry } from '../sync/entities/registry.ts';
import { ConnectionLost, isConnectionError, LeaseLost, RateLimited } from '../sync/reactions.ts';
import type { ConnectionError } from '../sync/reactions.ts';
import type { Connection, ConnectionAdminStore, InstallationStore } from './connections/ports.ts';
import { runPass } from './pass.ts';
import { isRunning } from './rules-changed.ts';
import type { PassLimits, PassReport } from './pass.ts';
import type { Runtime } from './runtime.ts';
import type { ConnectionStore, Lease, LeaseStore } from './stores.ts';
import type { Pass, PassLog } from './unit.ts';
import type { PortalFacts, CompanyFacts, Sync } from '../sync/rules.ts';

export interface PassJob {
  readonly connectionId: string;
  readonly portalId: string;
  readonly signal: AbortSignal;
}

/** What the container builds per pass: gateways bound to one connection, and the counts of the calls they made. */
export interface BuiltAccess {
  readonly access: VendorAccess;
  readonly counts: ReadonlyMap<string, number>;
}

export interface WorkerDeps {
  readonly registry: Registry;
  readonly leases: LeaseStore;
  readonly connections: ConnectionAdminStore;
  readonly installations: InstallationStore;
  openStore(job: PassJob, lease: Lease): ConnectionStore;
  buildAccess(input: {
    connection: Connection;
    company: CompanyFacts;
    portal: PortalFacts;
    syncs: readonly Sync[];
    lease: Lease;
  }): BuiltAccess;
  /** Told when a vendor no longer accepts our grant. */
  onConnectionLost(connection: Connection, lost: ConnectionLost): Promise<void>;
  readonly runtime: Runtime;
  readonly limits: PassLimits;
  readonly owner: string;
  log(job: PassJob): PassLog;
}

/** `later` carries when a troubled connection is worth another pass. */
export type PassOutcome =
  | { readonly kind: 'done' | 'more'; readonly report: PassReport }
  | { readonly kind: 'later'; readonly retryAfterMs: number }
  | {
      readonly kind: 'skipped';
      readonly why: 'not-connected' | 'nothing-on' | 'lease-held' | 'lease-lost' | 'connection-lost';
    };

export async function workConnection(deps: WorkerDeps, job: PassJob): Promise<PassOutcome> {
  const connection = await deps.connections.read(job.portalId, job.connectionId);
  const installation = await deps.installations.read(job.portalId);
  if (
    connection?.status !== 'connected' ||
    !connection.facts ||
    installation?.status !== 'installed' ||
    !installation.facts
  ) {
    return { kind: 'skipped', why: 'not-connected' };
  }
  const lease = await deps.leases.acquire(job.connectionId, deps.owner, job.signal);
  if (!lease) return { kind: 'skipped', why: 'lease-held' };
  try {
    return await workUnderLease(deps, job, lease, connection, connection.facts, installation.facts);
  } finally {
    await lease.release();
  }
}

async function workUnderLease(
  deps: WorkerDeps,
  job: PassJob,
  lease: Lease,
  connection: Connection,
  company: CompanyFacts,
  portal: PortalFacts,
): Promise<PassOutcome> {
  const store = deps.openStore(job, lease);
  const heldMs = await heldFor(deps, store);
  if (heldMs > 0) return { kind: 'later', retryAfterMs: heldMs };
  const all = await store.syncs.list();
  const running = all.filter(isRunning);
  // What people ask for by hand is done for syncs that are off, too.
  const isIdle = running.length === 0 && (await store.commands.open()).length === 0;
  if (isIdle) return { kind: 'skipped', why: 'nothing-on' };
  const built = deps.buildAccess({ connection, company, portal, syncs: all, lease });
  const today = dayIn(deps.runtime.now(), company.realmTimeZone);
  const log = deps.log(job);
  // Only where every row of an invoice names a tax code, and only where invoices may be made.
  const taxes =
    company.salesTax === 'global' && running.some(({ rules }) => rules.direction !== 'to-hubspot');
  try {
    const taxPercents = taxes ? { taxPercents: await built.access.taxPercents() } : {};
    const pass: Pass = {
      registry: deps.registry,
      store,
      access: built.access,
      lease,
      runtime: deps.runtime,
      context: { company, portal, today, ...taxPercents },
      syncs: new Map(running.map((sync) => [sync.entity, sync])),
      log,
      pulled: new Set(),
    };
    const report = await runPass(pass, deps.limits);
    return { kind: report.more ? 'more' : 'done', report };
  } catch (error) {
    if (error instanceof LeaseLost) return { kind: 'skipped', why: 'lease-lost' };
    if (!isConnectionError(error)) throw error;
    return await troubled(deps, connection, { log, store }, error);
  } finally {
    await store.count(built.counts);
  }
}

async function troubled(
  deps: WorkerDeps,
  connection: Connection,
  { log, store }: Pick<Pass, 'log' | 'store'>,
  error: ConnectionError,
): Promise<PassOutcome> {
  log.warn({ trouble: error.name, reason: error.message }, 'the pass ended early; its marks wait');
  if (error instanceof ConnectionLost) {
    await deps.onConnectionLost(connection, error);
    return { kind: 'skipped', why: 'connection-lost' };
  }
  if (error instanceof RateLimited) {
    const until = new Date(deps.runtime.now().getTime() + error.retryAfterMs);
    await store.cursors.move([{ name: holdCursor, value: until.toISOString() }]);
  }
  return { kind: 'later', retryAfterMs: error.retryAfterMs };
}

/** Until when a vendor told us to stay away; kept with the connection, because any webhook or click wakes it before. */
const holdCursor = 'not-before';

/** How long a vendor's word still keeps us from calling; zero or less when it does not. */
async function heldFor(deps: WorkerDeps, store: ConnectionStore): Promise<number> {
  const until = await store.cursors.read(holdCursor);
  return typeof until === 'string' ? Date.parse(until) - deps.runtime.now().getTime() : 0;
}
