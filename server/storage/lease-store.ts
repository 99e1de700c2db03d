// Exclusive work on a connection. The database's clock says when a lease has run out, so that machines need not
// agree on the time; the holder measures from before it asked, so that it stops first.

import type { Lease, LeaseStore } from '../engine/stores.ts';
import { LeaseLost } from '../sync/reactions.ts';
import { isForeignKeyViolation } from './database-errors.ts';
import { inTenant, query } from './database.ts';
import type { Database } from './database.ts';

export interface LeaseTimes {
  readonly ttlMs: number;
  readonly renewEveryMs: number;
}

const defaultTimes: LeaseTimes = { ttlMs: 30_000, renewEveryMs: 10_000 };

export function leaseStore({ db, times = defaultTimes }: { db: Database; times?: LeaseTimes }): LeaseStore {
  return {
    async acquire(connectionId, owner, stop) {
      const askedAt = performance.now();
      const fence = await takeFence(db, { connectionId, owner, ttlMs: times.ttlMs });
      return fence === null ? null : hold(db, { connectionId, fence, askedAt, times, stop });
    },
  };
}

function hold(
  db: Database,
  held: { connectionId: string; fence: string; askedAt: number; times: LeaseTimes; stop: AbortSignal },
): Lease {
  const { connectionId, fence, times, stop } = held;
  let goodUntil = held.askedAt + times.ttlMs;
  const renew = async (): Promise<void> => {
    const askedAt = performance.now();
    const renewed = await extend(db, { connectionId, fence, ttlMs: times.ttlMs });
    if (!renewed) clearInterval(timer);
    goodUntil = renewed ? askedAt + times.ttlMs : 0;
  };
  // A renewal that fails is tried again at the next turn; if none succeeds the lease runs out by itself.
  const timer = setInterval(() => void renew().catch(() => undefined), times.renewEveryMs);
  timer.unref();
  return {
    fence,
    assertHeld() {
      if (stop.aborted) throw new LeaseLost('the process is stopping');
      if (performance.now() >= goodUntil) throw new LeaseLost('the lease could not be renewed in time');
    },
    async release() {
      clearInterval(timer);
      goodUntil = 0;
      await extend(db, { connectionId, fence, ttlMs: 0 });
    },
  };
}

/** The new fence, or null while another worker's lease lasts or when the connection is gone. */
async function takeFence(
  db: Database,
  { connectionId, owner, ttlMs }: { connectionId: string; owner: string; ttlMs: number },
): Promise<string | null> {
  try {
    const [row] = await inTenant(db, { connectionId }, (trx) =>
      query<{ fence: string }>(
        trx,
        `insert into leases as held (connection_id, owner, fence, expires_at)
         values (:connectionId, :owner, 1, clock_timestamp() + make_interval(secs => :seconds))
         on conflict (connection_id) do update set owner = excluded.owner, fence = held.fence + 1,
           expires_at = excluded.expires_at
         where held.expires_at <= clock_timestamp()
         returning fence`,
        { connectionId, owner, seconds: ttlMs / 1000 },
      ),
    );
    return row?.fence ?? null;
  } catch (error) {
    if (isForeignKeyViolation(error)) return null;
    throw error;
  }
}

/** Moves the end of a lease that is still ours; false when another worker has taken it. */
async function extend(
  db: Database,
  { connectionId, fence, ttlMs }: { connectionId: string; fence: string; ttlMs: number },
): Promise<boolean> {
  const rows = await inTenant(db, { connectionId }, (trx) =>
    query(
      trx,
      `update leases set expires_at = clock_timestamp() + make_interval(secs => :seconds)
       where connection_id = :connectionId and fence = cast(:fence as bigint) returning 1`,
      { connectionId, fence, seconds: ttlMs / 1000 },
    ),
  );
  return rows.length > 0;
}
