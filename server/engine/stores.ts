// What the engine needs from storage. Implemented in storage/, one store per file; every method works inside one
// connection (row-level security enforces it too).

import type { CommandStore } from './commands.ts';
import type { Base, Link } from '../sync/base.ts';
import type { Failure, VendorError } from '../sync/failure.ts';
import type { OperationResult } from '../sync/ports.ts';
import type { EntityName, RecordRef, Side } from '../sync/record.ts';
import type { Operation, ResolvedOperation } from '../sync/operation.ts';
import type { Resolution } from '../sync/resolution.ts';
import type { Sync, SyncState } from '../sync/rules.ts';

/** Lower runs first: 0 a person's click, 1 born of a webhook or feed, 2 retries and repairs, 3 first sync. */
export type Priority = 0 | 1 | 2 | 3;

export interface Mark extends RecordRef {
  /** Raised each time the record is marked again; a mark is removed only at the sequence that was loaded. */
  readonly sequence: string;
  readonly priority: Priority;
  readonly attempts: number;
}

export interface NewMark extends RecordRef {
  readonly priority: Priority;
}

/** A named place in a feed or listing. `value` is opaque JSON; null removes the cursor. */
export interface CursorMove {
  readonly name: string;
  readonly value: unknown;
}

/** One match key of one record; `keys` replaces what was known about the record. */
export interface RecordKeys extends RecordRef {
  readonly keys: readonly string[];
}

export interface MarkStore {
  /** Marks records, learns their match keys and moves cursors in one transaction. Re-marking never lowers urgency. */
  add(
    marks: readonly NewMark[],
    alongside?: { cursors?: readonly CursorMove[]; keys?: readonly RecordKeys[] },
  ): Promise<void>;
  /** Due marks of the most urgent priority class present, entities in the given order, oldest first. */
  due(options: {
    entities: readonly EntityName[];
    limit: number;
    now: Date;
    atMost?: Priority;
  }): Promise<readonly Mark[]>;
  drop(marks: readonly Mark[]): Promise<void>;
  /** Marks left, by entity and priority, deferred ones included. */
  counts(): Promise<
    readonly { entity: EntityName; priority: Priority; count: number; nextDueAt: Date | null }[]
  >;
}

