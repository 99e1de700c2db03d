// Whether HubSpot reports a person as super admin, asked at most every ten minutes: buttons ask with every call.

import type { Caller } from '../engine/connections/flow-ports.ts';
import { hubspotGrant } from '../engine/connections/flow-ports.ts';
import { createHubSpotClient } from '../hubspot/client.ts';
import { readIsSuperAdmin } from '../hubspot/users.ts';
import { isConnectionError } from '../sync/reactions.ts';
import type { ContainerParts } from './parts.ts';
import type { Stores } from './stores.ts';
import type { Vendors } from './vendors.ts';

const heldMs = 600_000;
const heldAtMost = 10_000;

export function createSuperAdmins(parts: ContainerParts, stores: Stores, vendors: Vendors) {
  const held = new Map<string, { readonly is: boolean; readonly until: number }>();
  const ask = (portalId: string, userId: string): Promise<boolean> => {
    const client = createHubSpotClient({
      baseUrl: parts.config.hubspot.apiUrl,
      accessToken: (options) =>
        stores.tokens.accessToken(
          hubspotGrant(portalId),
          (current) => vendors.hubspot.refresh(current),
          options,
        ),
      countCall: (kind) => parts.metrics.vendorCall({ vendor: 'hubspot', kind, outcome: 'sent' }),
      beforeCall: () => undefined,
      limiter: vendors.portalLimiters.forPortal(portalId),
      logger: parts.logger,
      sleep: (ms) => parts.runtime.sleep(ms),
    });
    return readIsSuperAdmin(client, userId);
  };
  /** Nobody is one while HubSpot does not answer; that is not remembered. */
  return async function isSuperAdmin({ portalId, userId }: Caller): Promise<boolean> {
    const name = `${portalId} ${userId}`;
    const now = parts.runtime.now().getTime();
    const known = held.get(name);
    if (known && known.until > now) return known.is;
    try {
      const is = await ask(portalId, userId);
      if (held.size >= heldAtMost) held.clear();
      held.set(name, { is, until: now + heldMs });
      return is;
    } catch (error) {
      if (!isConnectionError(error)) throw error;
      parts.logger.warn({ portal: portalId, err: error }, 'it is not known who is a super admin');
      return false;
    }
  };
}
