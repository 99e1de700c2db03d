// The heart: given both sides as they are and what was last agreed, what is to be done? Pure and total: every input
// has an answer, the same input has the same answer, and deciding again after the answer was carried out gives nothing.

import type { Base, Link } from './base.ts';
import { forRecord } from './context.ts';
import type { SyncContext } from './context.ts';
import type { Decision } from './decision.ts';
import type { Dependencies, EntityDefinition, PlanInput } from './entity.ts';
import { linkCause, recordCause, ourKey, rulesInForce } from './entity.ts';
import { waitingCategories } from './failure.ts';
import type { Failure } from './failure.ts';
import { passes } from './filter.ts';
import type { Filterable } from './filter.ts';
import { refusedValue } from './limits.ts';
import { activeMappings } from './mappings.ts';
import { merge } from './merge.ts';
import type { Conflict, Merge } from './merge.ts';
import { otherSide } from './record.ts';
import type { FieldValues, RecordSnapshot, Side } from './record.ts';
import type { Resolution } from './resolution.ts';
import type { SyncRules } from './rules.ts';

/** A record on the other side that shares a match key, and what it is linked to already. */
export interface CandidateRecord {
  readonly id: string;
  readonly label: string;
  readonly linkedTo: string | null;
}

export interface DecideInput {
  readonly definition: EntityDefinition;
  readonly rules: SyncRules;
  readonly context: SyncContext;
  readonly link: Link | null;
  readonly hubspot: RecordSnapshot | null;
  readonly quickbooks: RecordSnapshot | null;
  /** For an unlinked record: records of the other side with one of its match keys. */
  readonly candidates: readonly CandidateRecord[];
  /** For an unlinked record: other records of its own side with one of its match keys. */
  readonly siblings: readonly string[];
  /** HubSpot record carrying our key for this QuickBooks record, when it exists and is unlinked. */
  readonly keyed: string | null;
  /** Associated records a filter looks at, for the record whose first crossing is decided. */
  readonly associated: Filterable['associated'];
  readonly dependencies: Dependencies;
  /** How many names QuickBooks has refused for this record just now. */
  readonly namesRefused?: number;
  /** What a person decided about this record; absent is nothing. */
  readonly resolutions?: readonly Resolution[];
  /** Conflicts that are on record for this pair; absent is none. */
  readonly recorded?: readonly Conflict[];
}

export function decide(question: DecideInput): Decision {
  const record = question.quickbooks ?? question.hubspot;
  const madeIn = question.link?.origin ?? record?.side;
  if (!madeIn) return { kind: 'nothing', settled: false };
  const input = { ...question, rules: rulesInForce(question.definition, question.rules, madeIn) };
  if (input.link) return decidePair(input, input.link);
  return record ? decideSingle(input, record) : { kind: 'nothing', settled: false };
}

function decidePair(input: DecideInput, link: Link): Decision {
  const { definition, rules, hubspot, quickbooks } = input;
  if (hubspot?.state === 'deleted' || hubspot?.state === 'inactive') {
    return hubspot.mergedInto
      ? exclude('merged', { into: hubspot.mergedInto })
      : exclude('deleted-in-hubspot');
  }
  if (quickbooks?.state === 'deleted') {
    const operations = definition.planGone(planInput(input, { hubspot: {}, quickbooks: {} }));
    if (quickbooks.mergedInto) return { ...exclude('merged', { into: quickbooks.mergedInto }), operations };
    return { ...exclude('deleted-in-quickbooks'), operations };
  }
  if (!hubspot || !quickbooks) return { kind: 'nothing', settled: false };
  if (hubspot.mergedInto && isKeptFor(input, hubspot, quickbooks)) {
    return exclude('merged', { into: hubspot.mergedInto });
  }
  if (quickbooks.mergedInto) return exclude('merged', { into: quickbooks.mergedInto });
  if (quickbooks.state === 'inactive') return exclude('inactive');
  const outside = definition.scope(quickbooks, rules);
  if (outside) return exclude(outside);
  if (rules.stopUpdatingUnmatched && !passesFilter(input, link.origin === 'hubspot' ? hubspot : quickbooks)) {
    return exclude('filter');
  }
  // What was made in HubSpot hangs on HubSpot's own records; that of QuickBooks may have moved to another one.
  const missing = link.origin === 'quickbooks' ? missingReferences(input, quickbooks) : null;
  return missing ?? decideContent(input, hubspot, quickbooks);
}

