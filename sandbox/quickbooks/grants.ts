// OAuth grants: codes, access tokens and the refresh token that rolls on.

import { randomHex } from '../core/random.ts';
import type { SimContext } from '../core/vendor.ts';
import { readBehaviour } from './behaviours.ts';
import { DAY_MS } from './time.ts';

const CODE_LIFE_MS = 5 * 60_000;
const ACCESS_LIFE_S = 3600;
const REFRESH_LIFE_S = 8_640_000;
const HARD_LIFE_S = 157_680_000;
/** How long an exchange takes: a second refresh of the same value within it is a concurrent one. */
export const TOKEN_EXCHANGE_MS = 10;

interface Grant {
  realmId: string;
  scope: string;
  created: number;
  refreshToken: string;
  /** When the current refresh token value was first given out. */
  valueIssued: number;
  refreshed: number;
  earlier: { value: string; replaced: number }[];
  busy: boolean;
  revoked: boolean;
}

interface Code {
  redirectUri: string;
  realmId: string;
  scope: string;
  expires: number;
  grant: Grant | undefined;
}

interface AccessToken {
  grant: Grant;
  expires: number;
}

export interface TokenAnswer {
  token_type: 'bearer';
  access_token: string;
  expires_in: number;
  refresh_token: string;
  x_refresh_token_expires_in: number;
  x_refresh_token_hard_expires_in?: number;
}

export type AccessCheck = { ok: true; realmId: string; scope: string } | { ok: false; detail: string };

/** All grants of one app over all its companies. */
export class Grants {
  private grants: Grant[] = [];
  private readonly codes = new Map<string, Code>();
  private readonly accessTokens = new Map<string, AccessToken>();
  private readonly context: SimContext;

  constructor(context: SimContext) {
    this.context = context;
  }

  clear(): void {
    this.grants = [];
    this.codes.clear();
    this.accessTokens.clear();
  }

  issueCode(redirectUri: string, realmId: string, scope: string): string {
    const code = `XAB1${randomHex(this.context.random, 46)}`;
    this.codes.set(code, {
      redirectUri,
      realmId,
      scope,
      expires: this.now() + CODE_LIFE_MS,
      grant: undefined,
    });
    return code;
  }

  /** Undefined: the code is unknown, late, used, or was issued for another redirect. */
  exchangeCode(value: string, redirectUri: string, withHardExpiry: boolean): TokenAnswer | undefined {
    const code = this.codes.get(value);
    if (!code) return undefined;
    if (code.grant) {
      // A second exchange poisons the tokens of the first.
      this.revoke(code.grant);
      return undefined;
    }
    if (code.redirectUri !== redirectUri || code.expires <= this.now()) return undefined;
    const now = this.now();
    const grant: Grant = {
      realmId: code.realmId,
      scope: code.scope,
      created: now,
      refreshToken: this.refreshValue(),
      valueIssued: now,
      refreshed: now,
      earlier: [],
      busy: false,
      revoked: false,
    };
    code.grant = grant;
    this.grants.push(grant);
    return this.answer(grant, withHardExpiry);
  }

  /** Undefined: `invalid_grant`. */
  refresh(value: string, withHardExpiry: boolean): TokenAnswer | undefined {
    const grant = this.grants.find((known) => known.refreshToken === value || this.overlaps(known, value));
    if (!grant) return this.refuseReplay(value);
    if (grant.revoked || this.isDead(grant)) return undefined;
    const concurrent = this.behaviour('concurrentRefresh');
    if (grant.busy && concurrent !== 'allowed') {
      if (concurrent === 'revokesFamily') this.revoke(grant);
      return undefined;
    }
    grant.busy = true;
    // Started before the answer's own timer of the same length, so the grant is free when the answer leaves.
    setTimeout(() => (grant.busy = false), TOKEN_EXCHANGE_MS);
    this.rotate(grant);
    grant.refreshed = this.now();
    return this.answer(grant, withHardExpiry);
  }

  /** Either token ends the grant; false when the token is unknown. */
  revokeToken(value: string): boolean {
    const grant =
      this.accessTokens.get(value)?.grant ??
      this.grants.find((known) => known.refreshToken === value || this.overlaps(known, value));
    if (!grant || grant.revoked) return false;
    this.revoke(grant);
    return true;
  }

  checkAccess(value: string): AccessCheck {
    const token = this.accessTokens.get(value);
    if (!token) return { ok: false, detail: 'Token invalid' };
    if (token.grant.revoked) return { ok: false, detail: 'Token revoked' };
    if (token.expires <= this.now()) return { ok: false, detail: 'Token expired' };
    return { ok: true, realmId: token.grant.realmId, scope: token.grant.scope };
  }

  /** Webhooks come only for companies that are connected. */
  isConnected(realmId: string): boolean {
    return this.grants.some((grant) => grant.realmId === realmId && !grant.revoked && !this.isDead(grant));
  }

  /** What the Disconnect button inside QuickBooks does: tokens die, nobody is told. */
  disconnect(realmId: string): void {
    for (const grant of this.grants) if (grant.realmId === realmId) this.revoke(grant);
  }

  private rotate(grant: Grant): void {
    const daily = this.behaviour('refreshRotation') === 'daily';
    if (daily && this.now() - grant.valueIssued < DAY_MS) return;
    grant.earlier.push({ value: grant.refreshToken, replaced: this.now() });
    grant.refreshToken = this.refreshValue();
    grant.valueIssued = this.now();
  }

  private overlaps(grant: Grant, value: string): boolean {
    if (this.behaviour('oldRefreshToken') !== 'overlaps') return false;
    return grant.earlier.some((old) => old.value === value && this.now() - old.replaced < DAY_MS);
  }

  /** A value already replaced looks like a stolen one. */
  private refuseReplay(value: string): undefined {
    const grant = this.grants.find((known) => known.earlier.some((old) => old.value === value));
    if (grant && this.behaviour('concurrentRefresh') === 'revokesFamily') this.revoke(grant);
    return undefined;
  }

  private isDead(grant: Grant): boolean {
    const now = this.now();
    return now - grant.refreshed >= REFRESH_LIFE_S * 1000 || now - grant.created >= HARD_LIFE_S * 1000;
  }

  private revoke(grant: Grant): void {
    grant.revoked = true;
  }

  private answer(grant: Grant, withHardExpiry: boolean): TokenAnswer {
    const accessToken = `eyJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiYWxnIjoiZGlyIn0..${randomHex(this.context.random, 900)}`;
    this.accessTokens.set(accessToken, { grant, expires: this.now() + ACCESS_LIFE_S * 1000 });
    const hard = HARD_LIFE_S - Math.floor((this.now() - grant.created) / 1000);
    return {
      token_type: 'bearer',
      access_token: accessToken,
      expires_in: ACCESS_LIFE_S,
      refresh_token: grant.refreshToken,
      x_refresh_token_expires_in: Math.min(REFRESH_LIFE_S, hard),
      ...(withHardExpiry ? { x_refresh_token_hard_expires_in: hard } : {}),
    };
  }

  private refreshValue(): string {
    return `AB11${randomHex(this.context.random, 46)}`;
  }

  private behaviour(key: 'concurrentRefresh' | 'oldRefreshToken' | 'refreshRotation'): string {
    return readBehaviour(this.context.settings.behaviours, key);
  }

  private now(): number {
    return this.context.clock.now().getTime();
  }
}
