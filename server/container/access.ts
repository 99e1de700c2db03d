// What one connection's pass talks to: both vendors' gateways with that connection's tokens, limits and lease.

import { setTimeout as sleep } from 'node:timers/promises';
import { hubspotGrant, quickbooksGrant } from '../engine/connections/flow-ports.ts';
import type { GrantRef } from '../engine/connections/ports.ts';
import type { BuiltAccess, WorkerDeps } from '../engine/worker.ts';
import { hubspotGateways } from '../hubspot/access.ts';
import { createHubSpotClient } from '../hubspot/client.ts';
import { withContext } from '../logger.ts';
import { quickbooksGateways } from '../quickbooks/access.ts';
import { createQuickBooksClient } from '../quickbooks/client.ts';
import { createRecordCache } from '../quickbooks/record-cache.ts';
import type { AccessToken } from '../sync/grants.ts';
import { hubspotPropertiesOf } from '../sync/mappings.ts';
import type { ContainerParts } from './parts.ts';
import type { Stores } from './stores.ts';
import type { Vendors } from './vendors.ts';

export function buildAccess(
  parts: ContainerParts,
  stores: Stores,
  vendors: Vendors,
  { connection, portal, company, syncs, lease }: Parameters<WorkerDeps['buildAccess']>[0],
): BuiltAccess {
  const { config, metrics, runtime, logger } = parts;
  const counts = new Map<string, number>();
  const common = {
    beforeCall: () => lease.assertHeld(),
    countCall: (kind: string) => {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      metrics.vendorCall({
        vendor: kind.startsWith('hubspot') ? 'hubspot' : 'quickbooks',
        kind,
        outcome: 'sent',
      });
    },
    logger: withContext(logger, { portal: connection.portalId, connection: connection.id }),
  };
  const tokenOf =
    (grant: GrantRef): AccessToken =>
    (options) =>
      stores.tokens.accessToken(grant, (current) => vendors[grant.vendor].refresh(current), options);
  const properties = (entity: string): readonly string[] =>
    hubspotPropertiesOf(syncs.find((sync) => sync.entity === entity)?.rules ?? null);
  const hubspot = hubspotGateways({
    client: createHubSpotClient({
      ...common,
      baseUrl: config.hubspot.apiUrl,
      accessToken: tokenOf(hubspotGrant(connection.portalId)),
      limiter: vendors.portalLimiters.forPortal(connection.portalId),
    }),
    properties: {
      contact: properties('contact'),
      product: properties('product'),
      invoice: properties('invoice'),
    },
    facts: portal,
  });
  const quickbooks = quickbooksGateways({
    client: createQuickBooksClient({
      ...common,
      baseUrl: config.quickbooks.apiUrl,
      realmId: company.realmId,
      accessToken: tokenOf(quickbooksGrant(connection)),
      limiter: vendors.realmLimiters.forRealm(company.realmId),
      now: () => runtime.now(),
      sleep,
    }),
    cache: createRecordCache(),
    now: () => runtime.now(),
  });
  const gateways = [...hubspot, ...quickbooks.gateways];
  return {
    counts,
    access: {
      quickbooksFeed: quickbooks.feed,
      gateway(side, entity) {
        const found = gateways.find((gateway) => gateway.side === side && gateway.entity === entity);
        if (!found) throw new Error(`there is no ${side} gateway for ${entity}`);
        return found;
      },
    },
  };
}
