// The connection ports in memory, with vendors that answer as told and remember what they were asked.

import type { FlowPorts } from '../../../server/engine/connections/flow-ports.ts';
import type {
  Connection,
  GrantRef,
  Installation,
  OneTimeStore,
  TokenStore,
} from '../../../server/engine/connections/ports.ts';
import type { TokenSet } from '../../../server/sync/grants.ts';
import type { CompanyFacts, PortalFacts } from '../../../server/sync/rules.ts';

export const start = new Date('2026-11-22T23:30:00Z');
const daysFromStart = (days: number): Date => new Date(start.getTime() + days * 86_400_000);

export const tokenSet = (name: string, changes: Partial<TokenSet> = {}): TokenSet => ({
  accessToken: `access-${name}`,
  accessExpiresAt: daysFromStart(1),
  refreshToken: `refresh-${name}`,
  refreshExpiresAt: daysFromStart(100),
  hardExpiresAt: daysFromStart(1800),
  scopes: ['oauth', 'contacts'],
  ...changes,
});

export const company = (realmId: string, changes: Partial<CompanyFacts> = {}): CompanyFacts => ({
  realmId,
  companyName: `Company ${realmId}`,
  country: 'US',
  homeCurrency: 'USD',
  realmTimeZone: 'America/Los_Angeles',
  multicurrency: false,
  salesTax: 'automated',
  customTransactionNumbers: true,
  bookCloseDate: null,
  subscription: 'active',
  ...changes,
});

export const portal = (portalId: string): PortalFacts => ({
  portalId,
  uiDomain: 'app.hubspot.com',
  portalTimeZone: 'Europe/Paris',
  portalCurrency: 'EUR',
  paymentsApi: false,
  uniqueKeyTypes: [],
  readOnlyProperties: [],
});

/** Tests replace these to change how a vendor answers. */
export interface VendorBehaviour {
  hubspotExchange: () => { tokens: TokenSet; portalId: string; userId: string };
  hubspotRefresh: () => TokenSet;
  hubspotRevoke: () => void;
  setUp: () => PortalFacts;
  quickbooksExchange: () => TokenSet;
  quickbooksRefresh: () => TokenSet;
  quickbooksRevoke: (tokens: TokenSet) => void;
  readCompany: (realmId: string) => CompanyFacts | Promise<CompanyFacts>;
}

export interface Fakes {
  readonly ports: FlowPorts;
  readonly vendors: VendorBehaviour;
  /** Vendor calls and callbacks in order (`quickbooks.revoke refresh-qb`). */
  readonly calls: string[];
  readonly installations: Map<string, Installation>;
  readonly connections: Map<string, Connection>;
  readonly tokens: Map<string, TokenSet>;
  readonly clock: { now: Date };
}

export const grantKey = (grant: GrantRef): string =>
  grant.vendor === 'hubspot' ? `hubspot:${grant.portalId}` : `quickbooks:${grant.connectionId}`;

export const createFakes = (): Fakes => {
  const calls: string[] = [];
  const clock = { now: start };
  const installations = new Map<string, Installation>();
  const connections = new Map<string, Connection>();
  const tokens = new Map<string, TokenSet>();
  const vendors: VendorBehaviour = {
    hubspotExchange: () => ({ tokens: tokenSet('hs'), portalId: '7', userId: '70' }),
    hubspotRefresh: () => tokenSet('hs-fresh'),
    hubspotRevoke: () => undefined,
    setUp: () => portal('7'),
    quickbooksExchange: () => tokenSet('qb'),
    quickbooksRefresh: () => tokenSet('qb-fresh'),
    quickbooksRevoke: () => undefined,
    readCompany: (realmId) => company(realmId),
  };
  const ports: FlowPorts = {
    ...fakeVendors(vendors, calls),
    installations: fakeInstallations({ installations, connections, tokens }),
    connections: fakeConnections(connections, tokens),
    tokens: fakeTokens(tokens, clock),
    oneTime: fakeOneTime(clock),
    requiredScopes: ['oauth', 'contacts'],
    now: () => clock.now,
    onConnected: async (connection, { resumed }) => {
      calls.push(`onConnected ${connection.id} ${resumed ? 'resumed' : 'new'}`);
    },
    stopSyncs: async (connection, reason) => {
      calls.push(`stopSyncs ${connection.id} ${reason}`);
    },
    revokeLater: async (grant) => {
      calls.push(`revokeLater ${grantKey(grant)}`);
    },
  };
  return { ports, vendors, calls, installations, connections, tokens, clock };
};

/** A portal with the app installed, and a connected realm unless told otherwise. */
export const seed = (
  fakes: Fakes,
  options: { portalId?: string; realmId?: string | null; status?: Connection['status'] } = {},
): Connection | null => {
  const { portalId = '7', realmId = '900', status = 'connected' } = options;
  fakes.installations.set(portalId, {
    portalId,
    installedBy: '70',
    status: 'installed',
    facts: portal(portalId),
    scopes: ['oauth', 'contacts'],
  });
  fakes.tokens.set(`hubspot:${portalId}`, tokenSet('hs'));
  if (realmId === null) return null;
  const id = `c-${portalId}-${realmId}`;
  const connection: Connection = {
    id,
    portalId,
    realmId,
    status,
    statusReason: null,
    facts: company(realmId),
    setUpDay: '2026-01-15',
  };
  fakes.connections.set(id, connection);
  if (status !== 'disconnected') fakes.tokens.set(`quickbooks:${id}`, tokenSet('old'));
  return connection;
};

