// What is kept for a limited time only. Connection by connection, so that row-level security stays as it is.

import { inTenant, query } from './database.ts';
import type { Database, Transaction } from './database.ts';

const dayMs = 86_400_000;
/** Days that rows are kept, as promised to customers. */
export const retentionDays = { inbox: 7, intents: 90, exports: 7 } as const;

export interface Cleaned {
  readonly inbox: number;
  readonly intents: number;
  readonly exports: number;
  readonly words: number;
}

/**
 * Deletes what is older than promised. However old, open intents stay, because their outcome is still unknown, and so do
 * webhook events that no pass has processed yet.
 */
export async function cleanExpired(db: Database, now: Date): Promise<Cleaned> {
  const before = (days: number): Date => new Date(now.getTime() - days * dayMs);
  const words = await inTenant(db, {}, (trx) =>
    remove(trx, 'delete from one_time_words where expires_at <= :now', { now }),
  );
  const connections = await inTenant(db, {}, (trx) =>
    query<{ connectionId: string; portalId: string }>(
      trx,
      'select connection_id as "connectionId", portal_id as "portalId" from maintain_connections()',
    ),
  );
  const sums = { inbox: 0, intents: 0, exports: 0 };
  for (const tenant of connections) {
    const { connectionId } = tenant;
    await inTenant(db, tenant, async (trx) => {
      sums.inbox += await remove(
        trx,
        `delete from inbox
         where connection_id = :connectionId and received_at < :before and processed_at is not null`,
        { connectionId, before: before(retentionDays.inbox) },
      );
      sums.intents += await remove(
        trx,
        `delete from intents
         where connection_id = :connectionId and created_at < :before and closed_at is not null`,
        { connectionId, before: before(retentionDays.intents) },
      );
      sums.exports += await remove(
        trx,
        `delete from exports
         where connection_id = :connectionId and (expires_at <= :now or created_at < :before)`,
        { connectionId, now, before: before(retentionDays.exports) },
      );
    });
  }
  return { ...sums, words };
}

async function remove(trx: Transaction, sql: string, bindings: Parameters<typeof query>[2]): Promise<number> {
  const [row] = await query<{ count: number }>(
    trx,
    `with gone as (${sql} returning 1) select count(*)::int as count from gone`,
    bindings,
  );
  return row?.count ?? 0;
}
