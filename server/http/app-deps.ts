// What the HTTP layer is given. Signature checks, parsers and flows arrive as functions; nothing here knows a vendor.

import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../engine/connections/flow-ports.ts';
import type { ConnectionFlows } from '../engine/connections/flows.ts';
import type {
  Connection,
  ConnectionAdminStore,
  InboxEvent,
  InboxStore,
  InstallationStore,
} from '../engine/connections/ports.ts';
import type { CardsDeps } from '../engine/cards.ts';
import type { PeopleStore } from '../engine/people.ts';
import type { Polling } from '../engine/polling.ts';
import type { PreviewDeps } from '../engine/preview.ts';
import type { ByHandDeps } from '../engine/by-hand.ts';
import type { ResolvingDeps } from '../engine/resolving.ts';
import type { SyncOverview } from '../engine/syncs.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { PortalFacts, Sync } from '../sync/rules.ts';

/** A request as a vendor signed it. `url` is public and unchanged, query included; `body` is the bytes on the wire. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface WebhookVendor {
  /** True when the vendor's signature over the request holds and is fresh. */
  verify(request: SignedRequest): boolean;
  /** The delivery's events that concern us; null when its shape is not the vendor's. */
  parseWebhook(body: unknown): readonly InboxEvent[] | null;
}

export interface RecordCounts {
  readonly inSync: number;
  readonly pending: number;
  readonly failing: number;
  readonly excluded: number;
}

export interface SyncProgress {
  readonly counts: RecordCounts;
  /** Records done of those the filters let through; `total` is null until it is known. */
  readonly firstSync: { readonly done: number; readonly total: number | null } | null;
  /** ISO instant. */
  readonly lastSyncedAt: string | null;
  /** What whole lists are being read for, and how many of the records met then are not looked at yet. */
  readonly reading: SyncOverview['reading'];
  readonly left: number;
}

/** `refused` carries what the person reads. */
export type SwitchOutcome =
  | { readonly kind: 'switched'; readonly sync: Sync }
  | { readonly kind: 'unknown-sync' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

export interface ApiDeps {
  /** Whether this person may change settings of this portal. */
  mayChange(caller: Caller): Promise<boolean>;
  listSyncs(connection: Connection): Promise<readonly Sync[]>;
  /** By entity; an entity without an entry has nothing to show yet. */
  readProgress(connection: Connection): Promise<Readonly<Record<string, SyncProgress>>>;
  /** How often the company is looked at when nothing wakes us. */
  pollingOf(connection: Connection): {
    read(): Promise<Polling>;
    setAlways(always: boolean): Promise<void>;
  };
  /** Switching to the state a sync is in already changes nothing. */
  switchSync(request: {
    readonly connection: Connection;
    readonly entity: string;
    readonly on: boolean;
    readonly caller: Caller;
  }): Promise<SwitchOutcome>;
}

export interface HealthDeps {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Named checks of /readyz (`database`, `migrations`, `worker`); false or a throw means not ready. */
  readonly readiness: Readonly<Record<string, () => Promise<boolean>>>;
}

export interface AppDeps extends HealthDeps {
  /** Without a slash at the end; signatures are checked against it, never against the Host header. */
  readonly publicUrl: string;
  /** Signs the cookies that bind an OAuth state to its browser; at least 32 bytes, the same in all processes. */
  readonly cookieSecret: Buffer;
  readonly now: () => Date;
  readonly flows: ConnectionFlows;
  readonly installations: Pick<InstallationStore, 'read'>;
  readonly connections: Pick<ConnectionAdminStore, 'findByPortal'>;
  readonly people: PeopleStore;
  readonly inbox: InboxStore;
  /** Asks workers to look at these connections; losing a wake loses nothing. */
  readonly wake: (
    connections: readonly { readonly connectionId: string; readonly portalId: string }[],
  ) => Promise<void>;
  readonly hubspot: WebhookVendor;
  readonly quickbooks: WebhookVendor;
  /** Where a person finds Ledgerline's settings in their portal. */
  readonly settingsUrl: (facts: PortalFacts) => string;
  readonly api: ApiDeps;
  /** What the engine needs to change syncs and records for a person. */
  readonly engine: ResolvingDeps & ByHandDeps & PreviewDeps & CardsDeps;
}
