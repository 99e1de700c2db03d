// Intuit's OAuth 2.0. `intuit-oauth` composes the authorize address; the token and revoke calls are made here, because the
// library repeats them up to three times with the same code or refresh token, which Intuit may take for a replay and answer
// by ending the grant. A fresh library instance is made per call (one keeps a single mutable token), without its logging
// (it writes tokens to disk), and its process-wide addresses are left alone.

import OAuthClient from 'intuit-oauth';
import type { Dispatcher } from 'undici';
import { z } from 'zod';
import type { TokenSet } from '../sync/grants.ts';
import { AppMisconfigured, ConnectionLost, RateLimited, VendorUnavailable } from '../sync/reactions.ts';
import type { RawAnswer } from './errors.ts';
import { exchange, LostAnswer } from './http.ts';
import type { HttpRequest } from './http.ts';
import { throttlePauseMs } from './limits.ts';

/** The one accounting scope; there is none for reading only. */
const accountingScope = 'com.intuit.quickbooks.accounting';
/** Wait before the single repeat after a lost answer or a server in trouble. */
const repeatAfterMs = 1_000;
/** Token calls hold up a person's browser or every other call of the connection. */
const timeoutMs = 20_000;

export interface QuickBooksOAuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly revokeUrl: string;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly dispatcher?: Dispatcher;
}

/**
 * `exchange` and `refresh` throw `ConnectionLost` when Intuit calls the code or token invalid, `AppMisconfigured` when it
 * does not know our keys, and `VendorUnavailable` or `RateLimited` for anything that may pass.
 */
export interface QuickBooksOAuth {
  authorizeUrl(state: string): string;
  exchange(code: string): Promise<TokenSet>;
  refresh(current: TokenSet): Promise<TokenSet>;
  revoke(tokens: TokenSet): Promise<void>;
}

export function createQuickBooksOAuth(options: QuickBooksOAuthOptions): QuickBooksOAuth {
  return {
    authorizeUrl: (state) => authorizeUrl(options, state),
    exchange: (code) =>
      requestTokens(
        options,
        { grant_type: 'authorization_code', code, redirect_uri: options.redirectUri },
        null,
      ),
    refresh: (current) =>
      requestTokens(
        options,
        { grant_type: 'refresh_token', refresh_token: current.refreshToken },
        current.hardExpiresAt,
      ),
    revoke: (tokens) => revoke(options, tokens),
  };
}

/** The library's own authorize address is replaced afterwards: setting it would change it for the whole process. */
function authorizeUrl(options: QuickBooksOAuthOptions, state: string): string {
  const { clientId, clientSecret, redirectUri } = options;
  const library = new OAuthClient({ clientId, clientSecret, redirectUri, environment: 'production' });
  const composed = new URL(library.authorizeUri({ scope: accountingScope, state }));
  const url = new URL(options.authorizeUrl);
  url.search = composed.search;
  return url.href;
}

const tokensSchema = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.number(),
  refresh_token: z.string().min(1),
  x_refresh_token_expires_in: z.number().optional(),
  /** Only sent when the request asks for it, and not with every refresh. */
  x_refresh_token_hard_expires_in: z.number().optional(),
});

async function requestTokens(
  options: QuickBooksOAuthOptions,
  form: Readonly<Record<string, string>>,
  knownHardEnd: Date | null,
): Promise<TokenSet> {
  const askedAt = options.now();
  const answer = await postTwiceAtMost(options, {
    method: 'POST',
    timeoutMs,
    url: new URL(options.tokenUrl),
    headers: {
      ...basicAuthorization(options),
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'x-include-refresh-token-hard-expires-in': 'true',
    },
    body: new URLSearchParams(form).toString(),
  });
  if (answer.status !== 200) throw refusedGrant(answer);
  const tokens = tokensSchema.safeParse(parseJson(answer.body));
  if (!tokens.success) throw new VendorUnavailable('quickbooks', 'unexpected answer to a token request');
  return tokenSet(tokens.data, askedAt, knownHardEnd);
}

function tokenSet(tokens: z.infer<typeof tokensSchema>, askedAt: Date, knownHardEnd: Date | null): TokenSet {
  const after = (seconds: number | undefined): Date | null =>
    seconds === undefined ? null : new Date(askedAt.getTime() + seconds * 1000);
  return {
    accessToken: tokens.access_token,
    accessExpiresAt: new Date(askedAt.getTime() + tokens.expires_in * 1000),
    refreshToken: tokens.refresh_token,
    refreshExpiresAt: after(tokens.x_refresh_token_expires_in),
    hardExpiresAt: earliest(knownHardEnd, after(tokens.x_refresh_token_hard_expires_in)),
    scopes: [accountingScope],
  };
}

const earliest = (one: Date | null, other: Date | null): Date | null => {
  if (one === null || other === null) return one ?? other;
  return one.getTime() <= other.getTime() ? one : other;
};

/** Revoking the refresh token ends the grant. A token Intuit does not know any more (400) is as good as revoked. */
async function revoke(options: QuickBooksOAuthOptions, tokens: TokenSet): Promise<void> {
  const answer = await postTwiceAtMost(options, {
    method: 'POST',
    timeoutMs,
    url: new URL(options.revokeUrl),
    headers: {
      ...basicAuthorization(options),
      accept: 'application/json',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ token: tokens.refreshToken }),
  });
  const problem = oauthError(answer);
  if (answer.status === 401 || problem === 'invalid_client') throw misconfigured(problem);
  if (answer.status !== 200 && answer.status !== 400) throw unavailable(answer);
}

/** A repeat after a lost answer works when the token was not rotated by the first; a second repeat could not help. */
async function postTwiceAtMost(options: QuickBooksOAuthOptions, request: HttpRequest): Promise<RawAnswer> {
  const first = await postOnce(options, request);
  if (!(first instanceof LostAnswer) && first.status < 500) return first;
  await options.sleep(repeatAfterMs);
  const second = await postOnce(options, request);
  if (second instanceof LostAnswer) {
    throw new VendorUnavailable('quickbooks', second.message, undefined, { cause: second });
  }
  return second;
}

async function postOnce(
  options: QuickBooksOAuthOptions,
  request: HttpRequest,
): Promise<RawAnswer | LostAnswer> {
  try {
    return await exchange(request, options.dispatcher);
  } catch (error) {
    if (error instanceof LostAnswer) return error;
    throw error;
  }
}

/** Only `invalid_grant` ends a connection; our own mistakes and the vendor's troubles never do. */
function refusedGrant(answer: RawAnswer): Error {
  const problem = oauthError(answer);
  if (problem === 'invalid_grant') return new ConnectionLost('quickbooks', problem);
  if (answer.status === 429) return new RateLimited('quickbooks', throttlePauseMs);
  if (answer.status >= 500) return unavailable(answer);
  return misconfigured(problem ?? `HTTP ${answer.status}`);
}

const misconfigured = (problem: string | null): AppMisconfigured =>
  new AppMisconfigured(
    `QuickBooks does not accept our app's request for tokens: ${problem ?? 'unauthorized'}`,
  );

const unavailable = (answer: RawAnswer): VendorUnavailable =>
  new VendorUnavailable('quickbooks', `token service answered HTTP ${answer.status}`);

const errorSchema = z.looseObject({ error: z.string() });

function oauthError(answer: RawAnswer): string | null {
  const parsed = errorSchema.safeParse(parseJson(answer.body));
  return parsed.success ? parsed.data.error : null;
}

const basicAuthorization = ({
  clientId,
  clientSecret,
}: QuickBooksOAuthOptions): { authorization: string } => ({
  authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
});

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
