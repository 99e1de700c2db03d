// What the server asks of a job engine. One queue of passes, at most one pass per connection over all processes, and
// one tick a minute.

import type { Knex } from 'knex';
import type { GrantRef } from '../engine/connections/ports.ts';

/** One pass to run. The signal aborts when the process stops or another worker has taken the job over. */
export interface PassJob {
  readonly connectionId: string;
  readonly portalId: string;
  readonly signal: AbortSignal;
}

/**
 * - `done`: nothing left for now.
 * - `more`: there is more to do; the connection goes to the end of the queue at once.
 * - `retryAfterMs`: a vendor asked us to wait that long.
 */
export type PassResult = 'done' | 'more' | { readonly retryAfterMs: number };

/** A throw counts as trouble of the whole connection: the pass is tried again with growing delays. */
export type PassHandler = (job: PassJob) => Promise<PassResult>;

export interface WakeOptions {
  /** The class of the marks that wait: 0, a person's click, goes ahead of other connections' passes. */
  readonly priority?: 0 | 1 | 2 | 3;
  /** Makes the wake part of this transaction: it happens when that commits, and not at all if it does not. */
  readonly trx?: Knex.Transaction;
}

export interface JobEngine {
  /** Handlers have to be set before; a process without a pass handler only wakes. Creates the engine's own tables. */
  start(): Promise<void>;
  /** Aborts running passes, waits for them to end, and gives their connections back to other processes. */
  stop(): Promise<void>;
  /** Asks for a pass. Requests merge while one is waiting; during a pass they cause exactly one more. */
  wake(connectionId: string, portalId: string, options?: WakeOptions): Promise<void>;
  onPass(handler: PassHandler): void;
  /** Queues another attempt to end a grant; attempts go on with growing delays for about three days. */
  revokeLater(grant: GrantRef): Promise<void>;
  /** Called for each queued revocation; a throw means it is tried again. */
  onRevocation(handler: (grant: GrantRef) => Promise<void>): void;
  /** Called every minute in one of the processes; a tick is left out while the last one still runs. */
  onTick(handler: () => Promise<void>): void;
}
