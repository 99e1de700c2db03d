// OAuth: authorization codes, refresh tokens and access tokens of the app in each account.

import { randomHex } from '../core/random.ts';
import { HubSpotError } from './errors.ts';
import type { PortalUser } from './app.ts';
import type { Portal, Simulation } from './portal.ts';

/** One installation by one person. */
export interface Grant {
  portal: Portal;
  user: PortalUser;
  scopes: string[];
  refreshToken: string;
  revoked: boolean;
}

interface AccessToken {
  grant: Grant;
  /** Epoch ms. */
  expiresAt: number;
  dead: boolean;
}

interface AuthorizationCode {
  grant: Grant;
  redirectUri: string;
  expiresAt: number;
}

const ACCESS_TOKEN_SECONDS = 1800;

export interface IssuedTokens {
  grant: Grant;
  accessToken: string;
  expiresInSeconds: number;
}

export class Grants {
  private readonly simulation: Simulation;
  private readonly codes = new Map<string, AuthorizationCode>();
  private readonly byRefreshToken = new Map<string, Grant>();
  private readonly accessTokens = new Map<string, AccessToken>();
  private readonly installed = new Set<number>();

  constructor(simulation: Simulation) {
    this.simulation = simulation;
  }

  isInstalled(portalId: number): boolean {
    return this.installed.has(portalId);
  }

  /** Installs the app and answers a code that can be exchanged once. */
  authorize(portal: Portal, user: PortalUser, scopes: string[], redirectUri: string): string {
    const grant = { portal, user, scopes, refreshToken: this.token('na1-', 36), revoked: false };
    const code = this.token('na1-', 36);
    const ttl = this.simulation.behaviours.number('authorizationCodeTtlMs');
    this.codes.set(code, { grant, redirectUri, expiresAt: this.now() + ttl });
    return code;
  }

  exchange(code: string, redirectUri: string): IssuedTokens {
    const entry = this.codes.get(code);
    this.codes.delete(code);
    if (!entry || entry.expiresAt <= this.now()) {
      throw oauthError('invalid_grant', 'BAD_AUTH_CODE', 'missing or unknown auth code');
    }
    if (entry.redirectUri !== redirectUri) {
      throw oauthError(
        'invalid_grant',
        'MISMATCH_REDIRECT_URI_AUTH_CODE',
        'the redirect uri does not match the one the code was issued for',
      );
    }
    const { grant } = entry;
    this.byRefreshToken.set(grant.refreshToken, grant);
    this.installed.add(grant.portal.id);
    return this.issue(grant);
  }

  refresh(refreshToken: string): IssuedTokens {
    const grant = this.byRefreshToken.get(refreshToken);
    if (!grant || grant.revoked) {
      const status =
        grant && !this.isInstalled(grant.portal.id) ? this.uninstalledStatus() : 'BAD_REFRESH_TOKEN';
      throw oauthError('invalid_grant', status, 'missing or invalid refresh token');
    }
    if (this.simulation.behaviours.flag('rotateRefreshToken')) {
      this.byRefreshToken.delete(refreshToken);
      grant.refreshToken = this.token('na1-', 36);
      this.byRefreshToken.set(grant.refreshToken, grant);
    }
    return this.issue(grant);
  }

  private uninstalledStatus(): string {
    return this.simulation.behaviours.text('uninstalledRefreshStatus');
  }

  /** The grant of a bearer token; throws 401 with HubSpot's two reasons. */
  authenticate(authorization: string | undefined): Grant {
    const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
    const entry = token === undefined ? undefined : this.accessTokens.get(token);
    if (!entry || entry.dead) {
      throw new HubSpotError(401, {
        message: 'Authentication credentials not found. This API supports OAuth 2.0 authentication.',
        category: 'INVALID_AUTHENTICATION',
      });
    }
    const late = this.now() - entry.expiresAt;
    if (late >= 0) {
      throw new HubSpotError(401, {
        message: `The OAuth token used to make this call expired ${Math.floor(late / 1000)} second(s) ago.`,
        category: 'EXPIRED_AUTHENTICATION',
        context: { 'expire time': [new Date(entry.expiresAt).toISOString()] },
      });
    }
    return entry.grant;
  }

  findRefreshToken(token: string): Grant | undefined {
    const grant = this.byRefreshToken.get(token);
    return grant?.revoked ? undefined : grant;
  }

  /** A live access token and the seconds it has left. */
  findAccessToken(token: string): { grant: Grant; expiresInSeconds: number } | undefined {
    const entry = this.accessTokens.get(token);
    if (!entry || entry.dead || entry.expiresAt <= this.now()) return undefined;
    return { grant: entry.grant, expiresInSeconds: Math.floor((entry.expiresAt - this.now()) / 1000) };
  }

  /** The refresh token ends; access tokens already issued live on until they expire. */
  revoke(refreshToken: string): boolean {
    const grant = this.byRefreshToken.get(refreshToken);
    if (!grant) return false;
    grant.revoked = true;
    return true;
  }

  revokeAccessToken(token: string): boolean {
    const entry = this.accessTokens.get(token);
    if (entry) entry.dead = true;
    return entry !== undefined;
  }

  /** Removes the app from an account: every token of it is dead at once. */
  uninstall(portal: Portal): void {
    this.installed.delete(portal.id);
    for (const grant of this.byRefreshToken.values()) if (grant.portal === portal) grant.revoked = true;
    for (const entry of this.accessTokens.values()) if (entry.grant.portal === portal) entry.dead = true;
  }

  clear(): void {
    this.codes.clear();
    this.byRefreshToken.clear();
    this.accessTokens.clear();
    this.installed.clear();
  }

  private issue(grant: Grant): IssuedTokens {
    const accessToken = this.token('CN', this.simulation.behaviours.number('accessTokenLength'));
    const expiresAt = this.now() + ACCESS_TOKEN_SECONDS * 1000;
    this.accessTokens.set(accessToken, { grant, expiresAt, dead: false });
    return { grant, accessToken, expiresInSeconds: ACCESS_TOKEN_SECONDS };
  }

  private token(prefix: string, length: number): string {
    return prefix + randomHex(this.simulation.context.random, length - prefix.length);
  }

  private now(): number {
    return this.simulation.context.clock.now().getTime();
  }
}

/** Token endpoints answer errors of OAuth's shape with HubSpot's own fields beside them. */
export class OAuthError extends Error {
  readonly status: number;
  readonly body: Record<string, string>;

  constructor(status: number, body: Record<string, string>) {
    super(body['message']);
    this.status = status;
    this.body = body;
  }
}

export function oauthError(error: string, status: string, message: string): OAuthError {
  return new OAuthError(400, { error, error_description: message, status, message });
}
