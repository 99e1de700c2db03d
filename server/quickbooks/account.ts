import type { Dispatcher } from 'undici';
import type { QuickBooksAccount } from '../engine/connections/ports.ts';
import { ConnectionLost } from '../sync/reactions.ts';
import { createQuickBooksClient } from './client.ts';
import type { ClientLogger } from './client.ts';
import { readCompany } from './company.ts';
import type { RealmLimiters } from './limits.ts';
import { createQuickBooksOAuth } from './oauth.ts';
import type { QuickBooksOAuthOptions } from './oauth.ts';

export interface QuickBooksAccountOptions extends QuickBooksOAuthOptions {
  /** Origin of the accounting API. */
  readonly baseUrl: string;
  readonly limiters: RealmLimiters;
  readonly logger?: ClientLogger;
  readonly dispatcher?: Dispatcher;
}

/** OAuth and the reading of a company for the connect flow, before there is a connection to count or lease for. */
export function createQuickBooksAccount(options: QuickBooksAccountOptions): QuickBooksAccount {
  const oauth = createQuickBooksOAuth(options);
  return {
    authorizeUrl: (state) => oauth.authorizeUrl(state),
    // The code belongs to the realm the user picked; Intuit does not ask for it again.
    exchange: (code) => oauth.exchange(code),
    refresh: (current) => oauth.refresh(current),
    revoke: (tokens) => oauth.revoke(tokens),
    async readCompany(accessToken, realmId) {
      const client = createQuickBooksClient({
        baseUrl: options.baseUrl,
        realmId,
        accessToken: fixedToken(accessToken),
        countCall: () => undefined,
        beforeCall: () => undefined,
        limiter: options.limiters.forRealm(realmId),
        now: options.now,
        sleep: options.sleep,
        ...(options.logger && { logger: options.logger }),
        ...(options.dispatcher && { dispatcher: options.dispatcher }),
      });
      return readCompany(client, realmId);
    },
  };
}

/** A token handed over once cannot be replaced here. */
const fixedToken =
  (token: string) =>
  (options?: { readonly rejected?: string }): Promise<string> =>
    options?.rejected === undefined
      ? Promise.resolve(token)
      : Promise.reject(new ConnectionLost('quickbooks', 'the access token was refused'));
