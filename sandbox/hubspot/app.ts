// What the stand-in knows about the app under test and about the accounts it can be installed in.

import { OBJECT_TYPES, objectTypeInfo } from './object-types.ts';
import { standardDefinitions } from './property-definitions.ts';

/** One webhook subscription of the app; `objectType` is the singular name, as in the app's webhook configuration. */
export interface WebhookSubscription {
  subscriptionType: string;
  objectType: string;
  propertyName?: string | undefined;
}

/** A person of an account; only super admins may install apps. */
export interface PortalUser {
  id: number;
  email: string;
  superAdmin: boolean;
}

/** One HubSpot account. `paymentsApi`: HubSpot Payments or Stripe is set up, without which there is no payments API. */
export interface PortalOptions {
  portalId: number;
  uiDomain: string;
  timeZone: string;
  companyCurrency: string;
  additionalCurrencies: string[];
  users: PortalUser[];
  paymentsApi: boolean;
  plan: 'free' | 'starter' | 'professional' | 'enterprise';
}

/** The app as registered with HubSpot. `webhookUrl` absent: no webhooks. */
export interface HubSpotApp {
  appId: number;
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
  requiredScopes: string[];
  optionalScopes: string[];
  webhookUrl?: string | undefined;
  subscriptions?: WebhookSubscription[] | undefined;
  portals?: PortalOptions[] | undefined;
}

export const DEFAULT_PORTAL: PortalOptions = {
  portalId: 4242,
  uiDomain: 'app.hubspot.com',
  timeZone: 'America/New_York',
  companyCurrency: 'USD',
  additionalCurrencies: ['EUR', 'CAD'],
  users: [
    { id: 9001, email: 'dana.admin@northwind.example', superAdmin: true },
    { id: 9002, email: 'lee.member@northwind.example', superAdmin: false },
  ],
  paymentsApi: true,
  plan: 'professional',
};

/** HubSpot never sends changes of these, whatever is subscribed. */
const NEVER_SUBSCRIBABLE = new Set(['hs_lastmodifieddate', 'num_unique_conversion_events']);

/** Everything a two-way sync would subscribe, for apps that do not list their own subscriptions. */
export function defaultSubscriptions(): WebhookSubscription[] {
  return OBJECT_TYPES.flatMap((type) => {
    const objectType = objectTypeInfo(type).singular;
    const whole = ['creation', 'deletion', 'merge', 'restore', 'associationChange'].map((kind) => ({
      subscriptionType: `object.${kind}`,
      objectType,
    }));
    const changes = standardDefinitions(type)
      .filter(
        (definition) => !NEVER_SUBSCRIBABLE.has(definition.name) && definition.name !== 'lastmodifieddate',
      )
      .map(({ name }) => ({ subscriptionType: 'object.propertyChange', objectType, propertyName: name }));
    return [...whole, ...changes];
  });
}

export function isSubscribable(propertyName: string): boolean {
  return !NEVER_SUBSCRIBABLE.has(propertyName);
}
