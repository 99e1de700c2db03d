// What the core has to know about one entity. Each entity is one file in `entities/`; the engine never names one.

import type { SyncContext } from './context.ts';
import type { ExclusionReason, Failure } from './failure.ts';
import type { MatchKey } from './ports.ts';
import type { Operation } from './operation.ts';
import type { Base, Link } from './base.ts';
import type { EntityName, FieldValues, RecordSnapshot, Side } from './record.ts';
import type { Resolution } from './resolution.ts';
import type { FieldMapping, SyncRules } from './rules.ts';

/** Where a referenced record stands, as far as this pair is concerned. */
export type Dependency =
  | {
      readonly state: 'linked';
      readonly id: string;
      /** The pair rests because QuickBooks made its record inactive: nothing new can name it. */
      readonly inactive?: true;
    }
  /** A person deleted the counterpart in HubSpot: what hangs on it already stays, nothing else can be hung on it. */
  | { readonly state: 'gone'; readonly id: string; readonly cause: string; readonly blockedBy: string }
  /** Not there yet, with the cause to wait for and what blocks it in words. */
  | { readonly state: 'missing'; readonly cause: string; readonly blockedBy: string };

/** Counterparts of the records a snapshot references, by entity and the id they have on a side; QuickBooks' by default. */
export type Dependencies = (entity: EntityName, id: string, side?: Side) => Dependency;

/** What an entity has to say about a pair whose content is more than its mapped fields. */
export interface Review {
  /** Why the pair is not in step. What its plan still writes shows the state of things and changes nothing else. */
  readonly failure: Failure | null;
  /** What is not in step although everything else is kept so: the plan is carried out as if it were. */
  readonly unsettled: Failure | null;
  /** Parts that both sides agree on now, kept in the base beside the fields. */
  readonly agreed: Base['parts'];
  /** A write makes QuickBooks compute anew: the pair is looked at once more before it counts as in step. */
  readonly again: boolean;
}

export interface PlanInput {
  readonly rules: SyncRules;
  readonly context: SyncContext;
  readonly link: Link | null;
  readonly base: Base | null;
  readonly hubspot: RecordSnapshot | null;
  readonly quickbooks: RecordSnapshot | null;
  readonly dependencies: Dependencies;
  /** Merged values to write, by side. */
  readonly writes: Readonly<Record<Side, FieldValues>>;
  /** How many names QuickBooks has refused for this record just now. */
  readonly namesRefused: number;
  /** What a person decided about this pair and is not carried out yet. */
  readonly resolutions: readonly Resolution[];
}

/** What QuickBooks wants of a record that is made there besides its mapped values, or why it cannot be made. */
export type Demand =
  | { readonly kind: 'values'; readonly values: FieldValues }
  | { readonly kind: 'failure'; readonly failure: Failure };

export interface EntityDefinition {
  readonly name: EntityName;
  /** Entities that must be linked first, in the order passes work through them. */
  readonly requires: readonly EntityName[];
  /** References whose counterpart is used when it exists, but not waited for. */
  readonly uses: readonly EntityName[];
  readonly mappings: readonly FieldMapping[];
  /** Why a record can never take part (a project, a category), or null. */
  scope(record: RecordSnapshot, rules: SyncRules): ExclusionReason | null;
  /** Normalised values this record is matched by; none when it is matched by link or key only. */
  matchKeys(record: RecordSnapshot): readonly MatchKey[];
  /** Values that follow from the QuickBooks record and the day (status, totals), under names of ours. */
  derive(quickbooks: RecordSnapshot, context: SyncContext): FieldValues;
  /** What QuickBooks wants besides the mapped values when the record is made there, or why it cannot be made. */
  forQuickbooks(input: PlanInput): Demand;
  /** All writes that make the merged values true, dependent parts included; empty when nothing has to be written. */
  plan(input: PlanInput): readonly Operation[];
  /** Last writes for a pair whose QuickBooks record is gone. */
  planGone(input: PlanInput): readonly Operation[];
  /** What people are shown of a QuickBooks record without asking QuickBooks: plain JSON, opaque to the engine; or null. */
  summary(quickbooks: RecordSnapshot, context: SyncContext): object | null;
  /** The first day on which this pair changes by time alone, or null. */
  revisitOn(quickbooks: RecordSnapshot, context: SyncContext): string | null;
  /** Where a pair was made that is found by our key alone; null when its records do not say. */
  madeIn?(hubspot: RecordSnapshot | null, quickbooks: RecordSnapshot | null): Side | null;
  /** The rules as they hold for pairs made on a side; asking again changes nothing. */
  rulesFor?(rules: SyncRules, madeIn: Side): SyncRules;
  /** Looks at both sides of a pair; null when its mapped fields say everything. */
  review?(input: PlanInput): Review | null;
  /** Whether a HubSpot record still has, besides its mapped fields, what was agreed. */
  sameContent?(hubspot: RecordSnapshot, link: Link, input: Pick<PlanInput, 'rules' | 'context'>): boolean;
  /** Properties, by noun, of HubSpot records whose changes are changes of those they are associated with (an invoice's lines). */
  readonly watches?: Readonly<Record<string, readonly string[]>>;
  /** HubSpot properties that rules of this entity look at besides the mapped ones. */
  readonly alsoReads: readonly string[];
  /** The recommended sync, switched off. */
  recommended(setUpDay: string): SyncRules;
}

/** The rules in force for pairs made on a side. */
export const rulesInForce = (
  definition: Pick<EntityDefinition, 'rulesFor'>,
  rules: SyncRules,
  madeIn: Side,
): SyncRules => definition.rulesFor?.(rules, madeIn) ?? rules;

/** Our key: names the QuickBooks record a HubSpot record mirrors; carries the realm so that companies never mix. */
export const ourKey = (context: SyncContext, entity: EntityName, id: string): string =>
  `${context.company.realmId}:${entity}:${id}`;

/** The QuickBooks id that a key of ours names, when it names a record of this entity in this realm. */
export function idOfKey(context: SyncContext, entity: EntityName, key: string | null): string | null {
  const prefix = ourKey(context, entity, '');
  const id = key?.startsWith(prefix) ? key.slice(prefix.length) : '';
  return /^\d+$/.test(id) ? id : null;
}

/** The cause a record waits on until its reference is linked. */
export const linkCause = (entity: EntityName, side: Side, id: string): string =>
  `link:${entity}:${side}:${id}`;

/** The cause of what waits for another set-up of the company: its books reopened, its currencies, its taxes. */
export const companyCause = 'company';

/** The cause a record waits on until another one, which stands in its way, has changed. */
export const recordCause = (entity: EntityName, side: Side, id: string): string =>
  `record:${entity}:${side}:${id}`;
