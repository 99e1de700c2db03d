import type { FlowPorts } from './flow-ports.ts';
import { hubspotGrant, quickbooksGrant } from './flow-ports.ts';
import type { Revocation } from './revoke-grant.ts';
import { revokeGrant } from './revoke-grant.ts';

export interface DeleteOutcome {
  readonly kind: 'deleted';
  /** `pending` here is final: the tokens are gone, and the person must remove the app at that vendor. */
  readonly hubspot: Revocation;
  readonly quickbooks: Revocation;
}

/** Removes everything stored about a portal, after giving back both grants as far as the vendors answer. */
export const deletePortalData = async (ports: FlowPorts, portalId: string): Promise<DeleteOutcome> => {
  const connection = await ports.connections.findByPortal(portalId);
  let quickbooks: Revocation = 'nothing-stored';
  if (connection) {
    await ports.connections.setStatus(connection.id, portalId, 'disconnected', 'data deleted');
    await ports.stopSyncs(connection, 'disconnected');
    quickbooks = await revokeGrant(ports, quickbooksGrant(connection));
  }
  const hubspot = await revokeGrant(ports, hubspotGrant(portalId));
  await ports.installations.deletePortal(portalId);
  return { kind: 'deleted', hubspot, quickbooks };
};
