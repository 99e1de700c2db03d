// A connected customer to store things for.

import { randomBytes } from 'node:crypto';
import type { ConnectionStore, Lease } from '../../server/engine/stores.ts';
import type { TokenSet } from '../../server/sync/grants.ts';
import type { CompanyFacts, SyncRules } from '../../server/sync/rules.ts';
import { connectionAdminStore } from '../../server/storage/connection-admin-store.ts';
import { connectionStore } from '../../server/storage/connection-store.ts';
import type { ConnectionScope } from '../../server/storage/connection-scope.ts';
import type { Database } from '../../server/storage/database.ts';
import { installationStore } from '../../server/storage/installation-store.ts';
import type { KeyRing } from '../../server/storage/key-ring.ts';
import { parseEncryptionKeys } from '../../server/storage/key-ring.ts';
import { leaseStore } from '../../server/storage/lease-store.ts';
import { openKeyRing } from '../../server/storage/lookup-key.ts';
import { syncSettingsStore } from '../../server/storage/sync-settings-store.ts';

export const newKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

export const testKeys = newKey('test');

export const testKeyRing = (db: Database): Promise<KeyRing> => openKeyRing(db, parseEncryptionKeys(testKeys));

export const tokensEndingAt = (accessExpiresAt: Date, accessToken = 'access'): TokenSet => ({
  accessToken,
  accessExpiresAt,
  refreshToken: `refresh of ${accessToken}`,
  refreshExpiresAt: null,
  hardExpiresAt: null,
  scopes: ['accounting'],
});

export const companyFacts = (realmId: string): CompanyFacts => ({
  realmId,
  companyName: 'Lakeside Roasters',
  country: 'US',
  homeCurrency: 'USD',
  realmTimeZone: 'America/Los_Angeles',
  multicurrency: false,
  salesTax: 'off',
  customTransactionNumbers: false,
  bookCloseDate: null,
  subscription: 'active',
});

export const rulesFor = (entity: string): SyncRules => ({
  entity,
  direction: 'two-way',
  winner: 'quickbooks',
  mappings: [],
  filters: { toHubspot: [], toQuickbooks: [] },
  stopUpdatingUnmatched: false,
  options: {},
});

export interface TestTenant extends ConnectionScope {
  readonly realmId: string;
  readonly lease: Lease;
  readonly store: ConnectionStore;
  setTime(now: Date): void;
}

let tenants = 0;

/** A connection with the given syncs, its lease held and its clock at a fixed instant. */
export async function testTenant(
  db: Database,
  entities: readonly string[] = ['contact'],
): Promise<TestTenant> {
  tenants += 1;
  const [portalId, realmId] = [`portal-${tenants}`, `realm-${tenants}`];
  const keyRing = await testKeyRing(db);
  const tokens = tokensEndingAt(new Date('2026-11-22T11:00:00Z'));
  await installationStore({ db, keyRing }).save({ portalId, installedBy: 'user-1', tokens });
  const { id: connectionId } = await connectionAdminStore({ db, keyRing }).save({
    portalId,
    realmId,
    tokens,
    facts: companyFacts(realmId),
    setUpDay: '2026-11-22',
  });
  let now = new Date('2026-11-22T10:00:00Z');
  const scope: ConnectionScope = { db, keyRing, portalId, connectionId, runtime: { now: () => now } };
  for (const entity of entities) await syncSettingsStore(scope).save(rulesFor(entity), 'user-1');
  const lease = await leaseStore({ db }).acquire(connectionId, 'test', new AbortController().signal);
  if (!lease) throw new Error('a new connection has no lease');
  return {
    ...scope,
    realmId,
    lease,
    store: connectionStore({ ...scope, lease }),
    setTime: (next) => {
      now = next;
    },
  };
}
