// The connection flows bound to their ports: what HTTP routes and jobs are given.

import { checkHealth } from './check-health.ts';
import type { HealthOutcome } from './check-health.ts';
import { completeConnect, startConnect } from './connect.ts';
import type { ConnectCallback, ConnectOutcome, ConnectStart } from './connect.ts';
import { issueConnectTicket } from './connect-ticket.ts';
import type { TicketOutcome } from './connect-ticket.ts';
import { deletePortalData } from './delete-data.ts';
import type { DeleteOutcome } from './delete-data.ts';
import { disconnectPortal, disconnectQuickBooks } from './disconnect.ts';
import type { DisconnectOutcome, FullDisconnectOutcome } from './disconnect.ts';
import type { Caller, FlowPorts } from './flow-ports.ts';
import { settleGrantTrouble } from './grant-refused.ts';
import type { GrantTroubleOutcome } from './grant-refused.ts';
import { completeInstall, startInstall } from './install.ts';
import type { InstallCallback, InstallOutcome } from './install.ts';
import type { GrantRef } from './ports.ts';
import { revokeGrant } from './revoke-grant.ts';
import type { Revocation } from './revoke-grant.ts';

export interface ConnectionFlows {
  startInstall(browser: string): Promise<{ readonly state: string; readonly url: string }>;
  completeInstall(callback: InstallCallback): Promise<InstallOutcome>;
  issueConnectTicket(caller: Caller): Promise<TicketOutcome>;
  startConnect(request: { readonly ticket: string; readonly browser: string }): Promise<ConnectStart>;
  completeConnect(callback: ConnectCallback): Promise<ConnectOutcome>;
  disconnectQuickBooks(portalId: string): Promise<DisconnectOutcome>;
  disconnectPortal(portalId: string): Promise<FullDisconnectOutcome>;
  deletePortalData(portalId: string): Promise<DeleteOutcome>;
  /** For the daily job, once per connection of `listConnected`. */
  checkHealth(target: { readonly portalId: string; readonly connectionId: string }): Promise<HealthOutcome>;
  /** For passes and jobs that end with vendor trouble. */
  settleGrantTrouble(grant: GrantRef, error: unknown): Promise<GrantTroubleOutcome>;
  /** For the job that `revokeLater` queues. */
  revokeGrant(grant: GrantRef): Promise<Revocation>;
}

export const createConnectionFlows = (ports: FlowPorts): ConnectionFlows => ({
  startInstall: (browser) => startInstall(ports, browser),
  completeInstall: (callback) => completeInstall(ports, callback),
  issueConnectTicket: (caller) => issueConnectTicket(ports, caller),
  startConnect: (request) => startConnect(ports, request),
  completeConnect: (callback) => completeConnect(ports, callback),
  disconnectQuickBooks: (portalId) => disconnectQuickBooks(ports, portalId),
  disconnectPortal: (portalId) => disconnectPortal(ports, portalId),
  deletePortalData: (portalId) => deletePortalData(ports, portalId),
  checkHealth: (target) => checkHealth(ports, target),
  settleGrantTrouble: (grant, error) => settleGrantTrouble(ports, grant, error),
  revokeGrant: (grant) => revokeGrant(ports, grant),
});
