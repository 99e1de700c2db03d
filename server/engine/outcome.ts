// From a decision and what came of it to what is stored about the pair.

import { agree, agreePartly } from '../sync/agree.ts';
import type { Decision } from '../sync/decision.ts';
import { companyCause, linkCause, recordCause, rulesInForce } from '../sync/entity.ts';
import { failureCategories, wokenBy } from '../sync/failure.ts';
import type { Failure, FailureCategory } from '../sync/failure.ts';
import type { Base } from '../sync/base.ts';
import type { Side } from '../sync/record.ts';
import { noteOf } from './conflicts.ts';
import { activitiesOf } from './activity.ts';
import { createdRecord, summaryOf } from './after-writing.ts';
import { idOn } from './load.ts';
import { nextTry } from './retry.ts';
import { nothingToSettle } from './settlement.ts';
import type { LinkWrite, NewMark, RecordStatus, Settlement } from './stores.ts';
import { urgencyOf } from './unit.ts';
import type { Pass, Unit } from './unit.ts';
import type { Progress } from './write.ts';

/** What to store for a unit. `progress` is null when the decision had nothing to write. */
export function outcomeOf(pass: Pass, unit: Unit, decision: Decision, progress: Progress | null): Settlement {
  const ids = idsAfter(unit, decision, progress);
  const failure = failureOf(decision, progress);
  const status = statusOf(pass, unit, decision, failure);
  const link = linkAfter(pass, unit, ids, decision, progress);
  const newlyLinked = link !== null && link.id === null;
  return {
    marks: unit.marks,
    link,
    status: status && { entity: unit.definition.name, ...ids, label: labelOf(unit), status },
    summary: summaryOf(pass, unit, ids.quickbooksId, progress?.done ?? []),
    activities: activitiesOf(unit, ids, decision, progress?.done ?? [], failure),
    intents: progress?.intents ?? [],
    follow: again(unit, ids, decision, failure),
    causes: [
      ...(newlyLinked
        ? [
            linkCause(unit.definition.name, 'quickbooks', link.quickbooksId),
            linkCause(unit.definition.name, 'hubspot', link.hubspotId),
          ]
        : []),
      // A pair that was read whole and is in sync may have been restored, and others may have waited for that.
      ...(unit.link && unit.hubspot && unit.quickbooks && status?.state === 'in-sync'
        ? [linkCause(unit.definition.name, 'quickbooks', unit.quickbooks.id)]
        : []),
      // What waited for a record that is gone may refer to the one it was merged into by now.
      ...(unit.quickbooks?.state === 'deleted'
        ? [linkCause(unit.definition.name, 'quickbooks', unit.quickbooks.id)]
        : []),
      // Records in whose way these ones stood are looked at again.
      ...unit.marks.map(({ entity, side, id }) => recordCause(entity, side, id)),
    ],
    sparing: failure?.category === 'ambiguous-match' ? failure.waitsOn : [],
    resolutions: isAtRest(status) ? unit.resolutions.map(({ id }) => id) : [],
    retryAt: status?.state === 'failing' ? status.nextTryAt : null,
  };
}

/** The pair itself, once more, when what QuickBooks made of a write is still to be seen. */
function again(
  unit: Unit,
  { quickbooksId }: Ids,
  decision: Decision,
  failure: Failure | null,
): readonly NewMark[] {
  if (failure || quickbooksId === null || !isProvisional(decision)) return [];
  const priority = urgencyOf(unit.marks, 2);
  return [{ entity: unit.definition.name, side: 'quickbooks', id: quickbooksId, priority }];
}

const isProvisional = (decision: Decision): boolean =>
  (decision.kind === 'create' || decision.kind === 'update') && decision.again === true;

/** A unit whose records could not be read or were stale: nothing is concluded, it is looked at again. */
export function putOff(pass: Pass, unit: Unit): Settlement {
  const attempts = attemptsOf(unit);
  return { ...nothingToSettle, marks: unit.marks, retryAt: nextTry(pass.runtime, attempts) };
}

/** Nothing is left that a person's decision could still be needed for. */
const isAtRest = (status: RecordStatus | null): boolean =>
  status?.state === 'in-sync' || status?.state === 'excluded';

interface Ids {
  readonly hubspotId: string | null;
  readonly quickbooksId: string | null;
}

function idsAfter(unit: Unit, decision: Decision, progress: Progress | null): Ids {
  const created = (side: 'hubspot' | 'quickbooks'): string | null =>
    progress?.done.find(
      ({ operation }) =>
        operation.side === side && operation.noun === 'record' && operation.action === 'create',
    )?.result.id ?? null;
  const linked = decision.kind === 'link' ? decision : null;
  return {
    hubspotId: idOn(unit, 'hubspot') ?? linked?.hubspotId ?? created('hubspot'),
    quickbooksId: idOn(unit, 'quickbooks') ?? linked?.quickbooksId ?? created('quickbooks'),
  };
}

function failureOf(decision: Decision, progress: Progress | null): Failure | null {
  const failure = failureSaid(decision, progress);
  return (
    failure && {
      ...failure,
      waitsOn: [...new Set([...failure.waitsOn, ...companyCauses(failure.category)])],
    }
  );
}

const companyCauses = (category: FailureCategory): readonly string[] =>
  wokenBy[category].includes('company') ? [companyCause] : [];

