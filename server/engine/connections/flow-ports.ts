// Everything the connection flows touch, passed in by the container.

import type {
  Connection,
  ConnectionAdminStore,
  GrantRef,
  HubSpotAccount,
  InstallationStore,
  OneTimeStore,
  QuickBooksAccount,
  TokenStore,
} from './ports.ts';

/** Who asks, as proven by a signed request or by an OAuth state. */
export interface Caller {
  readonly portalId: string;
  readonly userId: string;
  /** The address the person has in HubSpot; only signed requests tell it. */
  readonly email?: string;
}

export type StopReason = 'disconnected' | 'uninstalled' | 'needs-reconnect';

export interface FlowPorts {
  readonly hubspot: HubSpotAccount;
  readonly quickbooks: QuickBooksAccount;
  readonly installations: InstallationStore;
  readonly connections: ConnectionAdminStore;
  readonly tokens: TokenStore;
  readonly oneTime: OneTimeStore;
  /** HubSpot scopes without which nothing works. */
  readonly requiredScopes: readonly string[];
  readonly now: () => Date;
  /** Creates the default syncs where they are missing, or resumes paused ones. Repeating it changes nothing. */
  readonly onConnected: (connection: Connection, how: { readonly resumed: boolean }) => Promise<void>;
  /** Pauses the connection's syncs; settings, links and history stay. Repeating it changes nothing. */
  readonly stopSyncs: (connection: Connection, reason: StopReason) => Promise<void>;
  /** Queues another attempt for a grant its vendor could not revoke now. */
  readonly revokeLater: (grant: GrantRef) => Promise<void>;
}

export const hubspotGrant = (portalId: string): GrantRef => ({ vendor: 'hubspot', portalId });

export const quickbooksGrant = (connection: { portalId: string; id: string }): GrantRef => ({
  vendor: 'quickbooks',
  portalId: connection.portalId,
  connectionId: connection.id,
});
