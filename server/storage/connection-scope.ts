import type { Runtime } from '../engine/runtime.ts';
import type { Database } from './database.ts';
import type { KeyRing } from './key-ring.ts';

/** What every store of one connection works with. */
export interface ConnectionScope {
  readonly db: Database;
  readonly keyRing: KeyRing;
  readonly connectionId: string;
  readonly portalId: string;
  readonly runtime: Pick<Runtime, 'now'>;
}
