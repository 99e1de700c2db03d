// What a record looks like to the core: the same shape for both vendors and all entities.

export const sides = ['hubspot', 'quickbooks'] as const;
/** One of the two systems that are kept in step. */
export type Side = (typeof sides)[number];

export const otherSide = (side: Side): Side => (side === 'hubspot' ? 'quickbooks' : 'hubspot');

/** Name of an entity in the registry (`entities/registry.ts`); the engine treats it as an opaque word. */
export type EntityName = string;

/**
 * Field values as the vendor states them, read into text: decimals as decimal digits, booleans as `true`/`false`,
 * absence as null. Keys are the vendor's own names (`email`, `BillAddr.City`). Text keeps numbers exact and makes
 * bases and intents plain JSON; `fields/` gives values their meaning.
 */
export type FieldValues = Readonly<Record<string, string | null>>;

/**
 * - `inactive`: QuickBooks list rows made inactive, HubSpot archived records that still answer by id.
 * - `voided`: transactions only.
 * - `deleted`: known to be gone (QuickBooks stub or 610 by id, HubSpot 404 by id or deletion event).
 */
export type RecordState = 'active' | 'inactive' | 'voided' | 'deleted';

/** A dependent row of a record: an invoice line, an applied payment. `key` names it within its record for ever. */
export interface Part {
  readonly key: string;
  readonly id: string | null;
  readonly fields: FieldValues;
  readonly references: References;
}

/** Ids of other records on the same side, by the name the entity gives the reference (`contact`, `product`). */
export type References = Readonly<Record<string, string | null>>;

/** One record of one side as last read. */
export interface RecordSnapshot {
  readonly side: Side;
  readonly entity: EntityName;
  readonly id: string;
  /** Orders the states of this record: HubSpot `updatedAt` in ms, QuickBooks `SyncToken`; decimal digits. */
  readonly version: string;
  readonly state: RecordState;
  /** What people call this record: a name, an invoice number. */
  readonly label: string;
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly fields: FieldValues;
  readonly references: References;
  readonly parts: Readonly<Record<string, readonly Part[]>>;
  /**
   * Our key as found on a HubSpot record: names the QuickBooks record it mirrors. On a QuickBooks transaction that we made,
   * the id of the HubSpot record it was made from.
   */
  readonly key: string | null;
  /** The id that survives when the vendor says this record was merged away. */
  readonly mergedInto: string | null;
}

/** Names one record in one connection. */
export interface RecordRef {
  readonly entity: EntityName;
  readonly side: Side;
  readonly id: string;
}