const fakeVendors = (
  vendors: VendorBehaviour,
  calls: string[],
): Pick<FlowPorts, 'hubspot' | 'quickbooks'> => ({
  hubspot: {
    authorizeUrl: (state) => `https://hubspot.test/authorize?state=${state}`,
    exchange: async (code) => {
      calls.push(`hubspot.exchange ${code}`);
      return vendors.hubspotExchange();
    },
    refresh: async () => vendors.hubspotRefresh(),
    revoke: async (revoked) => {
      calls.push(`hubspot.revoke ${revoked.refreshToken}`);
      vendors.hubspotRevoke();
    },
    setUp: async () => vendors.setUp(),
  },
  quickbooks: {
    authorizeUrl: (state) => `https://intuit.test/connect?state=${state}`,
    exchange: async (code) => {
      calls.push(`quickbooks.exchange ${code}`);
      return vendors.quickbooksExchange();
    },
    refresh: async () => vendors.quickbooksRefresh(),
    revoke: async (revoked) => {
      calls.push(`quickbooks.revoke ${revoked.refreshToken}`);
      vendors.quickbooksRevoke(revoked);
    },
    readCompany: async (_accessToken, realmId) => vendors.readCompany(realmId),
  },
});

const fakeInstallations = ({
  installations,
  connections,
  tokens,
}: Pick<Fakes, 'installations' | 'connections' | 'tokens'>): FlowPorts['installations'] => {
  const change = (portalId: string, changes: Partial<Installation>): void => {
    const before = installations.get(portalId);
    if (before) installations.set(portalId, { ...before, ...changes });
  };
  return {
    save: async ({ portalId, installedBy, tokens: fresh }) => {
      const facts = installations.get(portalId)?.facts ?? null;
      const { scopes } = fresh;
      installations.set(portalId, { portalId, installedBy, status: 'installed', facts, scopes });
      tokens.set(`hubspot:${portalId}`, fresh);
    },
    read: async (portalId) => installations.get(portalId) ?? null,
    saveFacts: async (portalId, facts) => change(portalId, { facts }),
    markUninstalled: async (portalId) => change(portalId, { status: 'uninstalled' }),
    deletePortal: async (portalId) => {
      installations.delete(portalId);
      tokens.delete(`hubspot:${portalId}`);
      for (const connection of connections.values()) {
        if (connection.portalId !== portalId) continue;
        connections.delete(connection.id);
        tokens.delete(`quickbooks:${connection.id}`);
      }
    },
  };
};

const fakeConnections = (
  connections: Map<string, Connection>,
  tokens: Map<string, TokenSet>,
): FlowPorts['connections'] => {
  const list = (): readonly Connection[] => [...connections.values()];
  const change = (id: string, changes: Partial<Connection>): void => {
    const before = connections.get(id);
    if (before) connections.set(id, { ...before, ...changes });
  };
  return {
    read: async (portalId, id) => list().find((one) => one.id === id && one.portalId === portalId) ?? null,
    findByPortal: async (portalId) => {
      const own = list().filter((one) => one.portalId === portalId);
      return own.find(({ status }) => status !== 'disconnected') ?? own[0] ?? null;
    },
    findByRealm: async (realmId) => {
      const owners = list().filter((one) => one.realmId === realmId);
      const owner = owners.find(({ status }) => status !== 'disconnected') ?? owners[0];
      return owner ? { connectionId: owner.id, portalId: owner.portalId, status: owner.status } : null;
    },
    save: async ({ tokens: fresh, ...given }) => {
      const id = `c-${given.portalId}-${given.realmId}`;
      const connection: Connection = { ...given, id, status: 'connected', statusReason: null };
      connections.set(id, connection);
      tokens.set(`quickbooks:${id}`, fresh);
      return connection;
    },
    saveFacts: async (id, _portalId, facts) => change(id, { facts }),
    setStatus: async (id, _portalId, status, statusReason) => change(id, { status, statusReason }),
    listConnected: async () =>
      list().flatMap(({ id, portalId, status }) =>
        status === 'connected' ? [{ connectionId: id, portalId }] : [],
      ),
  };
};

const fakeTokens = (tokens: Map<string, TokenSet>, clock: { now: Date }): TokenStore => ({
  accessToken: async (grant, refresh, options) => {
    const current = tokens.get(grantKey(grant));
    if (!current) throw new Error(`no tokens for ${grantKey(grant)}`);
    const leftMs = current.accessExpiresAt.getTime() - clock.now.getTime();
    if (leftMs > (options?.refreshBeforeMs ?? 300_000)) return current.accessToken;
    const fresh = await refresh(current);
    tokens.set(grantKey(grant), fresh);
    return fresh.accessToken;
  },
  read: async (grant) => tokens.get(grantKey(grant)) ?? null,
  clear: async (grant) => {
    tokens.delete(grantKey(grant));
  },
  reencrypt: async () => 0,
});

const fakeOneTime = (clock: { now: Date }): OneTimeStore => {
  const words = new Map<string, { payload: Readonly<Record<string, string>>; until: number }>();
  return {
    issue: async (purpose, payload, ttlMs) => {
      const word = `${purpose}-${words.size + 1}`;
      words.set(word, { payload, until: clock.now.getTime() + ttlMs });
      return word;
    },
    consume: async (purpose, word) => {
      const entry = words.get(word);
      if (!entry || !word.startsWith(purpose) || entry.until <= clock.now.getTime()) return null;
      // Kept, but ended: the count of words names the next one.
      words.set(word, { ...entry, until: 0 });
      return entry.payload;
    },
  };
};