export interface LinkStore {
  bySide(entity: EntityName, side: Side, ids: readonly string[]): Promise<readonly Link[]>;
  /** Child links of an invoice's payments: those whose QuickBooks payment id is one of these. */
  parentsOfPart(part: string, quickbooksPartIds: readonly string[]): Promise<readonly Link[]>;
  /** Which of these QuickBooks records belong to pairs that are in sync just now. */
  inSync(entity: EntityName, quickbooksIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** The conflicts on record for those of these QuickBooks records that have some, as stored. */
  notes(entity: EntityName, quickbooksIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Why records rest or fail, by id: the reason of their exclusion or the category of their failure. A pair whose HubSpot
   * record was merged into one that was deleted counts as deleted, too.
   */
  resting(entity: EntityName, side: Side, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Links whose next look is due because time itself changes them (invoices falling overdue). */
  revisitDue(today: string, limit: number): Promise<readonly Link[]>;
  /** Notes that a listing met these records, for the comparison of id lists. `run` names the listing. */
  noteListed(entity: EntityName, side: Side, ids: readonly string[], run: string): Promise<void>;
  /** Links whose record of this side the listing `run` never met: deleted, archived or merged away. */
  notListed(entity: EntityName, side: Side, run: string, limit: number): Promise<readonly Link[]>;
}

/** A person's decision that is not carried out yet, with the ids its record had when it was made. */
export interface PendingResolution extends Resolution {
  readonly id: string;
  readonly hubspotId: string | null;
  readonly quickbooksId: string | null;
}

export interface ResolutionStore {
  /** Decisions about these records, oldest first. */
  of(
    entity: EntityName,
    ids: { readonly hubspotIds: readonly string[]; readonly quickbooksIds: readonly string[] },
  ): Promise<readonly PendingResolution[]>;
}

export interface MatchKeyStore {
  /** Other known records per key, both sides; keys are stored as keyed hashes only. */
  holders(entity: EntityName, keys: readonly string[]): Promise<ReadonlyMap<string, readonly RecordRef[]>>;
}

export interface CursorStore {
  read(name: string): Promise<unknown>;
  move(moves: readonly CursorMove[]): Promise<void>;
}

export interface StoredIntent {
  readonly id: string;
  readonly ref: RecordRef;
  readonly operation: Operation;
  /** The operation with its ids filled in, exactly as it was or will be sent. */
  readonly request: ResolvedOperation;
  readonly answer: OperationResult | null;
  readonly createdAt: Date;
}

export interface NewIntent {
  readonly ref: RecordRef;
  readonly counterpart: string | null;
  readonly operation: Operation;
  readonly request: ResolvedOperation;
}

export interface IntentStore {
  /** Stores intents before their call; ids in the order given. */
  open(intents: readonly NewIntent[]): Promise<readonly string[]>;
  /** Stores the vendor's answers on arrival. */
  answer(results: readonly OperationResult[]): Promise<void>;
  /** Intents that an earlier run left open, oldest first. */
  listOpen(limit: number): Promise<readonly StoredIntent[]>;
  /**
   * How many creates QuickBooks has refused for each of these records, by record id; a link that a person took apart
   * counts as well, because what was created then is no answer any more.
   */
  refusedCreates(entity: EntityName, ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

export interface LinkWrite {
  /** Null for a new link. */
  readonly id: string | null;
  readonly entity: EntityName;
  readonly hubspotId: string;
  readonly quickbooksId: string;
  readonly base: Base | null;
  readonly hubspotVersion: string | null;
  readonly quickbooksVersion: string | null;
  readonly origin: 'hubspot' | 'quickbooks';
  /** The revision the decision was made on; 0 for a new link. */
  readonly revision: number;
  /**
   * Day on which time alone makes this pair worth another look; null for never. Absent when the QuickBooks record was not
   * read: what is stored stays.
   */
  readonly revisitOn?: string | null;
  /** Ids of parts other records may name (QuickBooks payment ids), by part name. Absent like `revisitOn`. */
  readonly partIds?: Readonly<Record<string, readonly string[]>>;
}

export type RecordStatus =
  | { readonly state: 'in-sync'; readonly note: string | null }
  | { readonly state: 'pending' }
  | { readonly state: 'failing'; readonly failure: Failure; readonly nextTryAt: Date | null }
  | {
      readonly state: 'excluded';
      readonly reason: string;
      readonly details: Readonly<Record<string, string>>;
    };

/** The row the overview reads: one per pair, or per record that has no counterpart. */
export interface StateWrite {
  readonly entity: EntityName;
  readonly hubspotId: string | null;
  readonly quickbooksId: string | null;
  readonly label: string;
  readonly status: RecordStatus;
}

/** What people are shown of a QuickBooks record, as its entity put it; opaque here. */
export interface SummaryWrite {
  readonly entity: EntityName;
  readonly quickbooksId: string;
  readonly summary: object;
}

export interface ActivityWrite {
  readonly entity: EntityName;
  readonly hubspotId: string | null;
  readonly quickbooksId: string | null;
  /** What happened, in the engine's words: `created`, `updated`, `linked`, `failed`, `excluded`. */
  readonly what: string;
  readonly why: string;
  readonly before: Readonly<Record<string, string | null>>;
  readonly after: Readonly<Record<string, string | null>>;
  readonly vendorError: VendorError | null;
}

/** The outcome of one marked pair. */
export interface Settlement {
  /** The loaded marks this outcome answers; removed only if their sequence is unchanged. */
  readonly marks: readonly Mark[];
  readonly link: LinkWrite | null;
  readonly status: StateWrite | null;
  /** Null leaves what is stored. */
  readonly summary: SummaryWrite | null;
  readonly activities: readonly ActivityWrite[];
  readonly intents: readonly string[];
  /** Records to look at next, because of this outcome. */
  readonly follow: readonly NewMark[];
  /** Causes this outcome removed; records waiting on them are marked. */
  readonly causes: readonly string[];
  /**
   * Records (as `recordCause` names them) that these causes do not wake: two that stand in each other's way would wake
   * each other for ever. Absent is none.
   */
  readonly sparing?: readonly string[];
  /** Ids of the decisions this outcome carried out or made void; later ones stay. */
  readonly resolutions: readonly string[];
  /** Attempts so far, for backoff: the mark stays, not before this instant. */
  readonly retryAt: Date | null;
}

export interface SyncStore {
  list(): Promise<readonly Sync[]>;
  /** With `from`, only a sync that is in that state moves: a person's *Turn off* is not undone. */
  setState(
    entity: EntityName,
    state: SyncState,
    options?: { readonly pausedReason?: string | null; readonly from?: SyncState },
  ): Promise<void>;
}

/** How many webhook events were taken from the inbox, and how many of them QuickBooks sent. */
export interface Drained {
  readonly events: number;
  readonly quickbooks: number;
}

/** Everything the engine stores about one connection, under one lease. */
export interface ConnectionStore {
  readonly connectionId: string;
  readonly marks: MarkStore;
  readonly links: LinkStore;
  readonly matchKeys: MatchKeyStore;
  readonly resolutions: ResolutionStore;
  readonly cursors: CursorStore;
  readonly intents: IntentStore;
  readonly commands: CommandStore;
  readonly syncs: SyncStore;
  /**
   * Stores outcomes in one transaction. Throws `LeaseLost` when the fence is not ours any more. An outcome whose
   * link revision or sync version has moved on is left out and its marks stay; answers the indexes left out.
   */
  settle(
    outcomes: readonly Settlement[],
    versions: ReadonlyMap<EntityName, number>,
  ): Promise<readonly number[]>;
  /** The oldest webhook events become marks of these entities, in one transaction. */
  drainInbox(options: { entities: readonly EntityName[]; limit: number }): Promise<Drained>;
  /** Adds to the per-day counters shown in settings (`hubspot.read`, `quickbooks.metered`). */
  count(kinds: ReadonlyMap<string, number>): Promise<void>;
}

/** Exclusive right to work for one connection, with a fence that grows at each acquisition. */
export interface Lease {
  readonly fence: string;
  /** Throws `LeaseLost` when the lease may have run out or the process is stopping; called before each vendor call. */
  assertHeld(): void;
  release(): Promise<void>;
}

export interface LeaseStore {
  /** Null when another worker holds it. Renews itself in the background until released. */
  acquire(connectionId: string, owner: string, stop: AbortSignal): Promise<Lease | null>;
}
