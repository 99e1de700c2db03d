// Rewrites every stored ciphertext under the current key, tenant by tenant, so that an old key can be retired.

import { inTenant, query } from './database.ts';
import type { Database, Tenant, Transaction } from './database.ts';
import type { KeyRing } from './key-ring.ts';
import { rewrapLookupKey } from './lookup-key.ts';
import { realmContext, tokensContext } from './sealed-values.ts';

interface SealedColumn {
  readonly table: 'installations' | 'connections';
  readonly key: 'portal_id' | 'id';
  readonly column: 'tokens' | 'realm_id';
  readonly id: string;
  readonly context: string;
}

/** Answers how many values changed. One-time words are left alone: they end by themselves within minutes. */
export async function reencryptAll(db: Database, keyRing: KeyRing): Promise<number> {
  const portals = await inTenant(db, {}, (trx) =>
    query<{ portalId: string }>(trx, 'select portal_id as "portalId" from maintain_portals()'),
  );
  const connections = await inTenant(db, {}, (trx) =>
    query<{ portalId: string; connectionId: string }>(
      trx,
      'select portal_id as "portalId", connection_id as "connectionId" from maintain_connections()',
    ),
  );
  let changed = await rewrapLookupKey(db, keyRing);
  for (const tenant of portals) {
    changed += await rewriteAll(db, keyRing, tenant, [
      {
        table: 'installations',
        key: 'portal_id',
        column: 'tokens',
        id: tenant.portalId,
        context: tokensContext({ vendor: 'hubspot', ...tenant }),
      },
    ]);
  }
  for (const tenant of connections) {
    const row = { table: 'connections', key: 'id', id: tenant.connectionId } as const;
    changed += await rewriteAll(db, keyRing, tenant, [
      { ...row, column: 'tokens', context: tokensContext({ vendor: 'quickbooks', ...tenant }) },
      { ...row, column: 'realm_id', context: realmContext(tenant.portalId) },
    ]);
  }
  return changed;
}

function rewriteAll(
  db: Database,
  keyRing: KeyRing,
  tenant: Tenant,
  columns: readonly SealedColumn[],
): Promise<number> {
  return inTenant(db, tenant, async (trx) => {
    let changed = 0;
    for (const column of columns) changed += await rewrite(trx, keyRing, column);
    return changed;
  });
}

async function rewrite(trx: Transaction, keyRing: KeyRing, sealed: SealedColumn): Promise<number> {
  const { table, key, column, id, context } = sealed;
  const [row] = await query<{ value: string | null }>(
    trx,
    `select ${column} as value from ${table} where ${key} = :id for no key update`,
    { id },
  );
  if (!row?.value || keyRing.isCurrent(row.value)) return 0;
  const value = keyRing.seal(keyRing.open(row.value, context), context);
  await query(trx, `update ${table} set ${column} = :value where ${key} = :id`, { id, value });
  return 1;
}
