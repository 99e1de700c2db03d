// One place decides what a failed token call means for a customer.

import { ConnectionLost } from '../../sync/reactions.ts';
import type { FlowPorts } from './flow-ports.ts';
import type { GrantRef } from './ports.ts';
import type { UninstalledOutcome } from './uninstalled.ts';
import { recordUninstall } from './uninstalled.ts';
import { vendorTrouble } from './vendor-trouble.ts';

export type GrantTroubleOutcome =
  | UninstalledOutcome
  | { readonly kind: 'needs-reconnect' }
  /** Not connected any more when the news arrived. */
  | { readonly kind: 'already-ended' }
  | { readonly kind: 'try-later' }
  /** `invalid_client`: an operator must mend our credentials; the customer's connection stays as it is. */
  | { readonly kind: 'app-misconfigured' };

/**
 * Draws the consequence of an error that a token call or a pass ended with. Rethrows what is not vendor trouble.
 * `grant` names the connection; the vendor that refused is taken from the error.
 */
export const settleGrantTrouble = async (
  ports: FlowPorts,
  grant: GrantRef,
  error: unknown,
): Promise<GrantTroubleOutcome> => {
  const trouble = vendorTrouble(error);
  switch (trouble) {
    case 'unavailable':
      return { kind: 'try-later' };
    case 'misconfigured':
      return { kind: 'app-misconfigured' };
    case 'refused': {
      const vendor = error instanceof ConnectionLost ? error.vendor : grant.vendor;
      return vendor === 'hubspot' ? recordUninstall(ports, grant.portalId) : needReconnect(ports, grant);
    }
    default:
      return trouble satisfies never;
  }
};

const needReconnect = async (ports: FlowPorts, grant: GrantRef): Promise<GrantTroubleOutcome> => {
  const connection =
    grant.vendor === 'quickbooks'
      ? await ports.connections.read(grant.portalId, grant.connectionId)
      : await ports.connections.findByPortal(grant.portalId);
  if (!connection || connection.status === 'disconnected') return { kind: 'already-ended' };
  await ports.stopSyncs(connection, 'needs-reconnect');
  await ports.connections.setStatus(
    connection.id,
    connection.portalId,
    'needs-reconnect',
    'QuickBooks no longer accepts the connection',
  );
  return { kind: 'needs-reconnect' };
};
