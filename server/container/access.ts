// What one connection's pass talks to: both vendors' gateways with that connection's tokens, limits and lease.

import { hubspotGrant, quickbooksGrant } from '../engine/connections/flow-ports.ts';
import type { GrantRef } from '../engine/connections/ports.ts';
import type { BuiltAccess, WorkerDeps } from '../engine/worker.ts';
import { hubspotGateways } from '../hubspot/access.ts';
import { createHubSpotClient } from '../hubspot/client.ts';
import { readAssociated } from '../hubspot/associated.ts';
import { createHubSpotFeed } from '../hubspot/feed.ts';
import { withContext } from '../logger.ts';
import { quickbooksGateways } from '../quickbooks/access.ts';
import { taxPercents } from '../quickbooks/lists.ts';
import { createQuickBooksClient } from '../quickbooks/client.ts';
import { createRecordCache } from '../quickbooks/record-cache.ts';
import type { AccessToken } from '../sync/grants.ts';
import { definitionOf, registry } from '../sync/entities/registry.ts';
import { hubspotPropertiesOf } from '../sync/mappings.ts';
import type { ContainerParts } from './parts.ts';
import type { Stores } from './stores.ts';
import type { Vendors } from './vendors.ts';

export function buildAccess(
  parts: ContainerParts,
  stores: Stores,
  vendors: Vendors,
  input: Parameters<WorkerDeps['buildAccess']>[0],
): BuiltAccess {
  const counts = new Map<string, number>();
  const wiring: Wiring = { parts, stores, vendors, input, calls: callWatch(parts, input, counts) };
  const hubspot = buildHubSpot(wiring);
  const quickbooks = buildQuickBooks(wiring);
  const gateways = [...hubspot.gateways, ...quickbooks.gateways];
  return {
    counts,
    access: {
      taxPercents: () => taxPercents(vendors.lists.forClient(quickbooks.client)),
      associated: (noun, entity, ids) => readAssociated(hubspot.client, noun, entity, ids),
      feed: (side) => (side === 'hubspot' ? hubspot.feed : quickbooks.feed),
      gateway(side, entity) {
        const found = gateways.find((gateway) => gateway.side === side && gateway.entity === entity);
        if (!found) throw new Error(`there is no ${side} gateway for ${entity}`);
        return found;
      },
    },
  };
}

interface Wiring {
  readonly parts: ContainerParts;
  readonly stores: Stores;
  readonly vendors: Vendors;
  readonly input: Parameters<WorkerDeps['buildAccess']>[0];
  readonly calls: ReturnType<typeof callWatch>;
}

/** What every call of the pass goes through: the lease, the counters, the log. */
function callWatch(
  { metrics, runtime, logger }: ContainerParts,
  { connection, lease }: Wiring['input'],
  counts: Map<string, number>,
) {
  return {
    beforeCall: () => lease.assertHeld(),
    sleep: (ms: number) => runtime.sleep(ms),
    countCall: (kind: string) => {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      const vendor = kind.startsWith('hubspot') ? 'hubspot' : 'quickbooks';
      metrics.vendorCall({ vendor, kind, outcome: 'sent' });
    },
    logger: withContext(logger, { portal: connection.portalId, connection: connection.id }),
  };
}

const tokenOf =
  ({ stores, vendors }: Wiring, grant: GrantRef): AccessToken =>
  (options) =>
    stores.tokens.accessToken(grant, (current) => vendors[grant.vendor].refresh(current), options);

function buildHubSpot(wiring: Wiring) {
  const { parts, vendors, input, calls } = wiring;
  const { connection, portal, syncs } = input;
  const client = createHubSpotClient({
    ...calls,
    baseUrl: parts.config.hubspot.apiUrl,
    accessToken: tokenOf(wiring, hubspotGrant(connection.portalId)),
    limiter: vendors.portalLimiters.forPortal(connection.portalId),
  });
  const propertiesOf = (entity: string): readonly string[] => {
    const sync = syncs.find((candidate) => candidate.entity === entity);
    return sync ? hubspotPropertiesOf(sync.rules, definitionOf(registry, entity)) : [];
  };
  const properties = {
    contact: propertiesOf('contact'),
    product: propertiesOf('product'),
    invoice: propertiesOf('invoice'),
  };
  const wholeInvoices = syncs.some(
    ({ entity, rules }) => entity === 'invoice' && rules.direction !== 'to-hubspot',
  );
  return {
    client,
    gateways: hubspotGateways({ client, properties, facts: portal, wholeInvoices }),
    feed: createHubSpotFeed({
      client,
      paymentsApi: portal.paymentsApi,
      now: () => parts.runtime.now(),
    }),
  };
}

function buildQuickBooks(wiring: Wiring) {
  const { parts, vendors, input, calls } = wiring;
  const now = (): Date => parts.runtime.now();
  const client = createQuickBooksClient({
    ...calls,
    baseUrl: parts.config.quickbooks.apiUrl,
    realmId: input.company.realmId,
    accessToken: tokenOf(wiring, quickbooksGrant(input.connection)),
    limiter: vendors.realmLimiters.forRealm(input.company.realmId),
    now,
  });
  const paymentMethods = () => vendors.lists.forClient(client).paymentMethods();
  return { client, ...quickbooksGateways({ client, cache: createRecordCache(), now, paymentMethods }) };
}
