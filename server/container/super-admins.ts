// Whether HubSpot reports a person as super admin, asked at most every ten minutes: buttons ask with every call.

import { setTimeout as sleep } from 'node:timers/promises';
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
/** A card does not wait for this: the portal's budget may be spent on its first sync. */
const patienceMs = 2_000;

export function createSuperAdmins(parts: ContainerParts, stores: Stores, vendors: Vendors) {
  const held = new Map<string, { readonly is: boolean; readonly until: number }>();
  const asking = new Map<string, Promise<boolean>>();
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
  const learn = async (name: string, { portalId, userId }: Caller): Promise<boolean> => {
    try {
      const is = await ask(portalId, userId);
      if (held.size >= heldAtMost) held.clear();
      held.set(name, { is, until: parts.runtime.now().getTime() + heldMs });
      return is;
    } catch (error) {
      if (!isConnectionError(error)) throw error;
      parts.logger.warn({ portal: portalId, err: error }, 'it is not known who is a super admin');
      return false;
    } finally {
      asking.delete(name);
    }
  };
  /** Nobody is one while HubSpot does not answer; that is not remembered, but a late answer is. */
  return async function isSuperAdmin(caller: Caller): Promise<boolean> {
    const name = `${caller.portalId} ${caller.userId}`;
    const known = held.get(name);
    if (known && known.until > parts.runtime.now().getTime()) return known.is;
    const answer = asking.get(name) ?? learn(name, caller);
    asking.set(name, answer);
    return Promise.race([answer, sleep(patienceMs, false, { ref: false })]);
  };
}
