import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEFAULT_PORTAL } from '../../../sandbox/hubspot/app.ts';
import { APP, REDIRECT, authorizeFields, caller, request, startHubSpot, text } from './harness.ts';
import type { Running } from './harness.ts';

let hubspot: Running;
beforeAll(async () => {
  hubspot = await startHubSpot({
    portals: [DEFAULT_PORTAL, { ...DEFAULT_PORTAL, portalId: 7, plan: 'free', timeZone: 'Europe/Berlin' }],
  });
});
afterAll(() => hubspot.close());

const page = (path: string, fields: Record<string, string>) =>
  request(`${hubspot.url}${path}?${new URLSearchParams(fields).toString()}`, {});

describe('the authorize page', () => {
  test('offers every account, or only the one in the path', async () => {
    const all = text((await page('/oauth/authorize', authorizeFields(APP))).body);
    const one = text((await page('/oauth/7/authorize', authorizeFields(APP))).body);
    expect(all).toContain('value="4242:9001"');
    expect(one).toContain('value="7:9001"');
    expect(one).not.toContain('value="4242:9001"');
  });

  test.each([
    ['a missing required scope', { scope: 'oauth' }],
    ['a surplus scope', { scope: `${APP.requiredScopes.join(' ')} tickets` }],
    ['an optional scope the app does not have', { optional_scope: 'tickets' }],
    ['a foreign redirect URL', { redirect_uri: 'https://evil.example/' }],
    ['an unknown app', { client_id: 'nobody' }],
  ])('stops at %s', async (_what, change) => {
    const answer = await page('/oauth/authorize', { ...authorizeFields(APP), ...change });
    expect(answer.status).toBe(400);
  });

  test('refuses a person without the right to install apps', async () => {
    expect((await hubspot.authorize({ account: '4242:9002' })).status).toBe(403);
  });

  test('tells the app when the person refuses', async () => {
    const answer = await hubspot.authorize({ decision: 'refuse' });
    const target = new URL(answer.headers.get('location') ?? '');
    expect(target.searchParams.get('error')).toBe('access_denied');
    expect(target.searchParams.get('state')).toBe('state-1');
  });

  test('leaves out optional scopes the plan of the account does not have', async () => {
    const { tokens } = await hubspot.install({ account: '7:9001' });
    expect(tokens.hub_id).toBe(7);
    expect(tokens.scopes).toEqual(APP.requiredScopes);
  });
});

describe('tokens', () => {
  test('come with account, user and scopes, and a code works once', async () => {
    const redirected = new URL((await hubspot.authorize()).headers.get('location') ?? '');
    const code = redirected.searchParams.get('code') ?? '';
    const exchange = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
    const first = await hubspot.token(exchange);
    expect(first.body).toMatchObject({ expires_in: 1800, token_type: 'bearer', hub_id: 4242, user_id: 9001 });
    expect(text(first.body.access_token).length).toBeGreaterThanOrEqual(512);
    const second = await hubspot.token(exchange);
    expect(second.status).toBe(400);
    expect(second.body).toMatchObject({ error: 'invalid_grant', status: 'BAD_AUTH_CODE' });
  });

  test('are not given for JSON bodies', async () => {
    const answer = await request(`${hubspot.url}/oauth/2026-09/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(415);
  });

  test('keep the same refresh token, or a new one when the switch says so', async () => {
    const { tokens } = await hubspot.install();
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    expect((await hubspot.token(refresh)).body.refresh_token).toBe(tokens.refresh_token);
    await hubspot.behave({ rotateRefreshToken: true });
    expect((await hubspot.token(refresh)).body.refresh_token).not.toBe(tokens.refresh_token);
    await hubspot.behave({ rotateRefreshToken: false });
    expect((await hubspot.token(refresh)).body).toMatchObject({ status: 'BAD_REFRESH_TOKEN' });
  });

  test('blame the app for a wrong client, not the account', async () => {
    const answer = await hubspot.token({
      client_id: 'other',
      grant_type: 'refresh_token',
      refresh_token: 'x',
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: 'invalid_client', status: 'BAD_CLIENT_ID' });
  });

  test('are described by introspection and end for new ones with revocation', async () => {
    const { tokens, call } = await hubspot.install();
    const credentials = { client_id: APP.clientId, client_secret: APP.clientSecret };
    const refreshToken = tokens.refresh_token;
    const introspect = (token: string) =>
      hubspot.form('/oauth/2026-09/token/introspect', { ...credentials, token });
    expect((await introspect(tokens.access_token)).body).toMatchObject({
      active: true,
      hub_id: 4242,
    });
    await hubspot.form('/oauth/2026-09/token/revoke', { ...credentials, token: refreshToken });
    expect((await introspect(refreshToken)).body).toEqual({ active: false });
    expect((await call('GET', '/account-info/2026-09/details')).status).toBe(200);
  });

  test('expire after half an hour of the stand-in’s clock', async () => {
    const { call } = await hubspot.install();
    await hubspot.control('POST', 'clock', { advanceMs: 1_800_000 });
    const late = await call('GET', '/account-info/2026-09/details');
    expect(late.status).toBe(401);
    expect(late.body.category).toBe('EXPIRED_AUTHENTICATION');
    const wrong = await caller(hubspot.url, 'nonsense')('GET', '/account-info/2026-09/details');
    expect(wrong.body.category).toBe('INVALID_AUTHENTICATION');
  });

  test('die with the installation, by the app or by the account', async () => {
    const byApp = await hubspot.install();
    expect((await byApp.call('DELETE', '/appinstalls/2026-09/external-install')).status).toBe(204);
    expect((await byApp.call('GET', '/account-info/2026-09/details')).status).toBe(401);
    const byAccount = await hubspot.install();
    await hubspot.edit({ type: 'App', action: 'delete' });
    expect((await byAccount.call('GET', '/account-info/2026-09/details')).status).toBe(401);
    const refresh_token = byAccount.tokens.refresh_token;
    const refreshed = await hubspot.token({ grant_type: 'refresh_token', refresh_token });
    expect(refreshed.body.status).toBe('BAD_REFRESH_TOKEN');
  });
});

test('the account’s details carry currency, zone and the host of its screens', async () => {
  const { call } = await hubspot.install({ account: '7:9001' });
  expect((await call('GET', '/account-info/2026-09/details')).body).toMatchObject({
    portalId: 7,
    accountType: 'STANDARD',
    companyCurrency: 'USD',
    timeZone: 'Europe/Berlin',
    uiDomain: 'app.hubspot.com',
  });
});

test('the published client exchanges a code on the undated path', async () => {
  const redirected = new URL((await hubspot.authorize()).headers.get('location') ?? '');
  const code = redirected.searchParams.get('code') ?? '';
  const { client } = await hubspot.install();
  const issued = await client.oauth.tokensApi.create(
    'authorization_code',
    code,
    REDIRECT,
    APP.clientId,
    APP.clientSecret,
  );
  expect(issued.expiresIn).toBe(1800);
});
