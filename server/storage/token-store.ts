// OAuth grants: encrypted here and nowhere else, refreshed by one process at a time.

import type { GrantRef, TokenStore } from '../engine/connections/ports.ts';
import type { Runtime } from '../engine/runtime.ts';
import type { TokenSet } from '../sync/grants.ts';
import { ConnectionLost } from '../sync/reactions.ts';
import { inTenant, query } from './database.ts';
import type { Database, Transaction } from './database.ts';
import type { KeyRing } from './key-ring.ts';
import { reencryptAll } from './reencrypt.ts';
import { openTokens, sealTokens, tokensContext } from './sealed-values.ts';

const fiveMinutesMs = 300_000;

export function tokenStore(parts: { db: Database; keyRing: KeyRing; runtime: Runtime }): TokenStore {
  const { db, keyRing, runtime } = parts;
  // Callers of this process share one refresh, instead of each holding a pooled connection while waiting for the row.
  const refreshing = new Map<string, Promise<TokenSet>>();

  const read = (grant: GrantRef): Promise<TokenSet | null> =>
    inTenant(db, grant, async (trx) => openTokens(keyRing, grant, await selectTokens(trx, grant, '')));

  const refreshOnce = (
    grant: GrantRef,
    refresh: (current: TokenSet) => Promise<TokenSet>,
    isGood: (tokens: TokenSet) => boolean,
  ): Promise<TokenSet> =>
    inTenant(db, grant, async (trx) => {
      // Not `for update`: that would block every insert that refers to this row.
      const current = openTokens(keyRing, grant, await selectTokens(trx, grant, 'for no key update'));
      if (!current) throw noTokens(grant);
      if (isGood(current)) return current;
      const fresh = await refresh(current);
      await runtime.crashPoint('token-refreshed');
      await updateTokens(trx, grant, sealTokens(keyRing, grant, fresh));
      return fresh;
    });

  return {
    read,
    async accessToken(grant, refresh, { rejected, refreshBeforeMs = fiveMinutesMs } = {}) {
      const isGood = (tokens: TokenSet): boolean =>
        tokens.accessToken !== rejected &&
        tokens.accessExpiresAt.getTime() - refreshBeforeMs > runtime.now().getTime();
      const current = await read(grant);
      if (!current) throw noTokens(grant);
      if (isGood(current)) return current.accessToken;
      const key = tokensContext(grant);
      const running = refreshing.get(key) ?? refreshOnce(grant, refresh, isGood);
      refreshing.set(key, running);
      try {
        return (await running).accessToken;
      } finally {
        if (refreshing.get(key) === running) refreshing.delete(key);
      }
    },
    clear: (grant) => inTenant(db, grant, (trx) => updateTokens(trx, grant, null)),
    reencrypt: () => reencryptAll(db, keyRing),
  };
}

async function selectTokens(
  trx: Transaction,
  grant: GrantRef,
  lock: '' | 'for no key update',
): Promise<string | null> {
  const { table, where, id } = rowOf(grant);
  const [row] = await query<{ tokens: string | null }>(
    trx,
    `select tokens from ${table} where ${where} ${lock}`,
    {
      id,
    },
  );
  return row?.tokens ?? null;
}

async function updateTokens(trx: Transaction, grant: GrantRef, tokens: string | null): Promise<void> {
  const { table, where, id } = rowOf(grant);
  await query(trx, `update ${table} set tokens = :tokens, updated_at = now() where ${where}`, { tokens, id });
}

function rowOf(grant: GrantRef): { table: string; where: string; id: string } {
  switch (grant.vendor) {
    case 'hubspot':
      return { table: 'installations', where: 'portal_id = :id', id: grant.portalId };
    case 'quickbooks':
      return { table: 'connections', where: 'id = :id', id: grant.connectionId };
    default:
      return grant satisfies never;
  }
}

const noTokens = ({ vendor }: GrantRef): ConnectionLost =>
  new ConnectionLost(vendor, 'there are no tokens for this grant');
