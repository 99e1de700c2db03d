// HubSpot's OAuth: dated endpoints, form-encoded (JSON is answered 415). The portal and the user come with the token.

import { z } from 'zod';
import type { HubSpotAccount } from '../engine/connections/ports.ts';
import type { TokenSet } from '../sync/grants.ts';
import { AppMisconfigured, ConnectionLost, RateLimited, VendorUnavailable } from '../sync/reactions.ts';
import { readErrorBody } from './errors.ts';
import { oauthPath } from './object-types.ts';
import { optionalScopes, requiredScopes } from './scopes.ts';
import { createTransport } from './transport.ts';
import type { HttpAnswer } from './transport.ts';

export interface HubSpotOAuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where tokens are exchanged; HubSpot's API. */
  readonly baseUrl: string;
  /** The page on which a person grants access. */
  readonly authorizeUrl: string;
  readonly redirectUri: string;
  readonly now?: () => Date;
}

const tokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
  hub_id: z.union([z.number(), z.string()]).transform(String).optional(),
  user_id: z.union([z.number(), z.string()]).transform(String).optional(),
  scopes: z.array(z.string()).optional(),
});
type TokenAnswer = z.infer<typeof tokenSchema>;

const introspectionSchema = z.object({ scopes: z.array(z.string()).default([]) });

const installSchema = tokenSchema.required({ hub_id: true, user_id: true });

/** Authorise, exchange, refresh and revoke; and what an access token may do. */
export interface HubSpotOAuth extends Omit<HubSpotAccount, 'setUp'> {
  grantedScopes(accessToken: string): Promise<ReadonlySet<string>>;
}

export function createHubSpotOAuth(options: HubSpotOAuthOptions): HubSpotOAuth {
  const { clientId, clientSecret, redirectUri, now = () => new Date() } = options;
  const send = createTransport(options.baseUrl);
  const app = { client_id: clientId, client_secret: clientSecret };

  async function post<T>(
    path: string,
    form: Readonly<Record<string, string>>,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const answer = await send({ method: 'POST', path: oauthPath(path), form: { ...form, ...app } }).catch(
      (cause: unknown) => {
        throw new VendorUnavailable('hubspot', 'no answer from the token endpoint', undefined, { cause });
      },
    );
    if (answer.status >= 400) throw reactionTo(answer);
    const parsed = schema.safeParse(answer.body);
    if (parsed.success) return parsed.data;
    throw new VendorUnavailable('hubspot', 'a token answer of an unexpected shape');
  }

  const tokensOf = (answer: TokenAnswer, before?: TokenSet): TokenSet => ({
    accessToken: answer.access_token,
    accessExpiresAt: new Date(now().getTime() + answer.expires_in * 1_000),
    refreshToken: answer.refresh_token,
    refreshExpiresAt: null,
    hardExpiresAt: null,
    scopes: answer.scopes ?? before?.scopes ?? [],
  });

  return {
    authorizeUrl: (state) =>
      authorizeUrl(options.authorizeUrl, { client_id: clientId, redirect_uri: redirectUri, state }),
    async exchange(code) {
      const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
      const answer = await post('token', form, installSchema);
      return { tokens: tokensOf(answer), portalId: answer.hub_id, userId: answer.user_id };
    },
    async refresh(current) {
      const form = { grant_type: 'refresh_token', refresh_token: current.refreshToken };
      return tokensOf(await post('token', form, tokenSchema), current);
    },
    async grantedScopes(accessToken) {
      const form = { token: accessToken, token_type_hint: 'access_token' };
      const { scopes } = await post('token/introspect', form, introspectionSchema);
      return new Set(scopes);
    },
    async revoke(tokens) {
      try {
        await post(
          'token/revoke',
          { token: tokens.refreshToken, token_type_hint: 'refresh_token' },
          z.unknown(),
        );
      } catch (error) {
        // A grant that is dead already needs no revoking.
        if (!(error instanceof ConnectionLost)) throw error;
      }
    },
  };
}

/** Scopes are separated by spaces, which HubSpot wants as `%20`, not as the `+` of form encoding. */
function authorizeUrl(base: string, parameters: Readonly<Record<string, string>>): string {
  const all = {
    ...parameters,
    scope: Object.keys(requiredScopes).join(' '),
    optional_scope: Object.keys(optionalScopes).join(' '),
  };
  const query = Object.entries(all).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${base}?${query.join('&')}`;
}

/** What HubSpot calls credentials of ours that it does not know; never a reason to disconnect anybody. */
const ourFault = new Set([
  'invalid_client',
  'unauthorized_client',
  'BAD_CLIENT_ID',
  'BAD_CLIENT_SECRET',
  'MISMATCH_REDIRECT_URI_AUTH_CODE',
]);
/** What it calls a grant that is over: revoked, uninstalled, the account closed. */
const grantOver = new Set([
  'invalid_grant',
  'access_denied',
  'BAD_REFRESH_TOKEN',
  'BAD_AUTH_CODE',
  'BAD_HUB',
]);

function reactionTo(answer: HttpAnswer): Error {
  const { error, status } = readErrorBody(answer.body);
  const words = [status, error].filter((word) => word !== undefined);
  if (words.some((word) => ourFault.has(word))) {
    return new AppMisconfigured(`HubSpot does not accept the app's credentials: ${words.join(', ')}`);
  }
  const over = words.find((word) => grantOver.has(word));
  if (over !== undefined) return new ConnectionLost('hubspot', over);
  if (answer.status === 429) return new RateLimited('hubspot', 10_000);
  return new VendorUnavailable('hubspot', `status ${answer.status} from the token endpoint`);
}
