import { afterEach, describe, expect, test } from '@jest/globals';
import { AppMisconfigured, ConnectionLost } from '../../../server/sync/reactions.ts';
import { createHubSpotAccount } from '../../../server/hubspot/account.ts';
import { createLimiterRegistry } from '../../../server/hubspot/limits.ts';
import { startPortal } from './portal.ts';
import type { TestPortal } from './portal.ts';

let portal: TestPortal;
afterEach(() => portal.close());

const propertyPosts = async () =>
  (await portal.calls()).filter(({ method, path }) => method === 'POST' && path.includes('/crm/properties/'))
    .length;
const uniqueOn = (facts: { uniqueKeyTypes: readonly string[] }) => facts.uniqueKeyTypes.toSorted();

describe('connecting an account', () => {
  test('exchanges a code for tokens, portal and user, once', async () => {
    portal = await startPortal();
    const { tokens, portalId, userId } = await portal.install();
    expect([portalId, userId]).toEqual(['4242', '9001']);
    expect(tokens.scopes).toContain('crm.objects.invoices.write');
    expect(tokens.accessExpiresAt.getTime() - Date.now()).toBeGreaterThan(1_700_000);
    await expect(portal.account.exchange('never issued')).rejects.toThrow(ConnectionLost);
  });

  test.each([true, false])('refreshes when refresh tokens rotate: %s', async (rotateRefreshToken) => {
    portal = await startPortal({ rotateRefreshToken });
    const { tokens } = await portal.install();
    const fresh = await portal.account.refresh(tokens);
    expect(fresh.accessToken).not.toBe(tokens.accessToken);
    expect(fresh.refreshToken === tokens.refreshToken).toBe(!rotateRefreshToken);
  });

  test('is lost after revoking, and may be revoked again', async () => {
    portal = await startPortal();
    const { tokens } = await portal.install();
    await portal.account.revoke(tokens);
    await expect(portal.account.refresh(tokens)).rejects.toThrow(ConnectionLost);
    await portal.account.revoke(tokens);
  });

  test.each(['BAD_REFRESH_TOKEN', 'BAD_HUB'])('is lost after an uninstall answered %s', async (status) => {
    portal = await startPortal({ uninstalledRefreshStatus: status });
    const { tokens } = await portal.install();
    await portal.accountEdit('App', { action: 'delete' });
    await expect(portal.account.refresh(tokens)).rejects.toThrow(ConnectionLost);
  });

  test('blames our own credentials on us, not on the customer', async () => {
    portal = await startPortal();
    const { tokens } = await portal.install();
    const wrong = createHubSpotAccount({
      limiters: createLimiterRegistry(),
      clientId: 'client-id',
      clientSecret: 'not the secret',
      baseUrl: portal.url,
      authorizeUrl: portal.url,
      redirectUri: 'http://localhost',
    });
    await expect(wrong.refresh(tokens)).rejects.toThrow(AppMisconfigured);
  });
});

describe('setting an account up', () => {
  test('reads the account and creates groups and properties once', async () => {
    portal = await startPortal();
    const { tokens } = await portal.install();
    const facts = await portal.account.setUp(tokens.accessToken);
    expect(facts).toMatchObject({
      portalId: '4242',
      uiDomain: 'app.hubspot.com',
      portalTimeZone: 'America/New_York',
      portalCurrency: 'USD',
      paymentsApi: true,
    });
    const created = await propertyPosts();
    expect(created).toBeGreaterThan(0);
    expect(await portal.account.setUp(tokens.accessToken)).toEqual(facts);
    expect(await propertyPosts()).toBe(created);
    expect(uniqueOn(facts)).toEqual(['commerce_payments', 'contacts', 'invoices', 'line_items', 'products']);
  });

  test('falls back to an ordinary key where unique properties are refused', async () => {
    portal = await startPortal({ uniquePropertiesOnInvoices: false, uniquePropertiesOnPayments: false });
    const { tokens } = await portal.install();
    const facts = await portal.account.setUp(tokens.accessToken);
    expect(uniqueOn(facts)).toEqual(['contacts', 'line_items', 'products']);
    await portal.edit({
      type: 'invoices',
      action: 'save',
      change: { hs_currency: 'USD', ledgerline_key: 'k' },
    });
  });

  test.each([true, false])('says whether the balance can be written: %s', async (writable) => {
    portal = await startPortal({ nonBillableBalanceWritable: writable });
    const { tokens } = await portal.install();
    const { readOnlyProperties } = await portal.account.setUp(tokens.accessToken);
    expect(readOnlyProperties.includes('hs_balance_due')).toBe(!writable);
  });

  test.each([403, 400])('does without payments where no processor is set up (%d)', async (status) => {
    portal = await startPortal({ paymentsUnavailableStatus: status });
    await portal.accountEdit('Portal', { action: 'save', change: { paymentsApi: false } });
    const { tokens } = await portal.install();
    expect((await portal.account.setUp(tokens.accessToken)).paymentsApi).toBe(false);
  });

  test('does without payments where the plan does not grant their scopes', async () => {
    portal = await startPortal();
    await portal.accountEdit('Portal', { action: 'save', change: { plan: 'free' } });
    const { tokens } = await portal.install();
    const facts = await portal.account.setUp(tokens.accessToken);
    expect(facts.paymentsApi).toBe(false);
    expect(uniqueOn(facts)).not.toContain('commerce_payments');
  });
});
