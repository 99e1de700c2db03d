// Installing in a portal: out to HubSpot with a state of ours, back with a code that is exchanged once.

import type { PortalFacts } from '../../sync/rules.ts';
import type { Caller, FlowPorts } from './flow-ports.ts';
import { refreshPortalFacts } from './portal-facts.ts';
import type { Connection } from './ports.ts';
import { attempt } from './vendor-trouble.ts';
import type { VendorTrouble } from './vendor-trouble.ts';

/** Time to log in, pick an account and read the consent page. */
export const stateLifetimeMs = 30 * 60_000;

/** What HubSpot's redirect carries. `browser` is the secret of the browser that started, null if it did not. */
export interface InstallCallback {
  readonly state: string;
  readonly browser: string | null;
  readonly code: string | null;
  readonly error: string | null;
}

export type InstallOutcome =
  | {
      readonly kind: 'installed';
      readonly caller: Caller;
      readonly facts: PortalFacts;
      readonly connection: Connection | null;
    }
  | { readonly kind: 'access-denied' }
  | { readonly kind: 'missing-scopes'; readonly scopes: readonly string[] }
  /** Expired, used, started in another browser, or a code HubSpot does not know. */
  | { readonly kind: 'state-invalid' }
  | { readonly kind: 'vendor-unavailable' }
  | { readonly kind: 'app-misconfigured' };

/** Answers the state and the page to send the browser to. */
export const startInstall = async (
  ports: FlowPorts,
  browser: string,
): Promise<{ readonly state: string; readonly url: string }> => {
  const state = await ports.oneTime.issue('hubspot-state', { browser }, stateLifetimeMs);
  return { state, url: ports.hubspot.authorizeUrl(state) };
};

export const completeInstall = async (
  ports: FlowPorts,
  callback: InstallCallback,
): Promise<InstallOutcome> => {
  if (callback.browser === null) return { kind: 'state-invalid' };
  const started = await ports.oneTime.consume('hubspot-state', callback.state);
  if (started?.['browser'] !== callback.browser) return { kind: 'state-invalid' };
  if (callback.error !== null) return refusal(callback.error);
  const { code } = callback;
  if (code === null) return { kind: 'state-invalid' };

  const exchanged = await attempt(() => ports.hubspot.exchange(code));
  if (!exchanged.ok) return exchangeTrouble(exchanged.trouble);
  const { tokens, portalId, userId } = exchanged.value;
  const missing = ports.requiredScopes.filter((scope) => !tokens.scopes.includes(scope));
  if (missing.length > 0) return { kind: 'missing-scopes', scopes: missing };

  await ports.installations.save({ portalId, installedBy: userId, tokens });
  const facts = await refreshPortalFacts(ports, portalId);
  if (!facts.ok) return exchangeTrouble(facts.trouble);
  const connection = await ports.connections.findByPortal(portalId);
  return { kind: 'installed', caller: { portalId, userId }, facts: facts.value, connection };
};

const refusal = (error: string): InstallOutcome =>
  /scope/i.test(error) ? { kind: 'missing-scopes', scopes: [] } : { kind: 'access-denied' };

const exchangeTrouble = (trouble: VendorTrouble): InstallOutcome => {
  switch (trouble) {
    case 'refused':
      return { kind: 'state-invalid' };
    case 'unavailable':
      return { kind: 'vendor-unavailable' };
    case 'misconfigured':
      return { kind: 'app-misconfigured' };
    default:
      return trouble satisfies never;
  }
};
