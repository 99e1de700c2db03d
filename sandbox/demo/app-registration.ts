// Ledgerline as it is registered with both vendors: addresses, credentials and scopes.

import { DEFAULT_PORTAL } from '../hubspot/app.ts';
import type { HubSpotApp } from '../hubspot/app.ts';
import type { QuickBooksApp } from '../quickbooks/quickbooks.ts';
import type { DemoKeys } from './keys.ts';

export const hubspotAppId = 5150;

/** The account and the person the demo acts for: an administrator who installs the app. */
export const demoPortal = DEFAULT_PORTAL;

const requiredScopes = [
  'oauth',
  'e-commerce',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.schemas.contacts.write',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.deals.read',
  'crm.objects.invoices.read',
  'crm.objects.invoices.write',
  'crm.schemas.invoices.write',
];
const optionalScopes = [
  'crm.objects.commercepayments.read',
  'crm.objects.commercepayments.write',
  'crm.schemas.commercepayments.write',
  'settings.users.read',
];

/** `serverUrl` is the server's PUBLIC_URL. HubSpot refuses an installation whose scopes differ from these. */
export function hubspotApp(serverUrl: string, keys: DemoKeys): HubSpotApp {
  return {
    appId: hubspotAppId,
    clientId: keys.hubspotClientId,
    clientSecret: keys.hubspotClientSecret,
    redirectUris: [`${serverUrl}/oauth/hubspot/callback`],
    webhookUrl: `${serverUrl}/webhooks/hubspot`,
    requiredScopes,
    optionalScopes,
    portals: [demoPortal],
  };
}

export function quickbooksApp(serverUrl: string, keys: DemoKeys): QuickBooksApp {
  return {
    clientId: keys.quickbooksClientId,
    clientSecret: keys.quickbooksClientSecret,
    redirectUris: [`${serverUrl}/oauth/quickbooks/callback`],
    webhookUrl: `${serverUrl}/webhooks/quickbooks`,
    verifierToken: keys.quickbooksVerifierToken,
  };
}

/** Everything the server wants to know about the stand-ins, by the names of its settings. */
export function serverEnvironment(urls: {
  readonly server: string;
  readonly quickbooks: string;
  readonly hubspot: string;
  readonly database: string;
  readonly keys: DemoKeys;
}): Record<string, string> {
  const { server, quickbooks, hubspot, database, keys } = urls;
  return {
    PORT: new URL(server).port,
    ROLE: 'all',
    PUBLIC_URL: server,
    DATABASE_URL: database,
    ENCRYPTION_KEYS: keys.encryptionKeys,
    HUBSPOT_APP_ID: String(hubspotAppId),
    HUBSPOT_CLIENT_ID: keys.hubspotClientId,
    HUBSPOT_CLIENT_SECRET: keys.hubspotClientSecret,
    HUBSPOT_API_URL: hubspot,
    HUBSPOT_AUTHORIZE_URL: `${hubspot}/oauth/authorize`,
    // Nobody wants to watch the demo find a lost webhook for nine minutes.
    QUICKBOOKS_POLL_SECONDS: '20',
    QUICKBOOKS_CLIENT_ID: keys.quickbooksClientId,
    QUICKBOOKS_CLIENT_SECRET: keys.quickbooksClientSecret,
    QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN: keys.quickbooksVerifierToken,
    QUICKBOOKS_API_URL: quickbooks,
    QUICKBOOKS_AUTHORIZE_URL: `${quickbooks}/connect/oauth2`,
    QUICKBOOKS_TOKEN_URL: `${quickbooks}/oauth2/v1/tokens/bearer`,
    QUICKBOOKS_REVOKE_URL: `${quickbooks}/v2/oauth2/tokens/revoke`,
  };
}