function failureSaid(decision: Decision, progress: Progress | null): Failure | null {
  if (decision.kind === 'fail') return decision.failure;
  if (progress?.refusal) {
    const { operation, result } = progress.refusal;
    return {
      category: result.category,
      details: { ...result.details, part: operation.noun, action: operation.action },
      vendor: result.error,
      waitsOn: [],
    };
  }
  if (decision.kind === 'update') return decision.failure ?? null;
  return decision.kind === 'wait' ? decision.failure : null;
}

function statusOf(pass: Pass, unit: Unit, decision: Decision, failure: Failure | null): RecordStatus | null {
  if (failure) {
    const heals = failureCategories[failure.category];
    const nextTryAt = heals === 'self' ? nextTry(pass.runtime, attemptsOf(unit)) : null;
    return { state: 'failing', failure, nextTryAt };
  }
  if (isProvisional(decision)) return { state: 'pending' };
  switch (decision.kind) {
    case 'nothing':
      return decision.settled ? { state: 'in-sync', note: null } : null;
    case 'create':
      return { state: 'in-sync', note: null };
    case 'update':
      return {
        state: 'in-sync',
        note: noteOf(decision.conflicts),
      };
    case 'link':
      return { state: 'pending' };
    case 'exclude':
      return { state: 'excluded', reason: decision.reason, details: decision.details };
    case 'fail':
    case 'wait':
      return null;
    default:
      return decision satisfies never;
  }
}

/** The link as it stands now, with a base only when everything that was planned is confirmed. */
function linkAfter(
  pass: Pass,
  unit: Unit,
  ids: Ids,
  decision: Decision,
  progress: Progress | null,
): LinkWrite | null {
  const { hubspotId, quickbooksId } = ids;
  if (hubspotId === null || quickbooksId === null) return null;
  if (decision.kind === 'fail' || decision.kind === 'wait') return null;
  const old = unit.link?.base ?? null;
  const done = progress?.done ?? [];
  // What was taken off the pair on its way to rest is not taken off again.
  const rests = decision.kind === 'exclude' && unit.link !== null;
  if (decision.kind === 'exclude' && (!rests || done.length === 0)) return null;
  if (progress?.refusal || rests)
    return {
      ...linkFacts(pass, unit, hubspotId, quickbooksId, done),
      // The versions stay with what was agreed, so that a feed which names the record again is listened to.
      hubspotVersion: unit.link?.hubspotVersion ?? null,
      quickbooksVersion: unit.link?.quickbooksVersion ?? null,
      base: old || done.length > 0 ? agreePartly(old, done) : null,
    };
  if (decision.kind === 'link') return null;
  const known = { ...unit, quickbooks: unit.quickbooks ?? createdRecord(unit, quickbooksId, done) };
  const parts = decision.kind === 'nothing' || decision.kind === 'update' ? decision.agreed : undefined;
  return { ...linkFacts(pass, known, hubspotId, quickbooksId, done), base: agreed(pass, known, done, parts) };
}

function agreed(
  pass: Pass,
  unit: Unit,
  done: Progress['done'],
  parts: Base['parts'] | undefined,
): Base | null {
  if (!unit.quickbooks) return unit.link?.base ?? null;
  return agree({
    definition: unit.definition,
    rules: rulesInForce(unit.definition, unit.sync.rules, unit.link?.origin ?? madeIn(unit)),
    context: pass.context,
    base: unit.link?.base ?? null,
    hubspot: unit.hubspot?.fields ?? {},
    quickbooks: unit.quickbooks,
    done,
    resolutions: unit.resolutions,
    ...(parts && { parts }),
  });
}

/** Where the record of a unit without link was made: where its marks come from. */
const madeIn = ({ marks }: Unit): Side =>
  marks.some((mark) => mark.side === 'quickbooks') ? 'quickbooks' : 'hubspot';

function linkFacts(
  pass: Pass,
  unit: Unit,
  hubspotId: string,
  quickbooksId: string,
  done: Progress['done'],
): Omit<LinkWrite, 'base'> {
  const { link, quickbooks, hubspot, definition } = unit;
  const written = (side: 'hubspot' | 'quickbooks'): string | null =>
    done.filter(({ operation }) => operation.side === side && operation.noun === 'record').at(-1)?.result
      .version ?? null;
  return {
    id: link?.id === provisional ? null : (link?.id ?? null),
    entity: definition.name,
    hubspotId,
    quickbooksId,
    hubspotVersion: newest(written('hubspot'), hubspot?.version ?? link?.hubspotVersion ?? null),
    quickbooksVersion: newest(written('quickbooks'), quickbooks?.version ?? link?.quickbooksVersion ?? null),
    origin: link?.origin ?? madeIn(unit),
    revision: link?.revision ?? 0,
    ...(quickbooks && {
      revisitOn: definition.revisitOn(quickbooks, pass.context),
      partIds: Object.fromEntries(
        Object.entries(quickbooks.parts).map(([noun, parts]) => [noun, parts.map((part) => part.key)]),
      ),
    }),
  };
}

/** The id of a link that was decided in this pass and is not stored yet. */
export const provisional = 'provisional';

function newest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return BigInt(one) > BigInt(other) ? one : other;
}

const attemptsOf = (unit: Unit): number => Math.max(0, ...unit.marks.map((mark) => mark.attempts));

const labelOf = (unit: Unit): string => (unit.quickbooks?.label || unit.hubspot?.label) ?? '';
