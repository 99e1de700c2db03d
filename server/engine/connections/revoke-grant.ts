import type { TokenSet } from '../../sync/grants.ts';
import type { FlowPorts } from './flow-ports.ts';
import type { GrantRef } from './ports.ts';
import { attempt } from './vendor-trouble.ts';

/** `pending`: the vendor did not answer or refused our credentials; the tokens are kept for another try. */
export type Revocation = 'revoked' | 'nothing-stored' | 'pending';

const maxRotations = 3;

/**
 * Revokes a grant at its vendor and forgets its tokens. A refresh that ran meanwhile may have rotated them, and
 * Intuit answers for a stale token as for an unknown one, so the stored tokens are read again before they are cleared.
 */
export const revokeGrant = async (ports: FlowPorts, grant: GrantRef): Promise<Revocation> => {
  let tokens = await ports.tokens.read(grant);
  if (!tokens) return 'nothing-stored';
  for (let round = 0; round < maxRotations; round += 1) {
    const revoked: TokenSet = tokens;
    const result = await attempt(() => account(ports, grant).revoke(revoked));
    if (!result.ok && result.trouble !== 'refused') return 'pending';
    tokens = await ports.tokens.read(grant);
    if (!tokens) return 'revoked';
    if (tokens.refreshToken === revoked.refreshToken) {
      await ports.tokens.clear(grant);
      return 'revoked';
    }
  }
  return 'pending';
};

/** As `revokeGrant`, with another attempt queued when this one does not succeed. */
export const revokeGrantOrQueue = async (ports: FlowPorts, grant: GrantRef): Promise<Revocation> => {
  const revocation = await revokeGrant(ports, grant);
  if (revocation === 'pending') await ports.revokeLater(grant);
  return revocation;
};

const account = (ports: FlowPorts, grant: GrantRef) =>
  grant.vendor === 'hubspot' ? ports.hubspot : ports.quickbooks;
