// What a person does with single records: looks at their states, has them tried again, links two by hand or takes a link
// apart. Nothing is decided here: records are marked, and the next pass decides.

import { choicesOf } from '../sync/entities/choices.ts';
import { linkCause } from '../sync/entity.ts';
import type { EntityDefinition } from '../sync/entity.ts';
import type { FailureCategory, FailureDetails, VendorError } from '../sync/failure.ts';
import { keyProperty, linkProperty } from '../sync/plan-record.ts';
import type { VendorAccess } from '../sync/ports.ts';
import type { EntityName, RecordRef, RecordSnapshot, Side } from '../sync/record.ts';
import { sides } from '../sync/record.ts';
import type { Connection } from './connections/ports.ts';
import type { CursorMove, RecordStatus } from './stores.ts';
import { definitionIn, syncNowCursor } from './rules-changed.ts';
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

export interface Pair {
  readonly entity: EntityName;
  readonly hubspotId: string;
  readonly quickbooksId: string;
}

export type LinkResult = { readonly kind: 'linked' } | { readonly kind: 'taken'; readonly side: Side };

export interface RecordsStore {
  list(query: RecordsQuery): Promise<RecordsPage>;
  history(ref: RecordRef, limit: number): Promise<RecordHistory>;
  /** Marks both sides of the rows; answers how many rows. */
  retry(entity: EntityName, selection: RetrySelection): Promise<number>;
  /** Links and marks both records at a click's urgency; linking what is linked to each other already is no change. */
  link(pair: Pair, origin: Side, causes: readonly string[]): Promise<LinkResult>;
  /** Removes link and state and marks both records at a click's urgency; false when they were not linked. */
  unlink(pair: Pair): Promise<boolean>;
  isLinked(pair: Pair): Promise<boolean>;
  moveCursor(move: CursorMove): Promise<void>;
}

export interface RecordsDeps extends SyncsDeps {
  now(): Date;
  recordsOf(connection: Connection): RecordsStore;
  /** The vendors as this connection reaches them, outside a pass. Null while the connection is not fully set up. */
  reach<T>(connection: Connection, work: (access: VendorAccess) => Promise<T>): Promise<T | null>;
}

export type LinkOutcome =
  | { readonly kind: 'linked' }
  | { readonly kind: 'taken'; readonly side: Side }
  | { readonly kind: 'not-found'; readonly side: Side }
  | { readonly kind: 'unknown-sync' | 'not-by-hand' | 'not-connected' };

/** Links two records because a person says that they belong together. */
export async function linkByHand(
  deps: RecordsDeps,
  connection: Connection,
  pair: Pair,
): Promise<LinkOutcome> {
  const definition = await configured(deps, connection, pair.entity);
  if (!definition) return { kind: 'unknown-sync' };
  if (!choicesOf(pair.entity).linkedByHand) return { kind: 'not-by-hand' };
  const records = await deps.reach(connection, (access) => readPair(access, pair));
  if (!records) return { kind: 'not-connected' };
  const { hubspot, quickbooks } = records;
  if (!hubspot) return { kind: 'not-found', side: 'hubspot' };
  if (!quickbooks) return { kind: 'not-found', side: 'quickbooks' };
  // The older record is the one the other was made after.
  const origin = hubspot.createdAt < quickbooks.createdAt ? 'hubspot' : 'quickbooks';
  const causes = sides.map((side) => linkCause(pair.entity, side, idOf(pair, side)));
  const result = await deps.recordsOf(connection).link(pair, origin, causes);
  if (result.kind === 'linked') await deps.wake(connection);
  return result;
}

export type UnlinkOutcome =
  | { readonly kind: 'unlinked' }
  /** They would find each other again at once by a value both carry. */
  | { readonly kind: 'still-matching' }
  | { readonly kind: 'key-not-removed'; readonly error: VendorError }
  | { readonly kind: 'not-linked' | 'unknown-sync' | 'not-by-hand' | 'not-connected' };

/**
 * Takes a link apart, our key on the HubSpot record included, which would rebuild it. Both records are then looked at as
 * if they had never met.
 */
export async function unlink(deps: RecordsDeps, connection: Connection, pair: Pair): Promise<UnlinkOutcome> {
  const definition = await configured(deps, connection, pair.entity);
  if (!definition) return { kind: 'unknown-sync' };
  if (!choicesOf(pair.entity).linkedByHand) return { kind: 'not-by-hand' };
  const store = deps.recordsOf(connection);
  if (!(await store.isLinked(pair))) return { kind: 'not-linked' };
  const refusal = await deps.reach(connection, async (access): Promise<UnlinkOutcome | 'free'> => {
    const { hubspot, quickbooks } = await readPair(access, pair);
    if (hubspot && quickbooks && shareKey(definition, hubspot, quickbooks)) return { kind: 'still-matching' };
    return hubspot ? removeKey(access, pair) : 'free';
  });
  if (refusal === null) return { kind: 'not-connected' };
  if (refusal !== 'free') return refusal;
  await store.unlink(pair);
  await deps.wake(connection);
  return { kind: 'unlinked' };
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
  const running = meant.filter(({ state }) => state === 'on' || state === 'first-sync');
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
  if (!(await configured(deps, connection, entity))) return null;
  const retried = await deps.recordsOf(connection).retry(entity, selection);
  if (retried > 0) await deps.wake(connection);
  return retried;
}

/** The definition of an entity that has a sync here. */
async function configured(
  deps: SyncsDeps,
  connection: Connection,
  entity: EntityName,
): Promise<EntityDefinition | null> {
  const syncs = await deps.syncsOf(connection).list();
  return syncs.some((sync) => sync.entity === entity) ? definitionIn(deps.registry, entity) : null;
}

const idOf = (pair: Pair, side: Side): string => (side === 'hubspot' ? pair.hubspotId : pair.quickbooksId);

async function readPair(
  access: VendorAccess,
  pair: Pair,
): Promise<Readonly<Record<Side, RecordSnapshot | null>>> {
  const [hubspot, quickbooks] = await Promise.all([
    readOne(access, pair, 'hubspot'),
    readOne(access, pair, 'quickbooks'),
  ]);
  return { hubspot, quickbooks };
}

/** The record, or null when it is not there to be linked: unknown, put away, or merged into another. */
async function readOne(access: VendorAccess, pair: Pair, side: Side): Promise<RecordSnapshot | null> {
  const { found } = await access.gateway(side, pair.entity).read([idOf(pair, side)]);
  return found.find((record) => record.state === 'active' && record.mergedInto === null) ?? null;
}

function shareKey(
  definition: EntityDefinition,
  hubspot: RecordSnapshot,
  quickbooks: RecordSnapshot,
): boolean {
  const keys = new Set(definition.matchKeys(hubspot));
  return definition.matchKeys(quickbooks).some((key) => keys.has(key));
}

/** Emptying a property twice is emptying it once, so this write needs no stored intent. */
async function removeKey(access: VendorAccess, pair: Pair): Promise<UnlinkOutcome | 'free'> {
  const [result] = await access.gateway('hubspot', pair.entity).execute([
    {
      intentId: `unlink:${pair.entity}:${pair.hubspotId}`,
      name: 'record',
      stage: 1,
      side: 'hubspot',
      noun: 'record',
      action: 'update',
      target: pair.hubspotId,
      version: null,
      key: null,
      values: { [keyProperty]: null, [linkProperty]: null },
      associations: [],
      repeated: false,
    },
  ]);
  return result && !result.ok ? { kind: 'key-not-removed', error: result.error } : 'free';
}
