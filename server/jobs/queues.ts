// Names, policies and times of the queues.

import type { ConstructorOptions, Queue } from 'pg-boss';

export const passesQueue = 'passes';
export const ticksQueue = 'ticks';
export const revocationsQueue = 'revocations';

export interface JobTimes {
  /** A worker that has not been heard of for this long is taken for dead; at least 10. */
  readonly heartbeatSeconds: number;
  /** How often dead workers are looked for. */
  readonly superviseSeconds: number;
  readonly stopWithinMs: number;
}

/** A dead worker's connection is with another one after at most 20 + 10 seconds and the queue's next look. */
export const defaultTimes: JobTimes = { heartbeatSeconds: 20, superviseSeconds: 10, stopWithinMs: 20_000 };

type QueueSettings = Omit<Queue, 'name' | 'partition' | 'deadLetter'> & { readonly policy: string };

/**
 * `short`: per connection at most one new job waits. That only one runs is the workers' group limit, and in the end the
 * connection's lease: the policies that count running jobs, too, do so from a cache, and passed over a job for up to
 * twenty seconds whose predecessor had just ended. Far longer than a pass, `expire` ends stuck ones.
 */
export const passOptions = (times: JobTimes): QueueSettings => ({
  policy: 'short',
  notify: true,
  heartbeatSeconds: times.heartbeatSeconds,
  expireInSeconds: 15 * 60,
  retryLimit: 8,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 300,
  deleteAfterSeconds: 3600,
});

/** `exclusive`: a tick is left out while one waits or runs. A failed one is not repeated; the next is a minute away. */
export const tickOptions: QueueSettings = {
  policy: 'exclusive',
  notify: true,
  expireInSeconds: 10 * 60,
  heartbeatSeconds: 30,
  retryLimit: 0,
  deleteAfterSeconds: 3600,
};

/** `short`: one waiting job per grant. Twenty tries with delays growing to six hours: about three days. */
export const revocationOptions: QueueSettings = {
  policy: 'short',
  notify: true,
  expireInSeconds: 5 * 60,
  retryLimit: 20,
  retryDelay: 60,
  retryBackoff: true,
  retryDelayMax: 6 * 3600,
  deleteAfterSeconds: 3600,
};

export const bossOptions = (url: string, times: JobTimes): ConstructorOptions => ({
  connectionString: url,
  schema: 'jobs',
  application_name: 'ledgerline jobs',
  max: 6,
  useListenNotify: true,
  superviseIntervalSeconds: times.superviseSeconds,
  monitorIntervalSeconds: times.superviseSeconds,
  queueCacheIntervalSeconds: 10,
});
