// Three-way merge of two linked records: which mapped values flow where. Pure, and the same seen from either side.

import type { Base } from './base.ts';
import type { SyncContext } from './context.ts';
import { cross, hasValue, sameAcross, sameWithin } from './fields/values.ts';
import type { Value } from './fields/values.ts';
import { otherSide, sides } from './record.ts';
import type { FieldValues, Side } from './record.ts';
import { sideTaken } from './resolution.ts';
import type { Resolution } from './resolution.ts';
import type { Direction, FieldMapping, SyncRules } from './rules.ts';

/** Both sides changed a field to different values; the winner's was used. Nothing is lost: both are recorded. */
export interface Conflict {
  readonly mapping: string;
  readonly winner: Side;
  readonly hubspot: Value;
  readonly quickbooks: Value;
}

export interface Merge {
  /** Values to write, by side, under that side's own field names. */
  readonly hubspot: FieldValues;
  readonly quickbooks: FieldValues;
  /** New ones, and those recorded before that nobody has answered and no change has overtaken. */
  readonly conflicts: readonly Conflict[];
  /** Mappings whose value should flow but cannot be read as the target's type; nothing is written for them. */
  readonly unreadable: readonly Unreadable[];
}

export interface Unreadable {
  readonly mapping: string;
  readonly target: Side;
}

export interface MergeInput {
  readonly mappings: readonly FieldMapping[];
  readonly rules: Pick<SyncRules, 'direction' | 'winner'>;
  readonly base: Base | null;
  readonly hubspot: FieldValues;
  readonly quickbooks: FieldValues;
  readonly context: SyncContext;
  /** Conflicts on record from earlier merges; absent is none. */
  readonly recorded?: readonly Conflict[];
  /** What a person decided; those about a field name its mapping. Absent is nothing. */
  readonly resolutions?: readonly Resolution[];
}

type Flow =
  /** `agreed`: neither side has changed since both last agreed. */
  | { readonly kind: 'none'; readonly agreed?: boolean }
  | { readonly kind: 'flow'; readonly from: Side; readonly conflict: boolean }
  /** A person takes the value one side had; both get it, because by now both may have the other's. */
  | { readonly kind: 'take'; readonly from: Side; readonly value: Value };

const none: Flow = { kind: 'none' };
const flow = (from: Side, conflict = false): Flow => ({ kind: 'flow', from, conflict });

/** Merges the given mappings. Never invents a value: what is written stood on the other side. */
export function merge(input: MergeInput): Merge {
  const writes: Record<Side, Record<string, Value>> = { hubspot: {}, quickbooks: {} };
  const conflicts: Conflict[] = [];
  const unreadable: Unreadable[] = [];
  for (const mapping of input.mappings) {
    const decided = decideField(mapping, input);
    if (decided.kind === 'none') {
      if (decided.agreed) conflicts.push(...recordedFor(mapping, input));
      continue;
    }
    const values = valuesOf(mapping, input);
    const { from } = decided;
    const target = otherSide(from);
    const source = decided.kind === 'take' ? decided.value : values[from];
    const value = cross(
      mapping,
      from,
      {
        value: source,
        replaces: values[target],
        agreed: agreedValue(mapping, from, input.base) ?? null,
      },
      input.context,
    );
    if (value === null && hasValue(source)) {
      unreadable.push({ mapping: mapping.id, target });
      continue;
    }
    if (decided.kind === 'flow' && decided.conflict)
      conflicts.push({ mapping: mapping.id, winner: from, ...values });
    if (!sameWithin(mapping[from], source, values[from], input.context))
      writes[from][mapping[from].name] = source;
    if (!sameWithin(mapping[target], value, values[target], input.context))
      writes[target][mapping[target].name] = value;
  }
  return { hubspot: writes.hubspot, quickbooks: writes.quickbooks, conflicts, unreadable };
}

