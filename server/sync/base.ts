// What both sides had when they last agreed. A side has changed only against its own value here.

import type { FieldValues } from './record.ts';

/** Per part: the ids on both sides and the values each side had when they agreed. */
export interface PartBase {
  readonly hubspotId: string | null;
  readonly hubspot: FieldValues;
  readonly quickbooks: FieldValues;
}

export interface Base {
  readonly hubspot: FieldValues;
  readonly quickbooks: FieldValues;
  /** Referenced HubSpot ids that were written, by reference name. */
  readonly references: Readonly<Record<string, string | null>>;
  /** By part name, then part key. */
  readonly parts: Readonly<Record<string, Readonly<Record<string, PartBase>>>>;
}

export const emptyBase: Base = { hubspot: {}, quickbooks: {}, references: {}, parts: {} };

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
}
