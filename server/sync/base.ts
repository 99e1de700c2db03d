// What both sides had when they last agreed. A side has changed only against its own value here.

import type { FieldValues, Side } from './record.ts';
import type { FieldMapping } from './rules.ts';

/** Per part: the ids on both sides (the part's key is the one in QuickBooks) and the values each had when they agreed. */
export interface PartBase {
  readonly hubspotId: string | null;
  readonly hubspot: FieldValues;
  readonly quickbooks: FieldValues;
  /** Set for a part that was made in HubSpot: the HubSpot record is nobody's mirror and is never written. */
  readonly origin?: 'hubspot';
}

/** What each side itself had; the two may be written differently and mean the same. */
export interface AgreedValues {
  readonly hubspot: string | null;
  readonly quickbooks: string | null;
}

export interface Base {
  /** By mapping, because two mappings may read the same field and agree at different times. */
  readonly fields: Readonly<Record<string, AgreedValues>>;
  /** Referenced HubSpot ids that were written, by reference name. */
  readonly references: Readonly<Record<string, string | null>>;
  /** By part name, then part key. */
  readonly parts: Readonly<Record<string, Readonly<Record<string, PartBase>>>>;
}

export const emptyBase: Base = { fields: {}, references: {}, parts: {} };

/** One side's fields as they were agreed, under that side's own names. */
export function agreedFields(base: Base, side: Side, mappings: readonly FieldMapping[]): FieldValues {
  return Object.fromEntries(
    mappings.flatMap((mapping) => {
      const agreed = base.fields[mapping.id];
      return agreed ? [[mapping[side].name, agreed[side]]] : [];
    }),
  );
}

/** Two records that belong together, for as long as both exist. */
export interface Link {
  readonly id: string;
  readonly entity: string;
  readonly hubspotId: string;
  readonly quickbooksId: string;
  /** Null until all parts of the pair have been confirmed once. */
  readonly base: Base | null;
  readonly hubspotVersion: string | null;
  readonly quickbooksVersion: string | null;
  /** Where the record was made; decided once, when it is first seen. */
  readonly origin: 'hubspot' | 'quickbooks';
  /** Row version; a settlement that names another one is discarded. */
  readonly revision: number;
  /** The QuickBooks record that survived when this pair's was merged away, as a webhook said; absent is none. */
  readonly mergedInto?: string;
}
