// A daily look at one connection: keeps idle grants alive, finds dead ones, and announces what is about to end.

import type { TokenSet } from '../../sync/grants.ts';
import { ConnectionLost } from '../../sync/reactions.ts';
import type { CompanyFacts } from '../../sync/rules.ts';
import type { FlowPorts } from './flow-ports.ts';
import { hubspotGrant, quickbooksGrant } from './flow-ports.ts';
import { settleGrantTrouble } from './grant-refused.ts';
import type { GrantTroubleOutcome } from './grant-refused.ts';
import type { Connection, GrantRef, Installation } from './ports.ts';

const dayMs = 86_400_000;
const warnBeforeDays = 30;

export type HealthWarning =
  /** The refresh token was not renewed for long; it ends unless a refresh succeeds. */
  | { readonly kind: 'refresh-token-ages'; readonly endsAt: Date; readonly daysLeft: number }
  /** Intuit ends the grant for good; only a reconnect renews it. */
  | { readonly kind: 'grant-ends'; readonly endsAt: Date; readonly daysLeft: number }
  | { readonly kind: 'subscription-read-only' }
  | { readonly kind: 'missing-scopes'; readonly scopes: readonly string[] };

export type HealthOutcome =
  | { readonly kind: 'checked'; readonly warnings: readonly HealthWarning[] }
  | { readonly kind: 'not-connected' }
  | GrantTroubleOutcome;

/** Costs up to two metered QuickBooks reads (company and preferences). */
export const checkHealth = async (
  ports: FlowPorts,
  target: { readonly portalId: string; readonly connectionId: string },
): Promise<HealthOutcome> => {
  const connection = await ports.connections.read(target.portalId, target.connectionId);
  const installation = await ports.installations.read(target.portalId);
  if (!connection || connection.status !== 'connected' || !installation) return { kind: 'not-connected' };
  const hubspot = hubspotGrant(target.portalId);
  const quickbooks = quickbooksGrant(connection);
  try {
    await accessToken(ports, hubspot);
  } catch (error) {
    return settleGrantTrouble(ports, hubspot, error);
  }
  try {
    const facts = await readCompany(ports, connection);
    await ports.connections.saveFacts(connection.id, connection.portalId, facts);
    const tokens = await ports.tokens.read(quickbooks);
    return { kind: 'checked', warnings: listWarnings(ports, { ...connection, facts }, installation, tokens) };
  } catch (error) {
    return settleGrantTrouble(ports, quickbooks, error);
  }
};

/** Refreshes an ended access token, which restarts the 100 days of an idle QuickBooks grant. */
const accessToken = (ports: FlowPorts, grant: GrantRef, rejected?: string): Promise<string> =>
  ports.tokens.accessToken(
    grant,
    (current) => (grant.vendor === 'hubspot' ? ports.hubspot : ports.quickbooks).refresh(current),
    rejected === undefined ? {} : { rejected },
  );

/** An access token refused before its time says nothing about the grant: only a refused refresh does. */
const readCompany = async (ports: FlowPorts, connection: Connection): Promise<CompanyFacts> => {
  const grant = quickbooksGrant(connection);
  const token = await accessToken(ports, grant);
  try {
    return await ports.quickbooks.readCompany(token, connection.realmId);
  } catch (error) {
    if (!(error instanceof ConnectionLost)) throw error;
    const fresh = await accessToken(ports, grant, token);
    return ports.quickbooks.readCompany(fresh, connection.realmId);
  }
};

/** What a person should hear of before it stops the syncs. */
export const listWarnings = (
  ports: Pick<FlowPorts, 'now' | 'requiredScopes'>,
  connection: Connection,
  installation: Installation,
  tokens: TokenSet | null,
): readonly HealthWarning[] => {
  const daysUntil = (end: Date): number => Math.floor((end.getTime() - ports.now().getTime()) / dayMs);
  const warnings: HealthWarning[] = [];
  const rolling = tokens?.refreshExpiresAt;
  if (rolling && daysUntil(rolling) <= warnBeforeDays) {
    warnings.push({ kind: 'refresh-token-ages', endsAt: rolling, daysLeft: daysUntil(rolling) });
  }
  const hard = tokens?.hardExpiresAt;
  if (hard && daysUntil(hard) <= warnBeforeDays) {
    warnings.push({ kind: 'grant-ends', endsAt: hard, daysLeft: daysUntil(hard) });
  }
  if (connection.facts?.subscription === 'read-only') warnings.push({ kind: 'subscription-read-only' });
  const missing = ports.requiredScopes.filter((scope) => !installation.scopes.includes(scope));
  if (missing.length > 0) warnings.push({ kind: 'missing-scopes', scopes: missing });
  return warnings;
};