/** Fields by mapping, and what the entity itself has to say about the rest. */
function decideContent(input: DecideInput, hubspot: RecordSnapshot, quickbooks: RecordSnapshot): Decision {
  const { definition, rules, link } = input;
  const sources = { hubspot: hubspot.fields, quickbooks: withDerived(input, quickbooks).fields };
  const merged = mergeSides(input, link?.base ?? null, sources);
  const planned = planInput(input, merged);
  const review = definition.review?.(planned) ?? null;
  const refused = refusedValue(activeMappings(rules, input.context), merged);
  const failure = review?.failure ?? refused;
  if (failure) {
    const shown = review?.failure ? definition.plan(planned) : [];
    return { kind: 'fail', failure, ...(shown.length > 0 && { operations: shown }) };
  }
  const operations = definition.plan(planned);
  const agreed = review && Object.keys(review.agreed).length > 0 ? { agreed: review.agreed } : {};
  const unsettled = review?.unsettled ? { failure: review.unsettled } : {};
  if (operations.length === 0 && merged.conflicts.length === 0 && !review?.unsettled)
    return { kind: 'nothing', settled: true, ...agreed };
  const again = review?.again ? { again: true } : {};
  return { kind: 'update', operations, conflicts: merged.conflicts, ...agreed, ...again, ...unsettled };
}

/** A record without counterpart: it links to one, creates one, or says why not. */
function decideSingle(input: DecideInput, record: RecordSnapshot): Decision {
  const { definition, rules } = input;
  const target = otherSide(record.side);
  if (record.state === 'deleted') return { kind: 'nothing', settled: false };
  if (input.keyed) return linkWith(record, input.keyed, 'our-key');
  if (!entersFrom(record.side, rules)) return { kind: 'nothing', settled: false };
  if (record.state === 'inactive') return exclude('inactive');
  const outside = definition.scope(record, rules);
  if (outside) return exclude(outside);
  if (!passesFilter(input, record)) return exclude('filter');
  const free = input.candidates.filter((candidate) => candidate.linkedTo === null);
  if (input.siblings.length > 0 || input.candidates.length > 1 || free.length < input.candidates.length) {
    return { kind: 'fail', failure: ambiguous(input, record) };
  }
  const [only] = free;
  if (only) return linkWith(record, only.id, 'match');
  const missing = missingReferences(input, record);
  if (missing) return missing;
  return decideCreate(input, record, target);
}

function decideCreate(input: DecideInput, record: RecordSnapshot, target: Side): Decision {
  const known = record.side === 'quickbooks' ? withDerived(input, record) : record;
  const sources = { hubspot: {}, quickbooks: {}, [record.side]: known.fields };
  const merged = mergeSides(input, null, sources);
  const refused = refusedValue(activeMappings(input.rules, input.context), merged);
  if (refused) return { kind: 'fail', failure: refused };
  const own = { hubspot: {}, quickbooks: {}, [target]: merged[target] };
  const demand = target === 'quickbooks' ? input.definition.forQuickbooks(planInput(input, own)) : null;
  if (demand?.kind === 'failure') return { kind: 'fail', failure: demand.failure };
  const writes = demand ? { ...own, quickbooks: { ...demand.values, ...own.quickbooks } } : own;
  const operations = input.definition.plan(planInput(input, writes));
  if (operations.length === 0) return { kind: 'nothing', settled: false };
  const again = target === 'quickbooks' && input.definition.review ? { again: true } : {};
  return { kind: 'create', operations, ...again };
}

