import { describe, expect, test } from '@jest/globals';
import { deletePortalData } from '../../../server/engine/connections/delete-data.ts';
import { disconnectPortal, disconnectQuickBooks } from '../../../server/engine/connections/disconnect.ts';
import { revokeGrant } from '../../../server/engine/connections/revoke-grant.ts';
import { recordUninstall } from '../../../server/engine/connections/uninstalled.ts';
import { AppMisconfigured, ConnectionLost, VendorUnavailable } from '../../../server/sync/reactions.ts';
import { createFakes, seed, tokenSet } from './fake-ports.ts';
import type { Fakes } from './fake-ports.ts';

const connected = (): Fakes => {
  const fakes = createFakes();
  seed(fakes);
  return fakes;
};
const grant = { vendor: 'quickbooks', portalId: '7', connectionId: 'c-7-900' } as const;
const fail = (error: Error) => () => {
  throw error;
};

describe('disconnecting QuickBooks', () => {
  test('stops the syncs, revokes the grant and keeps the connection for later', async () => {
    const fakes = connected();
    expect(await disconnectQuickBooks(fakes.ports, '7')).toEqual({
      kind: 'disconnected',
      quickbooks: 'revoked',
    });
    expect(fakes.calls).toEqual(['stopSyncs c-7-900 disconnected', 'quickbooks.revoke refresh-old']);
    expect(fakes.connections.get('c-7-900')).toMatchObject({
      status: 'disconnected',
      setUpDay: '2026-01-15',
    });
    expect([...fakes.tokens.keys()]).toEqual(['hubspot:7']);
  });

  test('queues the revocation when Intuit does not answer, and keeps the tokens for it', async () => {
    const fakes = connected();
    fakes.vendors.quickbooksRevoke = fail(new VendorUnavailable('quickbooks', '503'));
    expect(await disconnectQuickBooks(fakes.ports, '7')).toMatchObject({ quickbooks: 'pending' });
    expect(fakes.calls).toContain('revokeLater quickbooks:c-7-900');
    expect(fakes.tokens.has('quickbooks:c-7-900')).toBe(true);
  });

  test('again finishes what the first time could not', async () => {
    const fakes = connected();
    fakes.vendors.quickbooksRevoke = fail(new VendorUnavailable('quickbooks', '503'));
    await disconnectQuickBooks(fakes.ports, '7');
    fakes.vendors.quickbooksRevoke = () => undefined;
    expect(await disconnectQuickBooks(fakes.ports, '7')).toMatchObject({ quickbooks: 'revoked' });
    expect(await disconnectQuickBooks(fakes.ports, '7')).toMatchObject({ quickbooks: 'nothing-stored' });
  });

  test('has nothing to do without a connection', async () => {
    expect(await disconnectQuickBooks(createFakes().ports, '7')).toEqual({ kind: 'not-connected' });
  });
});

describe('revoking a grant', () => {
  test('follows a token that a refresh rotated meanwhile', async () => {
    const fakes = connected();
    fakes.vendors.quickbooksRevoke = ({ refreshToken }) => {
      if (refreshToken !== 'refresh-old') return;
      fakes.tokens.set('quickbooks:c-7-900', tokenSet('rotated'));
      throw new ConnectionLost('quickbooks', 'unknown token');
    };
    expect(await revokeGrant(fakes.ports, grant)).toBe('revoked');
    expect(fakes.calls).toEqual(['quickbooks.revoke refresh-old', 'quickbooks.revoke refresh-rotated']);
    expect(fakes.tokens.has('quickbooks:c-7-900')).toBe(false);
  });

  test('counts a grant the vendor no longer knows as revoked', async () => {
    const fakes = connected();
    fakes.vendors.quickbooksRevoke = fail(new ConnectionLost('quickbooks', 'unknown token'));
    expect(await revokeGrant(fakes.ports, grant)).toBe('revoked');
  });

  test('stays pending when our credentials are refused', async () => {
    const fakes = connected();
    fakes.vendors.quickbooksRevoke = fail(new AppMisconfigured('invalid_client'));
    expect(await revokeGrant(fakes.ports, grant)).toBe('pending');
    expect(fakes.tokens.has('quickbooks:c-7-900')).toBe(true);
  });
});

describe('leaving', () => {
  test('disconnecting everything revokes the tokens at both vendors', async () => {
    const fakes = connected();
    const outcome = await disconnectPortal(fakes.ports, '7');
    expect(outcome).toEqual({ kind: 'disconnected', hubspot: 'revoked', quickbooks: 'revoked' });
    expect(fakes.tokens.size).toBe(0);
    expect(fakes.installations.get('7')?.status).toBe('uninstalled');
  });

  test('an uninstall in HubSpot still revokes Intuit’s grant', async () => {
    const fakes = connected();
    expect(await recordUninstall(fakes.ports, '7')).toEqual({ kind: 'uninstalled', quickbooks: 'revoked' });
    expect(fakes.calls).toEqual(['stopSyncs c-7-900 uninstalled', 'quickbooks.revoke refresh-old']);
    expect(fakes.connections.get('c-7-900')?.status).toBe('disconnected');
    expect(fakes.installations.get('7')?.status).toBe('uninstalled');
  });

  test('deleting data gives both grants back and leaves nothing of the portal', async () => {
    const fakes = connected();
    seed(fakes, { portalId: '8', realmId: '901' });
    const outcome = await deletePortalData(fakes.ports, '7');
    expect(outcome).toEqual({ kind: 'deleted', hubspot: 'revoked', quickbooks: 'revoked' });
    expect([...fakes.installations.keys(), ...fakes.connections.keys()]).toEqual(['8', 'c-8-901']);
    expect([...fakes.tokens.keys()]).toEqual(['hubspot:8', 'quickbooks:c-8-901']);
  });

  test('deleting data goes ahead while a vendor is down, and says so', async () => {
    const fakes = connected();
    fakes.vendors.quickbooksRevoke = fail(new VendorUnavailable('quickbooks', '503'));
    expect(await deletePortalData(fakes.ports, '7')).toMatchObject({ quickbooks: 'pending' });
    expect(fakes.installations.size + fakes.connections.size + fakes.tokens.size).toBe(0);
  });
});
