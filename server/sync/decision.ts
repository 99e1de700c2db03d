// What the core can say about one pair. Data only, so that it can be stored, shown and tested.

import type { Base } from './base.ts';
import type { ExclusionReason, Failure } from './failure.ts';
import type { Conflict } from './merge.ts';
import type { Operation } from './operation.ts';

export type Decision =
  /** Both agree, or there is nothing to keep in step. `settled` pairs are in sync; others are simply forgotten. */
  | { readonly kind: 'nothing'; readonly settled: boolean; readonly agreed?: Base['parts'] }
  /** These two belong together; decide again with both read. */
  | {
      readonly kind: 'link';
      readonly hubspotId: string;
      readonly quickbooksId: string;
      readonly why: 'our-key' | 'match';
    }
  | {
      readonly kind: 'create';
      readonly operations: readonly Operation[];
      /** What the vendor makes of it decides: the pair is looked at once more. */
      readonly again?: boolean;
    }
  | {
      readonly kind: 'update';
      readonly operations: readonly Operation[];
      readonly conflicts: readonly Conflict[];
      /** Parts of the base that hold once this is carried out. */
      readonly agreed?: Base['parts'];
      readonly again?: boolean;
      /** What keeps the pair from being in sync although these writes are made. */
      readonly failure?: Failure;
    }
  | {
      readonly kind: 'exclude';
      readonly reason: ExclusionReason;
      readonly details: Readonly<Record<string, string>>;
      /** Last writes before the pair rests (a deleted invoice's mirror becomes voided). */
      readonly operations: readonly Operation[];
    }
  | {
      readonly kind: 'fail';
      readonly failure: Failure;
      /** Writes that show how things stand, although the pair is not in step. */
      readonly operations?: readonly Operation[];
    }
  | { readonly kind: 'wait'; readonly failure: Failure };
