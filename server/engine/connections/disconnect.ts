import type { FlowPorts } from './flow-ports.ts';
import { hubspotGrant, quickbooksGrant } from './flow-ports.ts';
import type { Revocation } from './revoke-grant.ts';
import { revokeGrantOrQueue } from './revoke-grant.ts';

export type DisconnectOutcome =
  { readonly kind: 'disconnected'; readonly quickbooks: Revocation } | { readonly kind: 'not-connected' };

/**
 * Ends the portal's QuickBooks connection on a person's wish: syncs stop, Intuit's grant is revoked, links and settings
 * stay so that the same realm can resume. Repeating it finishes what an earlier call could not.
 */
export const disconnectQuickBooks = async (
  ports: FlowPorts,
  portalId: string,
): Promise<DisconnectOutcome> => {
  const connection = await ports.connections.findByPortal(portalId);
  if (!connection) return { kind: 'not-connected' };
  if (connection.status !== 'disconnected') {
    await ports.connections.setStatus(connection.id, portalId, 'disconnected', 'a person disconnected it');
  }
  await ports.stopSyncs(connection, 'disconnected');
  return { kind: 'disconnected', quickbooks: await revokeGrantOrQueue(ports, quickbooksGrant(connection)) };
};

export interface FullDisconnectOutcome {
  readonly kind: 'disconnected';
  readonly hubspot: Revocation;
  readonly quickbooks: Revocation;
}

/** Ends everything: QuickBooks as above, then HubSpot's grant. Using Ledgerline again starts with installing it. */
export const disconnectPortal = async (
  ports: FlowPorts,
  portalId: string,
): Promise<FullDisconnectOutcome> => {
  const outcome = await disconnectQuickBooks(ports, portalId);
  const hubspot = await revokeGrantOrQueue(ports, hubspotGrant(portalId));
  await ports.installations.markUninstalled(portalId);
  return {
    kind: 'disconnected',
    hubspot,
    quickbooks: outcome.kind === 'disconnected' ? outcome.quickbooks : 'nothing-stored',
  };
};
