import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AppMisconfigured, ConnectionLost, VendorUnavailable } from '../../../server/sync/reactions.ts';
import { createQuickBooksOAuth } from '../../../server/quickbooks/oauth.ts';
import { Realm, realmId } from './realm.ts';

const day = 24 * 60 * 60 * 1000;
let realm: Realm;
beforeAll(async () => {
  realm = await Realm.start();
});
beforeEach(() => realm.reset());
afterAll(() => realm.close());

const misconfigured = () =>
  createQuickBooksOAuth({
    clientId: 'client',
    clientSecret: 'wrong',
    redirectUri: 'http://localhost:3000/oauth/quickbooks/callback',
    authorizeUrl: 'https://appcenter.intuit.com/connect/oauth2',
    tokenUrl: new URL('/oauth2/v1/tokens/bearer', realm.account.authorizeUrl('s')).href,
    revokeUrl: new URL('/v2/oauth2/tokens/revoke', realm.account.authorizeUrl('s')).href,
    now: () => new Date(),
    sleep: realm.sleep,
  });

describe('authorize address', () => {
  test('carries our own state, client, redirect and the accounting scope to the configured page', () => {
    const url = new URL(misconfigured().authorizeUrl('my state'));
    expect(url.origin + url.pathname).toBe('https://appcenter.intuit.com/connect/oauth2');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'client',
      redirect_uri: 'http://localhost:3000/oauth/quickbooks/callback',
      scope: 'com.intuit.quickbooks.accounting',
      state: 'my state',
    });
  });
});

describe('exchange', () => {
  test('gives tokens with all three ends', async () => {
    const before = Date.now();
    const tokens = await realm.account.exchange(await realm.authorize(), realmId);
    expect(tokens.accessExpiresAt.getTime()).toBeGreaterThanOrEqual(before + 3_600_000);
    expect(tokens.refreshExpiresAt?.getTime()).toBeGreaterThanOrEqual(before + 99 * day);
    expect(tokens.hardExpiresAt?.getTime()).toBeGreaterThan(before + 1800 * day);
  });

  test('of a code nobody issued loses the connection', async () => {
    await expect(realm.account.exchange('made-up', realmId)).rejects.toBeInstanceOf(ConnectionLost);
  });

  test('with a wrong secret is our own fault', async () => {
    await expect(misconfigured().exchange('made-up')).rejects.toBeInstanceOf(AppMisconfigured);
  });
});

describe('refresh', () => {
  test('keeps the earliest hard end known', async () => {
    const tokens = await realm.connect();
    const known = new Date(Date.now() + 10 * day);
    const refreshed = await realm.account.refresh({ ...tokens, hardExpiresAt: known });
    expect(refreshed.hardExpiresAt).toEqual(known);
    expect(refreshed.accessToken).not.toBe(tokens.accessToken);
  });

  test('stores the new value when Intuit rotates it', async () => {
    const tokens = await realm.connect();
    await realm.control('clock', { advanceMs: day });
    expect((await realm.account.refresh(tokens)).refreshToken).not.toBe(tokens.refreshToken);
  });

  test('loses the connection when the user disconnected', async () => {
    const tokens = await realm.connect();
    await realm.control('edit', { type: 'Connection', action: 'delete' });
    await expect(realm.account.refresh(tokens)).rejects.toBeInstanceOf(ConnectionLost);
  });

  test('repeats once after a lost answer, with the same value', async () => {
    const tokens = await realm.connect();
    await realm.fail('timeoutBefore', { path: '/tokens/bearer' });
    expect((await realm.account.refresh(tokens)).refreshToken).toBe(tokens.refreshToken);
  });

  test('gives up after the second failure, and the connection lives on', async () => {
    const tokens = await realm.connect();
    await realm.fail('html503', { path: '/tokens/bearer' }, 2);
    await expect(realm.account.refresh(tokens)).rejects.toBeInstanceOf(VendorUnavailable);
    await expect(realm.account.refresh(tokens)).resolves.toMatchObject({ refreshToken: tokens.refreshToken });
  });

  test('with a wrong secret disconnects nobody', async () => {
    const tokens = await realm.connect();
    await expect(misconfigured().refresh(tokens)).rejects.toBeInstanceOf(AppMisconfigured);
  });
});

describe('revoke', () => {
  test('ends the grant, and a second time changes nothing', async () => {
    const tokens = await realm.connect();
    await realm.account.revoke(tokens);
    await expect(realm.account.revoke(tokens)).resolves.toBeUndefined();
    await expect(realm.account.refresh(tokens)).rejects.toBeInstanceOf(ConnectionLost);
  });
});

describe('company', () => {
  test('is read with the facts the rules need', async () => {
    const tokens = await realm.connect();
    expect(await realm.account.readCompany(tokens.accessToken, realmId)).toMatchObject({
      realmId,
      companyName: "Craig's Design and Landscaping Services",
      country: 'US',
      homeCurrency: 'USD',
      realmTimeZone: 'America/Los_Angeles',
      multicurrency: false,
      salesTax: 'off',
      customTransactionNumbers: false,
      bookCloseDate: null,
      subscription: 'active',
    });
  });

  test('loses the connection when the token is not accepted', async () => {
    await expect(realm.account.readCompany('nobody', realmId)).rejects.toBeInstanceOf(ConnectionLost);
  });
});
