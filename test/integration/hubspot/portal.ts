// A HubSpot account of the stand-in with the app installed, as the tests of this folder see it.

import { z } from 'zod';
import { createHubSpot } from '../../../sandbox/hubspot/hubspot.ts';
import { startStandIn } from '../../../sandbox/core/stand-in.ts';
import { hubspotGateways } from '../../../server/hubspot/access.ts';
import { createHubSpotAccount } from '../../../server/hubspot/account.ts';
import { createHubSpotClient } from '../../../server/hubspot/client.ts';
import type { HubSpotClientOptions } from '../../../server/hubspot/client.ts';
import { createLimiter, createLimiterRegistry } from '../../../server/hubspot/limits.ts';
import { optionalScopes, requiredScopes } from '../../../server/hubspot/scopes.ts';
import type { PortalFacts } from '../../../server/sync/rules.ts';
import type { TokenSet } from '../../../server/sync/grants.ts';
import type { EntityName } from '../../../server/sync/record.ts';
import type { HubSpotAccount } from '../../../server/engine/connections/ports.ts';
import type { Gateway } from '../../../server/sync/ports.ts';
import type { ResolvedOperation } from '../../../server/sync/operation.ts';

const redirectUri = 'http://localhost:3000/oauth/hubspot/callback';
const app = {
  appId: 77,
  clientId: 'client-id',
  clientSecret: 'client-secret',
  redirectUris: [redirectUri],
  requiredScopes: Object.keys(requiredScopes),
  optionalScopes: Object.keys(optionalScopes),
};

type Json = Record<string, unknown>;
const recordSchema = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string()),
  associations: z.record(z.string(), z.array(z.string())),
});
const callSchema = z.object({ method: z.string(), path: z.string(), status: z.number() });

const lines = (text: string): unknown[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** Starts a stand-in; `behaviours` are set before anything is called. */
export async function startPortal(behaviours: Json = {}) {
  const standIn = await startStandIn(createHubSpot(app));
  const account = createHubSpotAccount({
    limiters: createLimiterRegistry(),
    ...app,
    baseUrl: standIn.url,
    authorizeUrl: `${standIn.url}/oauth/authorize`,
    redirectUri,
  });

  async function control(method: string, path: string, body?: Json): Promise<string> {
    const init = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {};
    const response = await fetch(`${standIn.url}/__sim/${path}`, { method, ...init });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return text;
  }
  await control('PATCH', 'settings', { behaviours });

  return {
    url: standIn.url,
    account,
    close: () => standIn.close(),
    setBehaviours: (changed: Json) => control('PATCH', 'settings', { behaviours: changed }),
    fail: (order: Json) => control('POST', 'fail', order),
    seed: (sizes: Json) => control('POST', 'seed', sizes),
    accountEdit: (type: 'App' | 'Portal', order: Json) => control('POST', 'edit', { type, ...order }),
    edit: async (order: Json) => recordSchema.parse(JSON.parse(await control('POST', 'edit', order))),
    records: async (type: string) =>
      z.array(recordSchema).parse(lines(await control('GET', `state/${type}`))),
    calls: async () => z.array(callSchema).parse(lines(await control('GET', 'requests'))),
    install: () => install(account, standIn.url),
  };
}
export type TestPortal = Awaited<ReturnType<typeof startPortal>>;

/** What an administrator does on HubSpot's page, and what our callback does then. */
async function install(account: HubSpotAccount, url: string) {
  const page = new URL(account.authorizeUrl('state-1'));
  const form = new URLSearchParams(page.search);
  form.set('decision', 'connect');
  form.set('account', '4242:9001');
  const answer = await fetch(`${url}/oauth/authorize`, { method: 'POST', body: form, redirect: 'manual' });
  const location = new URL(answer.headers.get('location') ?? 'about:blank');
  return await account.exchange(location.searchParams.get('code') ?? '');
}

export function clientFor(portal: TestPortal, tokens: TokenSet, options: Partial<HubSpotClientOptions> = {}) {
  return createHubSpotClient({
    baseUrl: portal.url,
    accessToken: async () => tokens.accessToken,
    countCall: () => undefined,
    beforeCall: () => undefined,
    limiter: createLimiter(),
    sleep: async () => undefined,
    ...options,
  });
}

export const readProperties = {
  contact: ['email', 'firstname', 'lastname', 'phone'],
  product: ['name', 'hs_sku', 'price'],
  invoice: ['hs_number', 'hs_currency', 'hs_invoice_status', 'hs_balance_due', 'ledgerline_status'],
};

/** Installs, sets up and answers the gateways by entity. */
export async function connect(portal: TestPortal, properties = readProperties) {
  const { tokens } = await portal.install();
  const facts = await portal.account.setUp(tokens.accessToken);
  return { tokens, facts, gateway: gatewaysFor(portal, tokens, facts, properties) };
}

export function gatewaysFor(
  portal: TestPortal,
  tokens: TokenSet,
  facts: PortalFacts,
  properties = readProperties,
) {
  const gateways = hubspotGateways({
    client: clientFor(portal, tokens),
    properties,
    facts,
    wholeInvoices: true,
  });
  return (entity: EntityName): Gateway => {
    const gateway = gateways.find((each) => each.entity === entity);
    if (!gateway) throw new Error(`no gateway for ${entity}`);
    return gateway;
  };
}

/** An operation with what the test leaves open filled in. */
export const operation = (some: Partial<ResolvedOperation>): ResolvedOperation => ({
  intentId: 'intent-1',
  name: 'record',
  stage: 1,
  side: 'hubspot',
  noun: 'record',
  action: 'create',
  target: null,
  version: null,
  key: null,
  values: {},
  associations: [],
  repeated: false,
  ...some,
});
