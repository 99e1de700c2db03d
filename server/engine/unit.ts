// One pair (or single record) on its way through a pass.

import type { Link } from '../sync/base.ts';
import type { EntityDefinition } from '../sync/entity.ts';
import type { EntityName, RecordSnapshot, Side } from '../sync/record.ts';
import type { SyncContext } from '../sync/context.ts';
import type { Registry } from '../sync/entities/registry.ts';
import type { Sync } from '../sync/rules.ts';
import type { VendorAccess } from '../sync/ports.ts';
import type { Runtime } from './runtime.ts';
import type { ConnectionStore, Lease, Mark } from './stores.ts';

export interface Unit {
  readonly definition: EntityDefinition;
  readonly sync: Sync;
  readonly marks: readonly Mark[];
  readonly link: Link | null;
  readonly hubspot: RecordSnapshot | null;
  readonly quickbooks: RecordSnapshot | null;
}

export interface PassLog {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
}

/** What every step of a pass works with; built once per pass. */
export interface Pass {
  readonly registry: Registry;
  readonly store: ConnectionStore;
  readonly access: VendorAccess;
  readonly lease: Lease;
  readonly runtime: Runtime;
  readonly context: SyncContext;
  /** Syncs that run now, by entity. */
  readonly syncs: ReadonlyMap<EntityName, Sync>;
  readonly log: PassLog;
  /** Records the feed of this pass carried whole, so that they are not read again. */
  readonly fresh: FreshRecords;
}

/** A bounded memory of whole records from a feed; what falls out is simply read again. */
export class FreshRecords {
  readonly #records = new Map<string, RecordSnapshot>();
  readonly #limit: number;

  constructor(limit = 2_000) {
    this.#limit = limit;
  }

  put(record: RecordSnapshot): void {
    const key = `${record.side}:${record.entity}:${record.id}`;
    this.#records.delete(key);
    this.#records.set(key, record);
    if (this.#records.size <= this.#limit) return;
    const [oldest] = this.#records.keys();
    if (oldest !== undefined) this.#records.delete(oldest);
  }

  /** Hands the record out once: a second look at it wants a new read. */
  take(side: Side, entity: EntityName, id: string): RecordSnapshot | null {
    const key = `${side}:${entity}:${id}`;
    const record = this.#records.get(key) ?? null;
    this.#records.delete(key);
    return record;
  }
}

/** A record known to be gone, as the core sees it. */
export const goneRecord = (side: Side, entity: EntityName, id: string): RecordSnapshot => ({
  side,
  entity,
  id,
  version: '0',
  state: 'deleted',
  label: '',
  createdAt: '',
  modifiedAt: '',
  fields: {},
  references: {},
  parts: {},
  key: null,
  mergedInto: null,
});
