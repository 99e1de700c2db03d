import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { GrantRef } from '../../../server/engine/connections/ports.ts';
import { systemRuntime } from '../../../server/engine/runtime.ts';
import type { TokenSet } from '../../../server/sync/grants.ts';
import { ConnectionLost } from '../../../server/sync/reactions.ts';
import { connectionAdminStore } from '../../../server/storage/connection-admin-store.ts';
import type { Database } from '../../../server/storage/database.ts';
import { inTenant } from '../../../server/storage/database.ts';
import { installationStore } from '../../../server/storage/installation-store.ts';
import { parseEncryptionKeys } from '../../../server/storage/key-ring.ts';
import { openKeyRing } from '../../../server/storage/lookup-key.ts';
import { tokenStore } from '../../../server/storage/token-store.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { newKey, testKeyRing, testKeys, testTenant, tokensEndingAt } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';

let base: TestDatabase;
let tenant: TestTenant;
let grant: GrantRef;
const later = new Date('2026-11-22T12:00:00Z');
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
  tenant = await testTenant(base.db);
  const { portalId, connectionId } = tenant;
  grant = { vendor: 'quickbooks', portalId, connectionId };
});

const storeOn = (db: Database) =>
  tokenStore({ db, keyRing: tenant.keyRing, runtime: { ...systemRuntime, now: tenant.runtime.now } });

const refreshTo = (tokens: TokenSet) =>
  jest.fn<(current: TokenSet) => Promise<TokenSet>>(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return tokens;
  });

describe('the token store', () => {
  test('hands out a token that is good without refreshing', async () => {
    const refresh = refreshTo(tokensEndingAt(later, 'new'));
    expect(await storeOn(base.db).accessToken(grant, refresh)).toBe('access');
    expect(refresh).not.toHaveBeenCalled();
  });

  test('refreshes once when two processes and many callers want a token at the same time', async () => {
    tenant.setTime(new Date('2026-11-22T10:56:00Z'));
    const refresh = refreshTo(tokensEndingAt(later, 'new'));
    const stores = [storeOn(base.db), storeOn(await base.open(2))];
    const calls = stores.flatMap((store) => [1, 2, 3, 4, 5].map(() => store.accessToken(grant, refresh)));
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['new']));
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(refresh).toHaveBeenCalledWith(tokensEndingAt(new Date('2026-11-22T11:00:00Z')));
  });

  test('refreshes a token the vendor rejected, but not one that was refreshed meanwhile', async () => {
    const refresh = refreshTo(tokensEndingAt(later, 'new'));
    const store = storeOn(base.db);
    expect(await store.accessToken(grant, refresh, { rejected: 'access' })).toBe('new');
    expect(await store.accessToken(grant, refresh, { rejected: 'access' })).toBe('new');
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  test('keeps the old tokens when the refresh fails, and tries again for the next caller', async () => {
    const store = storeOn(base.db);
    const refused = store.accessToken(
      grant,
      () => Promise.reject(new ConnectionLost('quickbooks', 'revoked')),
      {
        rejected: 'access',
      },
    );
    await expect(refused).rejects.toBeInstanceOf(ConnectionLost);
    expect(await store.read(grant)).toMatchObject({ accessToken: 'access' });
    const refresh = refreshTo(tokensEndingAt(later, 'new'));
    expect(await store.accessToken(grant, refresh, { rejected: 'access' })).toBe('new');
  });

  test('says the connection is lost when its tokens were cleared', async () => {
    const store = storeOn(base.db);
    await store.clear(grant);
    expect(await store.read(grant)).toBeNull();
    await expect(store.accessToken(grant, refreshTo(tokensEndingAt(later)))).rejects.toBeInstanceOf(
      ConnectionLost,
    );
  });

  test('does not hold up inserts for the connection while it refreshes', async () => {
    const refresh = jest.fn<() => Promise<TokenSet>>(async () => {
      await tenant.store.marks.add([{ entity: 'contact', side: 'hubspot', id: '1', priority: 1 }]);
      await tenant.store.cursors.move([{ name: 'x', value: 1 }]);
      return tokensEndingAt(later, 'new');
    });
    expect(await storeOn(base.db).accessToken(grant, refresh, { rejected: 'access' })).toBe('new');
  });

  test('stores neither tokens nor realm ids in the clear', async () => {
    const rows = await inTenant(base.db, tenant, (trx) => trx('connections').select());
    const text = JSON.stringify(rows);
    expect(text).toContain('Lakeside');
    for (const secret of ['access', 'refresh of', tenant.realmId]) expect(text).not.toContain(secret);
  });
});

describe('a change of keys', () => {
  test('keeps everything readable and found, and lets the old key go', async () => {
    const [added] = [newKey('next')];
    const both = await openKeyRing(base.db, parseEncryptionKeys(`${added},${testKeys}`));
    const store = tokenStore({ db: base.db, keyRing: both, runtime: systemRuntime });
    expect(await store.read(grant)).toMatchObject({ accessToken: 'access' });
    expect(await store.reencrypt()).toBeGreaterThanOrEqual(4);
    expect(await store.reencrypt()).toBe(0);

    const only = await openKeyRing(base.db, parseEncryptionKeys(added ?? ''));
    const renewed = tokenStore({ db: base.db, keyRing: only, runtime: systemRuntime });
    expect(await renewed.read(grant)).toMatchObject({ accessToken: 'access' });
    expect(await renewed.read({ vendor: 'hubspot', portalId: tenant.portalId })).toMatchObject({
      accessToken: 'access',
    });
    const connections = connectionAdminStore({ db: base.db, keyRing: only });
    expect(await connections.findByRealm(tenant.realmId)).toMatchObject({
      connectionId: tenant.connectionId,
    });
    expect(await connections.findByPortal(tenant.portalId)).toMatchObject({ realmId: tenant.realmId });

    await expect(testKeyRing(base.db)).rejects.toThrow('key "next", which ENCRYPTION_KEYS lacks');
    const back = await openKeyRing(base.db, parseEncryptionKeys(`${testKeys},${added}`));
    await tokenStore({ db: base.db, keyRing: back, runtime: systemRuntime }).reencrypt();
  });

  test('refuses a ciphertext that was copied to another tenant', async () => {
    const other = await testTenant(base.db);
    const [row] = await inTenant(base.db, tenant, (trx) =>
      trx('connections').select<{ tokens: string }[]>('tokens'),
    );
    await inTenant(base.db, other, (trx) => trx('connections').update({ tokens: row?.tokens }));
    const { portalId, connectionId } = other;
    await expect(storeOn(base.db).read({ vendor: 'quickbooks', portalId, connectionId })).rejects.toThrow();
  });
});

describe('the installation store', () => {
  test('revives an installation and keeps its facts', async () => {
    const store = installationStore({ db: base.db, keyRing: tenant.keyRing });
    await store.markUninstalled(tenant.portalId);
    expect(await store.read(tenant.portalId)).toMatchObject({ status: 'uninstalled', installedBy: 'user-1' });
    await store.save({ portalId: tenant.portalId, installedBy: 'user-2', tokens: tokensEndingAt(later) });
    expect(await store.read(tenant.portalId)).toMatchObject({ status: 'installed', installedBy: 'user-2' });
    expect(await store.read('elsewhere')).toBeNull();
  });
});
