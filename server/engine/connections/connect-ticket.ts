import type { Caller, FlowPorts } from './flow-ports.ts';

const ticketLifetimeMs = 10 * 60_000;

export type TicketOutcome =
  | { readonly kind: 'issued'; readonly ticket: string; readonly expiresAt: Date }
  | { readonly kind: 'not-installed' };

/** A single-use word that lets a browser connect QuickBooks for this portal, in this person's name. */
export const issueConnectTicket = async (ports: FlowPorts, caller: Caller): Promise<TicketOutcome> => {
  const installation = await ports.installations.read(caller.portalId);
  if (installation?.status !== 'installed') return { kind: 'not-installed' };
  const ticket = await ports.oneTime.issue(
    'connect-ticket',
    { portalId: caller.portalId, userId: caller.userId },
    ticketLifetimeMs,
  );
  return { kind: 'issued', ticket, expiresAt: new Date(ports.now().getTime() + ticketLifetimeMs) };
};
