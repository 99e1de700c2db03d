import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  app,
  connectedCompany,
  consent,
  exchangeCode,
  faultCode,
  send,
  submitConsent,
  token,
  basic,
} from './connected-company.ts';
import type { ConnectedCompany } from './connected-company.ts';

const DAY = 86_400_000;
let company: ConnectedCompany;

beforeEach(async () => {
  company = await connectedCompany();
});
afterEach(() => company.close());

const refresh = (value: string, headers = {}) =>
  token(company.url, { grant_type: 'refresh_token', refresh_token: value }, headers);

const page = (changes: Record<string, string>) =>
  send(
    `${company.url}/connect/oauth2?${String(
      new URLSearchParams({
        client_id: app.clientId,
        redirect_uri: app.redirectUris[0] ?? '',
        response_type: 'code',
        scope: 'com.intuit.quickbooks.accounting',
        state: '"><script>',
        ...changes,
      }),
    )}`,
    'GET',
  );

describe('authorize page', () => {
  test('offers the companies and escapes what it was given', async () => {
    const answer = await page({});
    expect(answer.text).toContain(`value="${company.realmId}"`);
    expect(answer.text).toContain('value="&quot;&gt;&lt;script&gt;"');
  });

  test.each([
    ['client_id', 'other'],
    ['redirect_uri', `${app.redirectUris[0]}/`],
    ['response_type', 'token'],
    ['scope', 'everything'],
  ])('shows an error instead of redirecting for a wrong %s', async (name, value) => {
    expect((await page({ [name]: value })).status).toBe(400);
  });

  test('returns code, state and realm, or access_denied', async () => {
    const accepted = new URL(
      (await submitConsent(company.url, { realmId: company.realmId, decision: 'connect' })) ?? '',
    );
    expect(accepted.searchParams.get('state')).toBe('opaque');
    expect(accepted.searchParams.get('realmId')).toBe(company.realmId);
    const denied = new URL((await submitConsent(company.url, { decision: 'deny' })) ?? '');
    expect(denied.search).toBe('?error=access_denied&state=opaque');
  });
});

describe('token endpoint', () => {
  test('kills the first tokens when a code is exchanged twice', async () => {
    const code = await consent(company.url, company.realmId);
    const first = await exchangeCode(company.url, code);
    expect(first.body).toMatchObject({
      token_type: 'bearer',
      expires_in: 3600,
      x_refresh_token_expires_in: 8_640_000,
    });
    expect((await exchangeCode(company.url, code)).body.error).toBe('invalid_grant');
    expect((await refresh(first.body.refresh_token)).body.error).toBe('invalid_grant');
  });

  test('refuses a code after its life and a wrong secret', async () => {
    const code = await consent(company.url, company.realmId);
    await company.control('POST', '/clock', { advanceMs: 600_000 });
    expect((await exchangeCode(company.url, code)).status).toBe(400);
    const wrong = await token(
      company.url,
      { grant_type: 'refresh_token', refresh_token: 'x' },
      { authorization: 'Basic eDp5' },
    );
    expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_client']);
  });

  test('keeps the refresh token within a day and replaces it after', async () => {
    const { refresh_token: original } = company.tokens;
    expect((await refresh(original)).body.refresh_token).toBe(original);
    await company.control('POST', '/clock', { advanceMs: DAY });
    const replaced = (await refresh(original)).body.refresh_token;
    expect(replaced).not.toBe(original);
    expect((await refresh(original)).body.error).toBe('invalid_grant');
    expect((await refresh(replaced)).status).toBe(200);
  });

  test('lets the old value live for a day when told so', async () => {
    await company.control('PATCH', '/settings', { behaviours: { oldRefreshToken: 'overlaps' } });
    await company.control('POST', '/clock', { advanceMs: DAY });
    const { refresh_token: original } = company.tokens;
    const replaced = (await refresh(original)).body.refresh_token;
    expect((await refresh(original)).body.refresh_token).toBe(replaced);
  });

  test.each([
    ['invalidGrant', 200],
    ['revokesFamily', 400],
  ])('refuses one of two concurrent refreshes (%s)', async (mode, later) => {
    await company.control('PATCH', '/settings', { behaviours: { concurrentRefresh: mode } });
    const value = company.tokens.refresh_token;
    const both = await Promise.all([refresh(value), refresh(value)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
    expect((await refresh(value)).status).toBe(later);
  });

  test('dies after 100 idle days, and tells the five years only when asked', async () => {
    const asked = await refresh(company.tokens.refresh_token, {
      'x-include-refresh-token-hard-expires-in': 'true',
    });
    expect(asked.body.x_refresh_token_hard_expires_in).toBeGreaterThan(157_679_000);
    await company.control('POST', '/clock', { advanceMs: 100 * DAY });
    expect((await refresh(asked.body.refresh_token)).body).toMatchObject({ error: 'invalid_grant' });
  });
});

describe('access', () => {
  test('ends an hour after issue with a lower-case fault', async () => {
    await company.control('POST', '/clock', { advanceMs: 3_600_000 });
    const answer = await company.get('/preferences');
    expect([answer.status, answer.body.fault.type, faultCode(answer)]).toEqual([
      401,
      'AUTHENTICATION',
      '3200',
    ]);
    expect(answer.headers.get('intuit_tid')).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });

  test('is bound to its realm', async () => {
    const answer = await send(`${company.url}/v3/company/1/preferences`, 'GET', undefined, {
      authorization: `Bearer ${company.tokens.access_token}`,
      accept: 'application/json',
    });
    expect([answer.status, faultCode(answer)]).toEqual([403, '3100']);
  });

  test.each(['access_token', 'refresh_token'] as const)('ends when the %s is revoked', async (which) => {
    const revoke = (value: string) =>
      send(`${company.url}/v2/oauth2/tokens/revoke`, 'POST', { token: value }, { authorization: basic });
    expect((await revoke(company.tokens[which])).status).toBe(200);
    expect((await revoke(company.tokens[which])).status).toBe(400);
    expect((await company.get('/preferences')).status).toBe(401);
    expect((await refresh(company.tokens.refresh_token)).status).toBe(400);
  });

  test('ends silently when disconnected inside QuickBooks', async () => {
    await company.edit({ type: 'Connection', action: 'delete' });
    expect(faultCode(await company.get('/preferences'))).toBe('3200');
  });
});
