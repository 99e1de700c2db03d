import { describe, expect, test } from '@jest/globals';
import { checkHealth } from '../../../server/engine/connections/check-health.ts';
import { settleGrantTrouble } from '../../../server/engine/connections/grant-refused.ts';
import {
  AppMisconfigured,
  ConnectionLost,
  RateLimited,
  VendorUnavailable,
} from '../../../server/sync/reactions.ts';
import { company, createFakes, seed, start, tokenSet } from './fake-ports.ts';
import type { Fakes } from './fake-ports.ts';

const target = { portalId: '7', connectionId: 'c-7-900' };
const grant = { vendor: 'quickbooks', ...target } as const;
const inDays = (days: number): Date => new Date(start.getTime() + days * 86_400_000);
const connected = (): Fakes => {
  const fakes = createFakes();
  seed(fakes);
  return fakes;
};

describe('the health check', () => {
  test('finds nothing to say about a sound connection', async () => {
    expect(await checkHealth(connected().ports, target)).toEqual({ kind: 'checked', warnings: [] });
  });

  test('refreshes a grant that lay idle', async () => {
    const fakes = connected();
    fakes.tokens.set('quickbooks:c-7-900', tokenSet('idle', { accessExpiresAt: inDays(-6) }));
    await checkHealth(fakes.ports, target);
    expect(fakes.tokens.get('quickbooks:c-7-900')?.refreshToken).toBe('refresh-qb-fresh');
  });

  test('stores fresh company facts and announces a read-only subscription', async () => {
    const fakes = connected();
    fakes.vendors.readCompany = (realmId) => company(realmId, { subscription: 'read-only' });
    const outcome = await checkHealth(fakes.ports, target);
    expect(outcome).toEqual({ kind: 'checked', warnings: [{ kind: 'subscription-read-only' }] });
    expect(fakes.connections.get('c-7-900')?.facts?.subscription).toBe('read-only');
  });

  test('announces ends that are thirty days away, and not earlier', async () => {
    const fakes = connected();
    const ends = (refresh: number, hard: number) =>
      fakes.tokens.set(
        'quickbooks:c-7-900',
        tokenSet('old', { refreshExpiresAt: inDays(refresh), hardExpiresAt: inDays(hard) }),
      );
    ends(31, 31);
    expect(await checkHealth(fakes.ports, target)).toEqual({ kind: 'checked', warnings: [] });
    ends(30, 12);
    expect(await checkHealth(fakes.ports, target)).toMatchObject({
      warnings: [
        { kind: 'refresh-token-ages', daysLeft: 30 },
        { kind: 'grant-ends', daysLeft: 12 },
      ],
    });
  });

  test('names scopes the app has come to need', async () => {
    const fakes = connected();
    const ports = { ...fakes.ports, requiredScopes: ['oauth', 'invoices'] };
    const outcome = await checkHealth(ports, target);
    expect(outcome).toMatchObject({ warnings: [{ kind: 'missing-scopes', scopes: ['invoices'] }] });
  });

  test('finds an uninstall when HubSpot refuses the refresh', async () => {
    const fakes = connected();
    fakes.tokens.set('hubspot:7', tokenSet('hs', { accessExpiresAt: inDays(-1) }));
    fakes.vendors.hubspotRefresh = () => {
      throw new ConnectionLost('hubspot', 'BAD_REFRESH_TOKEN');
    };
    expect(await checkHealth(fakes.ports, target)).toEqual({ kind: 'uninstalled', quickbooks: 'revoked' });
  });

  test('leaves ended connections alone', async () => {
    const fakes = createFakes();
    seed(fakes, { status: 'disconnected' });
    expect(await checkHealth(fakes.ports, target)).toEqual({ kind: 'not-connected' });
  });
});

describe('a refused grant', () => {
  test('of QuickBooks asks for a reconnect and keeps everything else', async () => {
    const fakes = connected();
    const outcome = await settleGrantTrouble(
      fakes.ports,
      grant,
      new ConnectionLost('quickbooks', 'invalid_grant'),
    );
    expect(outcome).toEqual({ kind: 'needs-reconnect' });
    expect(fakes.connections.get('c-7-900')?.status).toBe('needs-reconnect');
    expect(fakes.calls).toEqual(['stopSyncs c-7-900 needs-reconnect']);
  });

  test('does not revive a connection that a person just ended', async () => {
    const fakes = createFakes();
    seed(fakes, { status: 'disconnected' });
    const outcome = await settleGrantTrouble(
      fakes.ports,
      grant,
      new ConnectionLost('quickbooks', 'invalid_grant'),
    );
    expect(outcome).toEqual({ kind: 'already-ended' });
    expect(fakes.connections.get('c-7-900')?.status).toBe('disconnected');
  });

  test.each([
    [new AppMisconfigured('invalid_client'), 'app-misconfigured'],
    [new VendorUnavailable('quickbooks', '503'), 'try-later'],
    [new RateLimited('quickbooks', 60_000), 'try-later'],
  ])('never disconnects anyone for %s', async (error, kind) => {
    const fakes = connected();
    expect(await settleGrantTrouble(fakes.ports, grant, error)).toEqual({ kind });
    expect(fakes.connections.get('c-7-900')?.status).toBe('connected');
    expect(fakes.calls).toEqual([]);
  });

  test('of HubSpot ends the whole portal, whichever grant was in use', async () => {
    const fakes = connected();
    const outcome = await settleGrantTrouble(
      fakes.ports,
      grant,
      new ConnectionLost('hubspot', 'BAD_REFRESH_TOKEN'),
    );
    expect(outcome.kind).toBe('uninstalled');
  });
});
