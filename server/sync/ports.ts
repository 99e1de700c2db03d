// What the engine needs from vendors: implemented in hubspot/ and quickbooks/, one gateway per noun.

import type { FailureCategory, FailureDetails, VendorError } from './failure.ts';
import type { EntityName, FieldValues, RecordSnapshot, Side } from './record.ts';
import type { ResolvedOperation } from './operation.ts';
import type { Filter } from './rules.ts';

/** A value two records of different sides are matched by, already normalised (`email:ada@example.com`). */
export type MatchKey = string;

export interface Candidate {
  readonly id: string;
  readonly label: string;
}

/** `unread` ids were neither found nor known to be gone (hidden, forbidden): nothing may be concluded from that. */
export interface ReadResult {
  readonly found: readonly RecordSnapshot[];
  readonly gone: readonly string[];
  readonly unread: readonly string[];
}

export interface ListPage {
  readonly records: readonly RecordSnapshot[];
  /** Opaque place to go on from, stored between passes; null when this was the last page. */
  readonly next: string | null;
}

export type OperationResult =
  | {
      readonly intentId: string;
      readonly ok: true;
      readonly id: string;
      readonly version: string | null;
      /**
       * The record's values as the vendor answered them, for the fields that were written. QuickBooks adds what it
       * computes or fills in on invoices: amounts, tax, number, days and currency.
       */
      readonly values: FieldValues;
      /**
       * Where rows travel with their record: the vendor's rows as they are now, in order, named as in
       * `Operation.rows`, each with its `Id`. Rows the vendor computes by itself are left out.
       */
      readonly rows?: readonly FieldValues[];
    }
  | {
      readonly intentId: string;
      readonly ok: false;
      readonly category: FailureCategory;
      /** What the refusal says beyond its category: the field and its limit, the record that holds a taken name. */
      readonly details?: FailureDetails;
      readonly error: VendorError;
    };

/**
 * One noun of one vendor. All methods throw `ConnectionLost`, `VendorUnavailable` or `RateLimited` (engine/reactions)
 * for trouble that concerns the whole connection; trouble with one record is a value.
 */
export interface Gateway {
  readonly side: Side;
  readonly entity: EntityName;
  /** Reads by id in as few calls as the vendor allows; order and duplicates do not matter. */
  read(ids: readonly string[]): Promise<ReadResult>;
  /**
   * Every record of this noun, inactive ones included, in an order that paging cannot skip. Null starts. With `bare`, the
   * record's own values are enough; what belongs to it is not read.
   */
  list(place: string | null, options?: { readonly bare?: boolean }): Promise<ListPage>;
  /** How many records there are; one cheap call, may lag. */
  count(): Promise<number>;
  /**
   * How many active records pass a filter, when the vendor can be asked exactly that in one cheap call (may lag); null
   * when it cannot. Days mean days of `zone`.
   */
  countPassing?(filter: Filter, zone: string): Promise<number | null>;
  /** Records that carry one of these match keys. A key without candidates is absent from the answer. */
  find(keys: readonly MatchKey[]): Promise<ReadonlyMap<MatchKey, readonly Candidate[]>>;
  /** HubSpot only: ids of the records that carry these keys of ours. */
  findByOurKey?(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** HubSpot only: whether any record carries a key of ours at all; one cheap call, may lag. */
  hasOurKeys?(): Promise<boolean>;
  /** Carries out operations of one noun and one action; slices into the vendor's batches; one result per operation. */
  execute(operations: readonly ResolvedOperation[]): Promise<readonly OperationResult[]>;
}

/** A record some feed says to look at. */
export interface Change {
  readonly entity: EntityName;
  readonly id: string;
  readonly deleted: boolean;
  /** The record's version, where the feed tells it: what is agreed at this version needs no look. */
  readonly version: string | null;
}

export interface ChangePage {
  readonly changes: readonly Change[];
  /** Where the next call starts; already moved back by the vendor's overlap. */
  readonly watermark: string;
  /** The feed may have hidden changes (QuickBooks: 1,000 objects; HubSpot: 10,000 hits). */
  readonly truncated: boolean;
  /** Set when the reading stopped on the way, at the watermark; the next call goes on from there. */
  readonly more?: boolean;
}

/** Says which records changed since an instant (ISO). `tooOld` means the vendor no longer tells. */
export interface ChangeFeed {
  readonly side: Side;
  /** The watermark to store before a first listing begins, so that nothing between is missed. */
  start(): Promise<string>;
  since(watermark: string): Promise<ChangePage | 'tooOld'>;
}

/** All that one connection's worker talks to. Built per pass with that connection's tokens, limits and lease. */
export interface VendorAccess {
  gateway(side: Side, entity: EntityName): Gateway;
  feed(side: Side): ChangeFeed;
  /** QuickBooks' tax codes and what percent of a sale each makes; codes whose rate is not known are absent. */
  taxPercents(): Promise<Readonly<Record<string, string>>>;
  /** Ids of the HubSpot records of an entity that are associated with any of these records of a noun. */
  associated(noun: string, entity: EntityName, ids: readonly string[]): Promise<readonly string[]>;
}
