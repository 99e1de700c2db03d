import { createHash, timingSafeEqual } from 'node:crypto';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { authorizePage, errorPage } from './authorize-page.ts';
import { TOKEN_EXCHANGE_MS } from './grants.ts';
import type { Grants } from './grants.ts';

export interface OAuthParts {
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
  grants: Grants;
  companies(): { realmId: string; name: string }[];
}

const ACCOUNTING = 'com.intuit.quickbooks.accounting';
const SCOPES: ReadonlySet<string> = new Set([
  ACCOUNTING,
  'com.intuit.quickbooks.payment',
  'openid',
  'profile',
  'email',
  'phone',
  'address',
]);

const authorizeSchema = z.object({
  client_id: z.string(),
  redirect_uri: z.string(),
  response_type: z.string(),
  scope: z.string(),
  state: z.string().default(''),
});

const formSchema = z.record(z.string(), z.string());

/** The authorize page, the token endpoint, revocation and userinfo. */
export function oauthRoutes(parts: OAuthParts): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get('/connect/oauth2', (req, res) => {
    const request = readAuthorizeRequest(parts, req.query, res);
    if (request) res.send(authorizePage(request, parts.companies()));
  });
  router.post('/connect/oauth2', express.urlencoded({ extended: false }), (req, res) =>
    decide(parts, req, res),
  );
  router.post('/oauth2/v1/tokens/bearer', express.text({ type: () => true }), (req, res) => {
    // The exchange takes a moment, so that two of them can overlap as they do in production.
    const answer = exchange(parts, req);
    setTimeout(() => res.status(answer.status).set(noStore).json(answer.body), TOKEN_EXCHANGE_MS);
  });
  router.post('/v2/oauth2/tokens/revoke', express.text({ type: () => true }), (req, res) => {
    if (!isApp(parts, req)) {
      res.status(401).json({ error: 'invalid_client' });
      return;
    }
    const revoked = parts.grants.revokeToken(readRevokedToken(req));
    if (revoked) res.status(200).end();
    else res.status(400).json({ error: 'invalid_request' });
  });
  router.get('/v1/openid_connect/userinfo', (req, res) => {
    const access = parts.grants.checkAccess(bearer(req) ?? '');
    if (!access.ok || !access.scope.split(' ').includes('openid')) {
      res.status(401).json({ error: 'invalid_token' });
      return;
    }
    res.json({
      sub: 'd1c5a9f0-0000-4000-8000-000000000001',
      email: 'owner@example.com',
      emailVerified: true,
      givenName: 'Craig',
      familyName: 'Carlson',
    });
  });
  return router;
}

const noStore = { 'cache-control': 'no-cache, no-store', pragma: 'no-cache' };

/** The bearer token of a request, if it carries one. */
export function bearer(req: Request): string | undefined {
  return /^Bearer (\S+)$/i.exec(req.get('authorization') ?? '')?.[1];
}

/** A wrong client or redirect is shown, never redirected to: that would hand the code to a stranger. */
function readAuthorizeRequest(
  parts: OAuthParts,
  given: unknown,
  res: Response,
): z.infer<typeof authorizeSchema> | undefined {
  const parsed = authorizeSchema.safeParse(given);
  const problem = parsed.success
    ? authorizeProblem(parts, parsed.data)
    : 'A required query parameter is missing.';
  if (problem === undefined && parsed.success) return parsed.data;
  res.status(400).send(errorPage(problem ?? ''));
  return undefined;
}

function authorizeProblem(parts: OAuthParts, request: z.infer<typeof authorizeSchema>): string | undefined {
  if (request.client_id !== parts.clientId) return 'The client_id is not known.';
  if (!parts.redirectUris.includes(request.redirect_uri))
    return 'The redirect_uri query parameter value is invalid.';
  if (request.response_type !== 'code') return 'The response_type query parameter value is invalid.';
  const scopes = request.scope.split(' ').filter(Boolean);
  if (scopes.length === 0 || scopes.some((scope) => !SCOPES.has(scope)))
    return 'The scope query parameter value is invalid.';
  return undefined;
}

function decide(parts: OAuthParts, req: Request, res: Response): void {
  const request = readAuthorizeRequest(parts, req.body, res);
  if (!request) return;
  const form = formSchema.parse(req.body);
  const target = new URL(request.redirect_uri);
  if (form['decision'] !== 'connect') {
    target.searchParams.set('error', 'access_denied');
    target.searchParams.set('state', request.state);
    return res.redirect(302, target.href);
  }
  const company = parts.companies().find(({ realmId }) => realmId === form['realmId']);
  if (!company) return void res.status(400).send(errorPage('Choose a company.'));
  target.searchParams.set(
    'code',
    parts.grants.issueCode(request.redirect_uri, company.realmId, request.scope),
  );
  target.searchParams.set('state', request.state);
  // The realm is named only when accounting access was asked for.
  if (request.scope.includes('com.intuit.quickbooks')) target.searchParams.set('realmId', company.realmId);
  res.redirect(302, target.href);
}

function exchange(parts: OAuthParts, req: Request): { status: number; body: object } {
  if (!isApp(parts, req)) return { status: 401, body: { error: 'invalid_client' } };
  if (!req.is('application/x-www-form-urlencoded'))
    return { status: 400, body: { error: 'invalid_request' } };
  const form = new URLSearchParams(bodyText(req));
  const withHardExpiry = req.get('x-include-refresh-token-hard-expires-in') === 'true';
  switch (form.get('grant_type')) {
    case 'authorization_code': {
      const code = form.get('code');
      const redirectUri = form.get('redirect_uri');
      if (!code || !redirectUri) return { status: 400, body: { error: 'invalid_request' } };
      const answer = parts.grants.exchangeCode(code, redirectUri, withHardExpiry);
      return answer
        ? { status: 200, body: answer }
        : { status: 400, body: { error: 'invalid_grant', error_description: 'Invalid authorization code' } };
    }
    case 'refresh_token': {
      const value = form.get('refresh_token');
      if (!value) return { status: 400, body: { error: 'invalid_request' } };
      const answer = parts.grants.refresh(value, withHardExpiry);
      return answer
        ? { status: 200, body: answer }
        : {
            status: 400,
            body: { error: 'invalid_grant', error_description: 'Incorrect or invalid refresh token' },
          };
    }
    case null:
      return { status: 400, body: { error: 'invalid_request' } };
    default:
      return { status: 400, body: { error: 'unsupported_grant_type' } };
  }
}

function isApp(parts: OAuthParts, req: Request): boolean {
  const encoded = /^Basic (\S+)$/i.exec(req.get('authorization') ?? '')?.[1] ?? '';
  const given = Buffer.from(encoded, 'base64').toString('utf8');
  return timingSafeEqual(digest(given), digest(`${parts.clientId}:${parts.clientSecret}`));
}

function readRevokedToken(req: Request): string {
  const body = bodyText(req);
  // Client libraries send a form; the documentation asks for JSON.
  if (req.is('application/x-www-form-urlencoded')) return new URLSearchParams(body).get('token') ?? '';
  try {
    return z.object({ token: z.string() }).parse(JSON.parse(body)).token;
  } catch {
    return '';
  }
}

function bodyText(req: Request): string {
  return typeof req.body === 'string' ? req.body : '';
}

/** Equal lengths are what a constant-time comparison needs. */
function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}
