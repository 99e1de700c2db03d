// What connecting, disconnecting and routing need from storage and vendors.

import type { TokenSet } from '../../sync/grants.ts';
import type { CompanyFacts, PortalFacts } from '../../sync/rules.ts';

export interface Installation {
  readonly portalId: string;
  readonly installedBy: string;
  readonly status: 'installed' | 'uninstalled';
  readonly facts: PortalFacts | null;
  readonly scopes: readonly string[];
}

/**
 * - `connected`: tokens are good.
 * - `needs-reconnect`: QuickBooks refuses the grant; links and settings wait.
 * - `disconnected`: a person ended it, or the app was uninstalled.
 */
export type ConnectionStatus = 'connected' | 'needs-reconnect' | 'disconnected';

export interface Connection {
  readonly id: string;
  readonly portalId: string;
  readonly realmId: string;
  readonly status: ConnectionStatus;
  readonly statusReason: string | null;
  readonly facts: CompanyFacts | null;
  /** First day of history the recommended filters let through, in the portal's zone (`YYYY-MM-DD`). */
  readonly setUpDay: string;
}

export interface InstallationStore {
  /** Creates or revives the portal's installation with fresh tokens. */
  save(installation: { portalId: string; installedBy: string; tokens: TokenSet }): Promise<void>;
  read(portalId: string): Promise<Installation | null>;
  saveFacts(portalId: string, facts: PortalFacts): Promise<void>;
  markUninstalled(portalId: string): Promise<void>;
  /** Removes everything stored about a portal. */
  deletePortal(portalId: string): Promise<void>;
}

export interface ConnectionAdminStore {
  read(portalId: string, connectionId: string): Promise<Connection | null>;
  findByPortal(portalId: string): Promise<Connection | null>;
  /** Cross-tenant: whose realm this is, found by keyed hash. */
  findByRealm(
    realmId: string,
  ): Promise<{ connectionId: string; portalId: string; status: ConnectionStatus } | null>;
  /** Creates the connection, or revives the one this portal had with this realm, with fresh tokens. */
  save(connection: {
    portalId: string;
    realmId: string;
    tokens: TokenSet;
    facts: CompanyFacts;
    setUpDay: string;
  }): Promise<Connection>;
  saveFacts(connectionId: string, portalId: string, facts: CompanyFacts): Promise<void>;
  setStatus(
    connectionId: string,
    portalId: string,
    status: ConnectionStatus,
    reason: string | null,
  ): Promise<void>;
  /** Cross-tenant: connections a scheduler has to look at, ids only. */
  listConnected(): Promise<readonly { connectionId: string; portalId: string }[]>;
}

export type GrantRef =
  | { readonly vendor: 'hubspot'; readonly portalId: string }
  | { readonly vendor: 'quickbooks'; readonly portalId: string; readonly connectionId: string };

export interface TokenStore {
  /**
   * A valid access token. When it is within `refreshBeforeMs` of its end, or equals `rejected`, refreshes under a row
   * lock held over processes: lock, re-read, refresh, store, commit. The refresh function may throw `ConnectionLost`.
   */
  accessToken(
    grant: GrantRef,
    refresh: (current: TokenSet) => Promise<TokenSet>,
    options?: { readonly rejected?: string; readonly refreshBeforeMs?: number },
  ): Promise<string>;
  read(grant: GrantRef): Promise<TokenSet | null>;
  /** Forgets the tokens after they were revoked. */
  clear(grant: GrantRef): Promise<void>;
  /** Encrypts every stored token under the current key; answers how many rows changed. */
  reencrypt(): Promise<number>;
}

/** Single-use random words: OAuth states and connect tickets. Stored hashed; each can be consumed once, before it ends. */
export interface OneTimeStore {
  issue(
    purpose: 'hubspot-state' | 'quickbooks-state' | 'connect-ticket',
    payload: Readonly<Record<string, string>>,
    ttlMs: number,
  ): Promise<string>;
  consume(
    purpose: 'hubspot-state' | 'quickbooks-state' | 'connect-ticket',
    word: string,
  ): Promise<Readonly<Record<string, string>> | null>;
}

/** One webhook event reduced to ids. `hints` carries ids only (a merge's loser, an association's other end). */
export interface InboxEvent {
  readonly vendor: 'hubspot' | 'quickbooks';
  /** Realm id or portal id the event names. */
  readonly tenant: string;
  /** Our name of the record's entity, and its id on the vendor's side. */
  readonly entity: string;
  readonly recordId: string;
  readonly change: 'changed' | 'deleted' | 'merged' | 'associated';
  readonly occurredAt: Date;
  readonly hints: Readonly<Record<string, string>>;
}

export interface InboxStore {
  /** Cross-tenant: stores events with their connections; answers the connections to wake and how many had none. */
  add(events: readonly InboxEvent[]): Promise<{
    readonly connections: readonly { connectionId: string; portalId: string }[];
    readonly unknown: number;
  }>;
}

/** Vendor OAuth and company calls, implemented in the vendor folders. */
export interface HubSpotAccount {
  authorizeUrl(state: string): string;
  exchange(code: string): Promise<{ tokens: TokenSet; portalId: string; userId: string }>;
  refresh(current: TokenSet): Promise<TokenSet>;
  revoke(tokens: TokenSet): Promise<void>;
  /** Reads the account and creates the app's groups and properties, adopting existing ones. */
  setUp(accessToken: string): Promise<PortalFacts>;
}

export interface QuickBooksAccount {
  authorizeUrl(state: string): string;
  exchange(code: string, realmId: string): Promise<TokenSet>;
  refresh(current: TokenSet): Promise<TokenSet>;
  revoke(tokens: TokenSet): Promise<void>;
  readCompany(accessToken: string, realmId: string): Promise<CompanyFacts>;
}
