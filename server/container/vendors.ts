import { createHubSpotAccount } from '../hubspot/account.ts';
import { createLimiterRegistry } from '../hubspot/limits.ts';
import { createQuickBooksAccount } from '../quickbooks/account.ts';
import { createRealmLimiters } from '../quickbooks/limits.ts';
import { createListCache } from '../quickbooks/lists.ts';
import type { ContainerParts } from './parts.ts';

export type Vendors = ReturnType<typeof createVendors>;

/** Both vendors' OAuth, and what outlives single passes: the limiters, and the lists QuickBooks is asked for once a day. */
export function createVendors({ config, runtime, logger }: ContainerParts) {
  const now = (): Date => runtime.now();
  const sleep = (ms: number): Promise<void> => runtime.sleep(ms);
  const realmLimiters = createRealmLimiters({ now, sleep });
  const portalLimiters = createLimiterRegistry(now, sleep);
  return {
    portalLimiters,
    realmLimiters,
    lists: createListCache(now),
    hubspot: createHubSpotAccount({
      clientId: config.hubspot.clientId,
      clientSecret: config.hubspot.clientSecret,
      baseUrl: config.hubspot.apiUrl,
      authorizeUrl: config.hubspot.authorizeUrl,
      redirectUri: `${config.publicUrl}/oauth/hubspot/callback`,
      limiters: portalLimiters,
      now,
      logger,
    }),
    quickbooks: createQuickBooksAccount({
      ...config.quickbooks,
      baseUrl: config.quickbooks.apiUrl,
      redirectUri: `${config.publicUrl}/oauth/quickbooks/callback`,
      limiters: realmLimiters,
      now,
      sleep,
      logger,
    }),
  };
}
