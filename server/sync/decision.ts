// What the core can say about one pair. Data only, so that it can be stored, shown and tested.

import type { ExclusionReason, Failure } from './failure.ts';
import type { Conflict } from './merge.ts';
import type { Operation } from './operation.ts';

export type Decision =
  /** Both agree, or there is nothing to keep in step. `settled` pairs are in sync; others are simply forgotten. */
  | { readonly kind: 'nothing'; readonly settled: boolean }
  /** These two belong together; decide again with both read. */
  | {
      readonly kind: 'link';
      readonly hubspotId: string;
      readonly quickbooksId: string;
      readonly why: 'our-key' | 'match';
    }
  | { readonly kind: 'create'; readonly operations: readonly Operation[] }
  | {
      readonly kind: 'update';
      readonly operations: readonly Operation[];
      readonly conflicts: readonly Conflict[];
    }
  | {
      readonly kind: 'exclude';
      readonly reason: ExclusionReason;
      readonly details: Readonly<Record<string, string>>;
      /** Last writes before the pair rests (a deleted invoice's mirror becomes voided). */
      readonly operations: readonly Operation[];
    }
  | { readonly kind: 'fail'; readonly failure: Failure }
  | { readonly kind: 'wait'; readonly failure: Failure };