const mergeSides = (
  input: DecideInput,
  base: Base | null,
  sources: Readonly<Record<Side, FieldValues>>,
): Merge =>
  merge({
    mappings: activeMappings(input.rules, input.context),
    rules: input.rules,
    base,
    ...sources,
    context: forRecord(input.context, sources.quickbooks),
    recorded: input.recorded ?? [],
    resolutions: input.resolutions ?? [],
  });

/**
 * Whether the record a merge left over already belongs to another QuickBooks record. HubSpot answers a merged-away id
 * with the winner, which keeps its own key or else inherits the loser's: only in the second case the pair lives on.
 */
const isKeptFor = (input: DecideInput, winner: RecordSnapshot, quickbooks: RecordSnapshot): boolean =>
  winner.key !== null && winner.key !== ourKey(input.context, input.definition.name, quickbooks.id);

function missingReferences(input: DecideInput, record: RecordSnapshot): Decision | null {
  for (const entity of input.definition.requires) {
    const id = record.references[entity];
    if (!id) continue;
    const dependency = input.dependencies(entity, id, record.side);
    if (dependency.state === 'linked') continue;
    if (dependency.state === 'gone' && input.link?.base?.references[entity] === dependency.id) continue;
    return {
      kind: 'wait',
      failure: {
        category: waitingCategories[entity] ?? 'waiting-for-customer',
        details: { reference: entity, id, blockedBy: dependency.blockedBy },
        vendor: null,
        waitsOn: [...new Set([dependency.cause, linkCause(entity, record.side, id)])],
      },
    };
  }
  return null;
}

function ambiguous(input: DecideInput, record: RecordSnapshot): Failure {
  return {
    category: 'ambiguous-match',
    details: {
      candidates: input.candidates.map((candidate) => candidate.id),
      candidateNames: input.candidates.map((candidate) => candidate.label),
      sharing: input.siblings,
    },
    vendor: null,
    waitsOn: [
      ...input.candidates.map(({ id }) => recordCause(record.entity, otherSide(record.side), id)),
      ...input.siblings.map((id) => recordCause(record.entity, record.side, id)),
    ],
  };
}

const linkWith = (record: RecordSnapshot, other: string, why: 'our-key' | 'match'): Decision =>
  record.side === 'hubspot'
    ? { kind: 'link', hubspotId: record.id, quickbooksId: other, why }
    : { kind: 'link', hubspotId: other, quickbooksId: record.id, why };

const exclude = (
  reason: (Decision & { kind: 'exclude' })['reason'],
  details: Readonly<Record<string, string>> = {},
): Decision & { kind: 'exclude' } => ({ kind: 'exclude', reason, details, operations: [] });

/** Whether the sync's direction lets new records of this side cross at all. */
const entersFrom = (side: Side, rules: SyncRules): boolean =>
  rules.direction === 'two-way' || rules.direction === `to-${otherSide(side)}`;

function passesFilter(input: DecideInput, record: RecordSnapshot): boolean {
  const { rules, context } = input;
  const filter = record.side === 'quickbooks' ? rules.filters.toHubspot : rules.filters.toQuickbooks;
  const zone = record.side === 'quickbooks' ? context.company.realmTimeZone : context.portal.portalTimeZone;
  return passes(filter, { fields: record.fields, associated: input.associated }, zone);
}

const withDerived = (input: DecideInput, quickbooks: RecordSnapshot): RecordSnapshot => ({
  ...quickbooks,
  fields: { ...quickbooks.fields, ...input.definition.derive(quickbooks, input.context) },
});

const planInput = (input: DecideInput, writes: PlanInput['writes']): PlanInput => ({
  rules: input.rules,
  context: input.context,
  link: input.link,
  base: input.link?.base ?? null,
  hubspot: input.hubspot,
  quickbooks: input.quickbooks,
  dependencies: input.dependencies,
  writes,
  namesRefused: input.namesRefused ?? 0,
  resolutions: input.resolutions ?? [],
});
