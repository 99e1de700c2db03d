// Everything about a HubSpot account as a whole: connecting it, and preparing it for our records.

import type { Logger } from 'pino';
import { z } from 'zod';
import type { HubSpotAccount } from '../engine/connections/ports.ts';
import type { PortalFacts } from '../sync/rules.ts';
import { createHubSpotClient } from './client.ts';
import type { HubSpotClient } from './client.ts';
import { Refused } from './errors.ts';
import { ofWholeConnection } from './gateways/listing.ts';
import { keyProperty } from './gateways/record.ts';
import { createLimiter } from './limits.ts';
import type { Limiter, LimiterRegistry } from './limits.ts';
import { createHubSpotOAuth } from './oauth.ts';
import type { HubSpotOAuthOptions } from './oauth.ts';
import { apiVersion, objectPath, objectTypes } from './object-types.ts';
import type { Noun } from './object-types.ts';
import { optionalProperties, requiredProperties, wishedInvoiceProperties } from './properties.ts';
import { setUpProperties } from './property-set-up.ts';
import type { Properties } from './property-set-up.ts';

export interface HubSpotAccountOptions extends HubSpotOAuthOptions {
  /** The portals' budgets: setting up an account spends from the same one as its passes. */
  readonly limiters: LimiterRegistry;
  readonly logger?: Pick<Logger, 'debug' | 'warn'>;
}

const detailsSchema = z.object({
  portalId: z.union([z.number(), z.string()]).transform(String),
  uiDomain: z.string().default('app.hubspot.com'),
  timeZone: z.string(),
  companyCurrency: z.string(),
});

/** OAuth and set-up of accounts. Throws the reactions of `sync/reactions.ts`. */
export function createHubSpotAccount(options: HubSpotAccountOptions): HubSpotAccount {
  const oauth = createHubSpotOAuth(options);
  return {
    authorizeUrl: oauth.authorizeUrl,
    exchange: oauth.exchange,
    refresh: oauth.refresh,
    revoke: oauth.revoke,
    async setUp(accessToken) {
      const clientWith = (limiter: Limiter): HubSpotClient =>
        createHubSpotClient({
          baseUrl: options.baseUrl,
          accessToken: async () => accessToken,
          countCall: () => undefined,
          beforeCall: () => undefined,
          limiter,
          ...(options.logger && { logger: options.logger }),
        });
      const scopes = await oauth.grantedScopes(accessToken);
      return await ofWholeConnection(async () => {
        // Whose account it is comes with the first answer.
        const path = `/account-info/${apiVersion}/details`;
        const details = await clientWith(createLimiter()).call({ method: 'GET', path }, detailsSchema);
        return setUp(clientWith(options.limiters.forPortal(details.portalId)), details, scopes);
      });
    },
  };
}

async function setUp(
  client: HubSpotClient,
  details: z.infer<typeof detailsSchema>,
  scopes: ReadonlySet<string>,
): Promise<PortalFacts> {
  const properties = new Map<Noun, Properties>();
  for (const [noun, wanted] of requiredProperties) {
    properties.set(noun, await setUpProperties(client, noun, wanted));
  }
  for (const [noun, wanted] of optionalProperties) {
    const set = await unlessRefused(() => setUpProperties(client, noun, wanted));
    if (set) properties.set(noun, set);
  }
  const invoice = properties.get('invoice');
  return {
    portalId: details.portalId,
    uiDomain: details.uiDomain,
    portalTimeZone: details.timeZone,
    portalCurrency: details.companyCurrency,
    paymentsApi: properties.has('payment') && (await hasPaymentsApi(client, scopes)),
    uniqueKeyTypes: [...properties].flatMap(([noun, set]) =>
      set.get(keyProperty)?.hasUniqueValue ? [objectTypes[noun].path] : [],
    ),
    readOnlyProperties: wishedInvoiceProperties.filter(
      (name) => invoice?.get(name)?.modificationMetadata?.readOnlyValue ?? true,
    ),
  };
}

/** The scope must be granted, and the account must have a payment processor, which only a call tells. */
async function hasPaymentsApi(client: HubSpotClient, scopes: ReadonlySet<string>): Promise<boolean> {
  if (!scopes.has('crm.objects.commercepayments.write')) return false;
  const request = { method: 'GET', path: objectPath('payment'), query: { limit: '1' } } as const;
  return (
    (await unlessRefused(() => client.call(request, z.object({ results: z.array(z.unknown()) })))) !== null
  );
}

async function unlessRefused<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
