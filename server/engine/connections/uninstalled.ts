import type { FlowPorts } from './flow-ports.ts';
import { hubspotGrant, quickbooksGrant } from './flow-ports.ts';
import type { Revocation } from './revoke-grant.ts';
import { revokeGrantOrQueue } from './revoke-grant.ts';

export interface UninstalledOutcome {
  readonly kind: 'uninstalled';
  readonly quickbooks: Revocation;
}

/**
 * HubSpot tells nobody about an uninstall; it shows when HubSpot refuses a refresh. The statuses change last, so that
 * a run that dies half way is found and repeated by the next check.
 */
export const recordUninstall = async (ports: FlowPorts, portalId: string): Promise<UninstalledOutcome> => {
  const connection = await ports.connections.findByPortal(portalId);
  let quickbooks: Revocation = 'nothing-stored';
  if (connection) {
    await ports.stopSyncs(connection, 'uninstalled');
    quickbooks = await revokeGrantOrQueue(ports, quickbooksGrant(connection));
    if (connection.status !== 'disconnected') {
      await ports.connections.setStatus(connection.id, portalId, 'disconnected', 'uninstalled in HubSpot');
    }
  }
  await ports.tokens.clear(hubspotGrant(portalId));
  await ports.installations.markUninstalled(portalId);
  return { kind: 'uninstalled', quickbooks };
};
