// Token, introspection, revocation and uninstall endpoints, and the account's details.

import type { Express, Request } from 'express';
import { DateTime } from 'luxon';
import type { ApiAnswer, ApiParts } from './api.ts';
import { bodyText, mountEndpoint, respond } from './api.ts';
import { HubSpotError } from './errors.ts';
import type { Grant, IssuedTokens } from './grants.ts';
import { oauthError } from './grants.ts';
import type { Portal, Simulation } from './portal.ts';

/** Of the dated versions these exist. */
export const OAUTH_VERSIONS = ['2026-09', '2026-03', 'v3'];

export function mountOAuth(app: Express, parts: ApiParts): void {
  const { simulation, grants } = parts;
  const post = (suffix: string, work: (form: URLSearchParams, req: Request) => ApiAnswer): void => {
    app.post(
      OAUTH_VERSIONS.map((version) => `/oauth/${version}/${suffix}`),
      (req, res) => respond(simulation, res, () => work(readForm(simulation, req), req)),
    );
  };
  post('token', (form) => token(parts, form, true));
  app.post('/oauth/v1/token', (req, res) =>
    respond(simulation, res, () => token(parts, readForm(simulation, req), false)),
  );
  post('token/introspect', (form) => ({ status: 200, body: introspect(parts, form.get('token') ?? '') }));
  post('token/revoke', (form) => {
    const value = form.get('token') ?? '';
    if (!grants.revoke(value)) grants.revokeAccessToken(value);
    return { status: 200, body: {} };
  });
  mountV1Lookups(app, parts);
  mountEndpoint(app, parts, {
    method: 'delete',
    paths: OAUTH_VERSIONS.map((version) => `/appinstalls/${version}/external-install`),
    needs: () => [],
    handle: ({ portal }) => {
      grants.uninstall(portal);
      return { status: 204 };
    },
  });
  mountEndpoint(app, parts, {
    method: 'get',
    paths: ['2026-09', '2026-03', 'v3'].map((version) => `/account-info/${version}/details`),
    needs: () => [['oauth']],
    handle: ({ grant }) => ({ status: 200, body: accountDetails(grant, simulation) }),
  });
  mountEndpoint(app, parts, {
    method: 'get',
    paths: [
      '/settings/users/2026-09/:userId',
      '/settings/users/2026-03/:userId',
      '/settings/v3/users/:userId',
    ],
    needs: () => [['settings.users.read', 'settings.users.write']],
    handle: (call) => ({ status: 200, body: describeUser(call.portal, call.param('userId')) }),
  });
}

/** Provisioned people are asked for by id. */
function describeUser(portal: Portal, userId: string): Record<string, unknown> {
  const user = portal.options.users.find(({ id }) => String(id) === userId);
  if (!user) throw new HubSpotError(404, { message: 'User not found', category: 'OBJECT_NOT_FOUND' });
  return { id: userId, email: user.email, superAdmin: user.superAdmin, roleIds: [] };
}

function mountV1Lookups(app: Express, { simulation, grants }: ApiParts): void {
  app.get('/oauth/v1/access-tokens/:token', (req, res) =>
    respond(simulation, res, () => {
      const found = grants.findAccessToken(req.params.token);
      if (!found) throw new HubSpotError(404, { message: 'token not found', category: 'OBJECT_NOT_FOUND' });
      const { active: _active, ...body } = describe(found.grant, simulation);
      return { status: 200, body: { ...body, token: req.params.token, expires_in: found.expiresInSeconds } };
    }),
  );
  app.get('/oauth/v1/refresh-tokens/:token', (req, res) =>
    respond(simulation, res, () => {
      const grant = grants.findRefreshToken(req.params.token);
      if (!grant) throw new HubSpotError(404, { message: 'token not found', category: 'OBJECT_NOT_FOUND' });
      return { status: 200, body: { ...describe(grant, simulation), token: req.params.token } };
    }),
  );
  app.delete('/oauth/v1/refresh-tokens/:token', (req, res) =>
    respond(simulation, res, () => {
      grants.revoke(req.params.token);
      return { status: 204 };
    }),
  );
}

/** The form of a token call, after checking who calls. */
function readForm({ app }: Simulation, req: Request): URLSearchParams {
  if (!(req.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
    throw new HubSpotError(415, { message: 'Unsupported media type', category: 'VALIDATION_ERROR' });
  }
  const form = new URLSearchParams(bodyText(req));
  if (form.get('client_id') !== app.clientId) {
    throw oauthError('invalid_client', 'BAD_CLIENT_ID', 'missing or invalid client id');
  }
  if (form.get('client_secret') !== app.clientSecret) {
    throw oauthError('invalid_client', 'BAD_CLIENT_SECRET', 'missing or invalid client secret');
  }
  return form;
}

function token({ grants }: ApiParts, form: URLSearchParams, isDated: boolean): ApiAnswer {
  switch (form.get('grant_type') ?? '') {
    case 'authorization_code': {
      const issued = grants.exchange(form.get('code') ?? '', form.get('redirect_uri') ?? '');
      return { status: 200, body: tokenBody(issued, isDated) };
    }
    case 'refresh_token':
      return { status: 200, body: tokenBody(grants.refresh(form.get('refresh_token') ?? ''), isDated) };
    default:
      throw oauthError('unsupported_grant_type', 'BAD_GRANT_TYPE', 'missing or unknown grant type');
  }
}

function tokenBody({ grant, accessToken, expiresInSeconds }: IssuedTokens, isDated: boolean): unknown {
  return {
    access_token: accessToken,
    refresh_token: grant.refreshToken,
    expires_in: expiresInSeconds,
    token_type: 'bearer',
    ...(isDated && {
      token_use: 'access_token',
      hub_id: grant.portal.id,
      user_id: grant.user.id,
      scopes: grant.scopes,
    }),
  };
}

function introspect({ grants, simulation }: ApiParts, value: string): unknown {
  const access = grants.findAccessToken(value);
  const grant = access?.grant ?? grants.findRefreshToken(value);
  if (!grant) return { active: false };
  return {
    ...describe(grant, simulation),
    token_use: access ? 'access_token' : 'refresh_token',
    ...(access && {
      expires_in: access.expiresInSeconds,
      signed_access_token: {
        hubId: grant.portal.id,
        userId: grant.user.id,
        appId: simulation.app.appId,
        hublet: 'na1',
      },
    }),
  };
}

function describe({ portal, user, scopes }: Grant, { app }: Simulation): Record<string, unknown> {
  return {
    active: true,
    hub_id: portal.id,
    user_id: user.id,
    user: user.email,
    app_id: app.appId,
    client_id: app.clientId,
    hub_domain: `${portal.id}.example`,
    scopes,
    is_private_distribution: false,
    token_type: 'bearer',
  };
}

function accountDetails({ portal }: Grant, { context }: Simulation): unknown {
  const { portalId, timeZone, companyCurrency, additionalCurrencies, uiDomain } = portal.options;
  const local = DateTime.fromJSDate(context.clock.now(), { zone: timeZone });
  return {
    portalId,
    accountType: 'STANDARD',
    timeZone,
    companyCurrency,
    additionalCurrencies,
    utcOffset: local.toFormat('ZZ'),
    utcOffsetMilliseconds: local.offset * 60_000,
    uiDomain,
    dataHostingLocation: 'na1',
  };
}
