// One pair (or single record) on its way through a pass.

import type { Link } from '../sync/base.ts';
import type { EntityDefinition } from '../sync/entity.ts';
import type { EntityName, RecordSnapshot, Side } from '../sync/record.ts';
import type { Conflict } from '../sync/merge.ts';
import type { SyncContext } from '../sync/context.ts';
import type { Registry } from '../sync/entities/registry.ts';
import type { Sync } from '../sync/rules.ts';
import type { VendorAccess } from '../sync/ports.ts';
import type { Runtime } from './runtime.ts';
import type { ConnectionStore, Lease, Mark, PendingResolution, Priority } from './stores.ts';

export interface Unit {
  readonly definition: EntityDefinition;
  readonly sync: Sync;
  readonly marks: readonly Mark[];
  readonly link: Link | null;
  readonly hubspot: RecordSnapshot | null;
  readonly quickbooks: RecordSnapshot | null;
  /** Conflicts on record that nobody has answered. */
  readonly recorded: readonly Conflict[];
  /** What people decided about this record and is not carried out yet. */
  readonly resolutions: readonly PendingResolution[];
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
  /** Records marked in this pass because others need them, by `entity:id`. */
  readonly pulled: Set<string>;
}

/** The most urgent class among marks; `least` where there are none. */
export const urgencyOf = (marks: readonly Mark[], least: Priority): Priority =>
  marks.reduce<Priority>((most, { priority }) => (priority < most ? priority : most), least);

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
