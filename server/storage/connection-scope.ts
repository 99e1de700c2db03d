import type { Runtime } from '../engine/runtime.ts';
import { LeaseLost } from '../sync/reactions.ts';
import { query } from './database.ts';
import type { Database, Transaction } from './database.ts';
import type { KeyRing } from './key-ring.ts';

/** What every store of one connection works with. */
export interface ConnectionScope {
  readonly db: Database;
  readonly keyRing: KeyRing;
  readonly connectionId: string;
  readonly portalId: string;
  readonly runtime: Pick<Runtime, 'now'>;
}

/**
 * Keeps the connection from being deleted until commit, for tables that do not refer to it by themselves. Throws
 * `LeaseLost` when it is gone: nothing may be stored for it any more.
 */
export async function keepConnection(trx: Transaction, { connectionId }: ConnectionScope): Promise<void> {
  const rows = await query(trx, 'select 1 from connections where id = :connectionId for key share', {
    connectionId,
  });
  if (rows.length === 0) throw new LeaseLost('the connection was deleted');
}

/**
 * Keeps the lease from changing hands until commit. Throws `LeaseLost` when this fence is not the current one, or when
 * there is none: a worker that was suspended does not notice by itself that its lease ran out.
 */
export async function keepLease(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  fence: string | null,
): Promise<void> {
  const [row] = await query<{ fence: string }>(
    trx,
    'select fence from leases where connection_id = :connectionId for share',
    { connectionId },
  );
  if (fence === null || row?.fence !== fence) throw new LeaseLost('another worker holds this connection');
}
