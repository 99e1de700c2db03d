// What the container is built from: the things a process opens at start and closes at its end.

import type { Config } from '../config.ts';
import type { Connection } from '../engine/connections/ports.ts';
import type { Runtime } from '../engine/runtime.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { Database } from '../storage/database.ts';
import type { KeyRing } from '../storage/key-ring.ts';
import type { LeaseTimes } from '../storage/lease-store.ts';

export interface ContainerParts {
  readonly config: Config;
  readonly db: Database;
  readonly keyRing: KeyRing;
  readonly jobs: JobEngine;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly runtime: Runtime;
  /** How long a silent worker keeps a connection to itself; the stores' own times when absent. */
  readonly leaseTimes?: LeaseTimes | undefined;
}

/** A connection as the stores want it named. */
export const scopeOf = ({ db }: ContainerParts, { id, portalId }: Pick<Connection, 'id' | 'portalId'>) => ({
  db,
  connectionId: id,
  portalId,
});
