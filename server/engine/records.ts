// What a person does with single records: looks at their states and has them tried again. Nothing is decided here:
// records are marked, and the next pass decides.

import type { FailureCategory, FailureDetails, VendorError } from '../sync/failure.ts';
import type { EntityName, RecordRef } from '../sync/record.ts';
import type { Connection } from './connections/ports.ts';
import type { CursorMove, RecordStatus } from './stores.ts';
import { isRunning, syncNowCursor } from './rules-changed.ts';
import type { SyncsDeps } from './syncs.ts';

export type StateName = RecordStatus['state'];

/** One pair, or one record without counterpart, as the overview shows it. */
export interface RecordRow {
  /** Names the row, not a vendor's record. */
  readonly id: string;
  readonly entity: EntityName;
  readonly hubspotId: string | null;
  readonly quickbooksId: string | null;
  readonly label: string;
  readonly state: StateName;
  /** Conflicts of a pair in sync, as JSON. */
  readonly note: string | null;
  readonly category: FailureCategory | null;
  /** Why an excluded record is excluded. */
  readonly reason: string | null;
  readonly details: FailureDetails;
  readonly vendorError: VendorError | null;
  readonly nextTryAt: Date | null;
  readonly changedAt: Date;
}

export interface RecordsQuery {
  readonly entity: EntityName | null;
  readonly state: StateName | null;
  readonly category: FailureCategory | null;
  /** Row id the page before ended with; null starts. */
  readonly after: string | null;
  readonly limit: number;
}

export interface RecordsPage {
  readonly rows: readonly RecordRow[];
  /** Where the next page starts; null when this was the last. */
  readonly next: string | null;
}

export interface Activity {
  readonly what: string;
  readonly why: string;
  readonly before: Readonly<Record<string, string | null>>;
  readonly after: Readonly<Record<string, string | null>>;
  readonly vendorError: VendorError | null;
  readonly at: Date;
}

export interface RecordHistory {
  readonly row: RecordRow | null;
  /** Newest first. */
  readonly activities: readonly Activity[];
}

/** Which rows to try again: these, or all failing ones (of one category). */
export type RetrySelection =
  { readonly ids: readonly string[] } | { readonly category: FailureCategory | null };

export interface RecordsStore {
  list(query: RecordsQuery): Promise<RecordsPage>;
  history(ref: RecordRef, limit: number): Promise<RecordHistory>;
  /** Marks both sides of the rows; answers how many rows. */
  retry(entity: EntityName, selection: RetrySelection): Promise<number>;
  moveCursor(move: CursorMove): Promise<void>;
}

export interface RecordsDeps extends SyncsDeps {
  now(): Date;
  recordsOf(connection: Connection): RecordsStore;
}

export type SyncNowOutcome =
  | { readonly kind: 'asked'; readonly entities: readonly EntityName[] }
  | { readonly kind: 'unknown-sync' }
  | { readonly kind: 'not-running' };

/** Has the change feeds read at once, for one sync or all that run; both feeds tell about all of them in any case. */
export async function syncNow(
  deps: RecordsDeps,
  connection: Connection,
  entity: EntityName | null,
): Promise<SyncNowOutcome> {
  const syncs = await deps.syncsOf(connection).list();
  const meant = syncs.filter((sync) => entity === null || sync.entity === entity);
  if (entity !== null && meant.length === 0) return { kind: 'unknown-sync' };
  const running = meant.filter(isRunning);
  if (running.length === 0) return { kind: 'not-running' };
  await deps.recordsOf(connection).moveCursor({ name: syncNowCursor, value: deps.now().toISOString() });
  await deps.wake(connection);
  return { kind: 'asked', entities: running.map((sync) => sync.entity) };
}

/** Marks failing rows, or the rows named, for another try; answers how many, or null when there is no such sync. */
export async function retryRecords(
  deps: RecordsDeps,
  connection: Connection,
  entity: EntityName,
  selection: RetrySelection,
): Promise<number | null> {
  const syncs = await deps.syncsOf(connection).list();
  if (!syncs.some((sync) => sync.entity === entity)) return null;
  const retried = await deps.recordsOf(connection).retry(entity, selection);
  if (retried > 0) await deps.wake(connection);
  return retried;
}
