// The history of records: every write that was confirmed, whatever became of the rest of its plan.

import type { Decision } from '../sync/decision.ts';
import type { Failure } from '../sync/failure.ts';
import type { Done } from '../sync/agree.ts';
import type { ActivityWrite } from './stores.ts';
import type { Unit } from './unit.ts';

interface Ids {
  readonly hubspotId: string | null;
  readonly quickbooksId: string | null;
}

const whys = ['requested', 'changed', 'retried', 'first sync'] as const;

/** Lines of history for a unit; a failure that repeats is told once, what was written is always told. */
export function activitiesOf(
  unit: Unit,
  ids: Ids,
  decision: Decision,
  done: readonly Done[],
  failure: Failure | null,
): readonly ActivityWrite[] {
  const common = { entity: unit.definition.name, ...ids, why: whyOf(unit) };
  const said = (what: string, vendorError: ActivityWrite['vendorError'] = null): ActivityWrite => ({
    ...common,
    what,
    before: {},
    after: {},
    vendorError,
  });
  const lines: ActivityWrite[] = [];
  if (done.length > 0)
    lines.push({ ...common, ...valuesOf(unit, done), what: writtenAs(done), vendorError: null });
  const attempts = Math.max(0, ...unit.marks.map((mark) => mark.attempts));
  if (failure && attempts === 0) lines.push(said(`failed: ${failure.category}`, failure.vendor));
  if (!failure && decision.kind === 'exclude') lines.push(said(`excluded: ${decision.reason}`));
  return lines;
}

function whyOf(unit: Unit): string {
  const urgency = Math.min(...unit.marks.map((mark) => mark.priority));
  // A sync that is on reads whole lists because its rules are new.
  return urgency === 3 && unit.sync.state === 'on' ? 'rules changed' : (whys[urgency] ?? 'changed');
}

const writtenAs = (done: readonly Done[]): string =>
  done.some(({ operation }) => operation.noun === 'record' && operation.action === 'create')
    ? 'created'
    : 'updated';

/** Values as they were on the written side, and as they were written. */
function valuesOf(unit: Unit, done: readonly Done[]): Pick<ActivityWrite, 'before' | 'after'> {
  const after: Record<string, string | null> = {};
  const before: Record<string, string | null> = {};
  for (const { operation, result } of done) {
    const isRecord = operation.noun === 'record';
    const values = operation.keyOf ? { ...operation.values, ...result.values } : operation.values;
    for (const [name, value] of Object.entries(values)) {
      const field = isRecord ? name : `${operation.name}.${name}`;
      after[field] = value;
      if (isRecord && operation.action !== 'create')
        before[field] = unit[operation.side]?.fields[name] ?? null;
    }
  }
  return { before, after };
}