/** Whether a mapping lets values through towards a side, given the sync's own direction. */
export function flowsTo(
  target: Side,
  mapping: Pick<FieldMapping, 'direction'>,
  direction: Direction,
): boolean {
  const through = (way: Direction): boolean => way === 'two-way' || way === `to-${target}`;
  return through(mapping.direction) && through(direction);
}

function decideField(mapping: FieldMapping, input: MergeInput): Flow {
  const { hubspot, quickbooks } = valuesOf(mapping, input);
  const open = {
    hubspot: flowsTo('quickbooks', mapping, input.rules.direction),
    quickbooks: flowsTo('hubspot', mapping, input.rules.direction),
  };
  if (!open.hubspot && !open.quickbooks) return none;
  const same = sameAcross(mapping, hubspot, quickbooks, input.context);
  const changed = changedSides(mapping, input);
  if (changed === null)
    return same ? none : firstContact(mapping, open, { hubspot, quickbooks }, input.rules.winner);
  if (mapping.enforced) {
    const mayWrite = changed.quickbooks || (changed.hubspot && hasValue(quickbooks));
    return flowIf(mayWrite, 'quickbooks');
  }
  if (!changed.hubspot && !changed.quickbooks) return takenOr({ kind: 'none', agreed: true }, mapping, input);
  if (same) return none;
  if (open.hubspot && open.quickbooks) {
    if (changed.hubspot && changed.quickbooks) return flow(input.rules.winner, true);
    return flow(changed.hubspot ? 'hubspot' : 'quickbooks');
  }
  const source: Side = open.hubspot ? 'hubspot' : 'quickbooks';
  return flowIf(changed[source], source);
}

/** What a person takes of a field that both agree on, where it may flow both ways; a newer change has overtaken it. */
function takenOr(otherwise: Flow, mapping: FieldMapping, input: MergeInput): Flow {
  const chosen = input.resolutions?.find(
    ({ choice, subject }) => subject === mapping.id && sideTaken(choice) !== null,
  );
  const from = chosen && sideTaken(chosen.choice);
  if (!chosen || !from || !sides.every((side) => flowsTo(side, mapping, input.rules.direction)))
    return otherwise;
  return { kind: 'take', from, value: chosen.value };
}

const recordedFor = (mapping: FieldMapping, { recorded = [] }: MergeInput): readonly Conflict[] =>
  recorded.filter((conflict) => conflict.mapping === mapping.id);

/** Null when the two sides never agreed on this field. */
function changedSides(mapping: FieldMapping, input: MergeInput): Readonly<Record<Side, boolean>> | null {
  const thenHubspot = agreedValue(mapping, 'hubspot', input.base);
  const thenQuickbooks = agreedValue(mapping, 'quickbooks', input.base);
  if (thenHubspot === undefined || thenQuickbooks === undefined) return null;
  const now = valuesOf(mapping, input);
  return {
    hubspot: !sameWithin(mapping.hubspot, now.hubspot, thenHubspot, input.context),
    quickbooks: !sameWithin(mapping.quickbooks, now.quickbooks, thenQuickbooks, input.context),
  };
}

/** Without an agreed value the winner's value is used, or the only one there is; an empty value never wipes. */
function firstContact(
  mapping: FieldMapping,
  open: Readonly<Record<Side, boolean>>,
  values: Readonly<Record<Side, Value>>,
  winner: Side,
): Flow {
  const preferred = mapping.enforced ? 'quickbooks' : winner;
  for (const side of [preferred, otherSide(preferred)]) {
    if (open[side] && hasValue(values[side])) return flow(side);
  }
  return none;
}

const flowIf = (condition: boolean, from: Side): Flow => (condition ? flow(from) : none);

const valuesOf = (mapping: FieldMapping, input: MergeInput): Readonly<Record<Side, Value>> => ({
  hubspot: input.hubspot[mapping.hubspot.name] ?? null,
  quickbooks: input.quickbooks[mapping.quickbooks.name] ?? null,
});

const agreedValue = (mapping: FieldMapping, side: Side, base: Base | null): Value | undefined =>
  base?.fields[mapping.id]?.[side];
