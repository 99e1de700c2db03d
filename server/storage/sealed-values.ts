// What is stored encrypted, and how each ciphertext is tied to its row.

import { z } from 'zod';
import type { GrantRef } from '../engine/connections/ports.ts';
import type { TokenSet } from '../sync/grants.ts';
import type { KeyRing } from './key-ring.ts';

/** Ties an encrypted realm id to its portal. */
export const realmContext = (portalId: string): string => `realm:${portalId}`;

/** Ciphertext of a grant's tokens, for whoever stores a new grant together with other facts. */
export const sealTokens = (keyRing: KeyRing, grant: GrantRef, tokens: TokenSet): string =>
  keyRing.seal(JSON.stringify(tokens), tokensContext(grant));

/** Ties a ciphertext to its row. */
export const tokensContext = (grant: GrantRef): string =>
  grant.vendor === 'hubspot' ? `tokens:hubspot:${grant.portalId}` : `tokens:quickbooks:${grant.connectionId}`;

const instant = z.iso.datetime().transform((text) => new Date(text));

const tokenSet = z.object({
  accessToken: z.string(),
  accessExpiresAt: instant,
  refreshToken: z.string(),
  refreshExpiresAt: instant.nullable(),
  hardExpiresAt: instant.nullable(),
  scopes: z.array(z.string()),
});

export function openTokens(keyRing: KeyRing, grant: GrantRef, sealed: string | null): TokenSet | null {
  return sealed === null ? null : tokenSet.parse(JSON.parse(keyRing.open(sealed, tokensContext(grant))));
}
