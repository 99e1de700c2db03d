// The vocabulary of writes. A plan is data: the engine stores each operation as an intent before it is carried out.

import type { FieldValues, Side } from './record.ts';

/** The id of a record that another operation of the same plan creates. */
export interface CreatedBy {
  readonly createdBy: string;
}

export type Target = string | CreatedBy;

/** Another record to connect to: `noun` is the entity or part name on that side (`contact`, `company`, `line`). */
export interface AssociationEnd {
  readonly noun: string;
  readonly id: Target;
}

/** The HubSpot record (a line, a fee) that a row is made from. */
export interface RowPart {
  readonly key: string;
  readonly hubspotId: string | null;
  /** HubSpot's content the row stands for. */
  readonly source: FieldValues;
}

export interface RowReference {
  /** Position in `rows`. */
  readonly row: number;
  readonly field: string;
  readonly createdBy: string;
}

/** The part name under which the base keeps rows that travel with their record. */
export const rowNoun = 'row';

/**
 * One write to one vendor. `noun` is `record` for the pair's own record, otherwise a part name.
 * Stages run in order; inside a stage, operations of many pairs travel together in the vendor's batches.
 */
export interface Operation {
  /** Unique within the plan: `record`, `line:1`, `payment:180`. */
  readonly name: string;
  readonly stage: number;
  readonly side: Side;
  readonly noun: string;
  /** `link` writes nothing: the part that exists on `side` as `target` belongs to the one this operation is named after. */
  readonly action: 'create' | 'update' | 'remove' | 'void' | 'associate' | 'dissociate' | 'link';
  /** Null for creates. */
  readonly target: Target | null;
  /** Version the write is based on (QuickBooks sync token); null where the vendor has none. */
  readonly version: string | null;
  /** Our key, for creates: makes a repeated create find the first one. */
  readonly key: string | null;
  /**
   * How many refusals are on record for this create; absent is none. A repeat of the same attempt brings back its first
   * answer where the vendor remembers requests; only a new attempt is carried out anew.
   */
  readonly attempt?: number;
  readonly values: FieldValues;
  readonly associations: readonly AssociationEnd[];
  /**
   * Rows that the vendor takes with the record itself, always all of them (QuickBooks replaces the array): fields by the
   * vendor's own names relative to the row (`Id`, `Amount`, `ItemRef.value`). Absent leaves the rows alone.
   */
  readonly rows?: readonly FieldValues[];
  /** What each of the rows stands for; the base keeps it with the row as the vendor answered it. */
  readonly rowParts?: readonly RowPart[];
  /** Values of rows that are ids of records which other operations of the plan create. */
  readonly rowReferences?: readonly RowReference[];
  /** For parts: the other side's values this write makes true, kept in the base once it is confirmed. */
  readonly source?: FieldValues;
  /** Name of the operation whose new record our key and link in these values will name. */
  readonly keyOf?: string;
  /** For parts: the row no longer belongs to the pair once this is confirmed. */
  readonly forget?: boolean;
}

/** An operation whose targets are all known ids; what gateways carry out. */
export interface ResolvedOperation extends Omit<Operation, 'target' | 'associations'> {
  /** Identity of the stored intent; the vendor's idempotency id derives from it where one exists. */
  readonly intentId: string;
  readonly target: string | null;
  readonly associations: readonly { readonly noun: string; readonly id: string }[];
  /** Set when this is a repeat after a crash or a lost answer: look before creating where the key is not unique. */
  readonly repeated: boolean;
}
