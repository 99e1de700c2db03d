// Carries out plans. Every operation is stored as an intent before its call and its answer on arrival, so that a process
// may die at any line here and the next pass knows what was asked and what came back.

import type { Done } from '../sync/agree.ts';
import { writerOf } from '../sync/entities/registry.ts';
import type { Operation, ResolvedOperation, RowReference, Target } from '../sync/operation.ts';
import { keyValues } from '../sync/plan-record.ts';
import type { OperationResult } from '../sync/ports.ts';
import type { FieldValues, RecordRef } from '../sync/record.ts';
import type { NewIntent } from './stores.ts';
import type { Pass, Unit } from './unit.ts';

export interface Plan {
  readonly unit: Unit;
  readonly ref: RecordRef;
  readonly operations: readonly Operation[];
}

type Refusal = Extract<OperationResult, { ok: false }>;

/** How far a plan came: a refused operation ends it, what was done before stays done. */
export class Progress {
  readonly done: Done[] = [];
  readonly intents: string[] = [];
  refusal: { readonly operation: Operation; readonly result: Refusal } | null = null;

  idOf(target: Target): string | null {
    if (typeof target === 'string') return target;
    return this.done.find(({ operation }) => operation.name === target.createdBy)?.result.id ?? null;
  }
}

interface Step {
  readonly plan: Plan;
  readonly progress: Progress;
  readonly operation: Operation;
}

/** Carries out many plans of one entity together, stage by stage. Connection trouble is thrown; refusals are kept per plan. */
export async function carryOut(pass: Pass, plans: readonly Plan[]): Promise<ReadonlyMap<Plan, Progress>> {
  const progress = new Map(plans.map((plan) => [plan, new Progress()]));
  const stages = [...new Set(plans.flatMap((plan) => plan.operations.map((operation) => operation.stage)))];
  for (const stage of stages.toSorted((a, b) => a - b)) {
    const steps = plans.flatMap((plan) => stepsOf(plan, progress.get(plan) ?? new Progress(), stage));
    if (steps.length > 0) await carryOutStage(pass, steps);
  }
  return progress;
}

const stepsOf = (plan: Plan, progress: Progress, stage: number): Step[] =>
  progress.refusal
    ? []
    : plan.operations
        .filter((operation) => operation.stage === stage)
        .map((operation) => ({ plan, progress, operation }));

async function carryOutStage(pass: Pass, all: readonly Step[]): Promise<void> {
  for (const { progress, operation } of all.filter(isLink)) progress.done.push(linked(operation, progress));
  const steps = all.filter((step) => !isLink(step));
  if (steps.length === 0) return;
  const attempts = await attemptsOf(pass, steps);
  const requests = steps.map((step) => ({ step, request: { ...resolve(pass, step), ...attempts(step) } }));
  const ids = await pass.store.intents.open(requests.map(({ step, request }) => intentOf(step, request)));
  await pass.runtime.crashPoint('intents-stored');
  const byIntent = new Map<string, Step>();
  const groups = new Map<string, ResolvedOperation[]>();
  requests.forEach(({ step, request }, index) => {
    const id = ids[index];
    if (id === undefined) throw new Error('storage answered fewer intents than were opened');
    byIntent.set(id, step);
    step.progress.intents.push(id);
    const group = `${request.side}:${request.noun}:${request.action}`;
    groups.set(group, [...(groups.get(group) ?? []), { ...request, intentId: id }]);
  });
  const ends = await Promise.allSettled(
    [...groups.values()].map((group) => executeGroup(pass, group, byIntent)),
  );
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

const isLink = ({ operation }: Step): boolean => operation.action === 'link';

/** Nothing is written and nobody asked: what belongs together from now on is known when the plan is settled. */
const linked = (operation: Operation, progress: Progress): Done => {
  const id = operation.target === null ? null : progress.idOf(operation.target);
  if (id === null) throw new Error(`operation ${operation.name} links to a record that was not created`);
  return { operation, result: { intentId: '', ok: true, id, version: null, values: {} } };
};

/** Creates in QuickBooks say how often they were refused before: a repeat finds the first one, a new try does not. */
async function attemptsOf(pass: Pass, steps: readonly Step[]): Promise<(step: Step) => { attempt?: number }> {
  const creates = steps.filter(
    ({ operation }) => operation.side === 'quickbooks' && operation.action === 'create',
  );
  const [first] = creates;
  if (!first) return () => ({});
  const { name } = first.plan.unit.definition;
  const refused = await pass.store.intents.refusedCreates(
    name,
    creates.map(({ plan }) => plan.ref.id),
  );
  return (step) => (creates.includes(step) ? { attempt: refused.get(step.plan.ref.id) ?? 0 } : {});
}

/** One noun and action, one gateway call. The answers are stored even when a sibling group fails. */
async function executeGroup(
  pass: Pass,
  operations: readonly ResolvedOperation[],
  steps: ReadonlyMap<string, Step>,
): Promise<void> {
  const [first] = operations;
  const step = first && steps.get(first.intentId);
  if (!first || !step) return;
  pass.lease.assertHeld();
  const writer = writerOf(pass.registry, step.plan.unit.definition.name, first);
  const results = await pass.access.gateway(first.side, writer).execute(operations);
  await pass.runtime.crashPoint('vendor-answered');
  await pass.store.intents.answer(results);
  await pass.runtime.crashPoint('answers-stored');
  for (const result of results) {
    const answered = steps.get(result.intentId);
    if (!answered) continue;
    if (result.ok) answered.progress.done.push({ operation: answered.operation, result });
    else answered.progress.refusal ??= { operation: answered.operation, result };
  }
}

/** Fills in ids that earlier stages brought. A pair that was left half written may have its rows already. */
function resolve(pass: Pass, { plan, progress, operation }: Step): ResolvedOperation {
  const idOf = (target: Target): string => {
    const id = progress.idOf(target);
    if (id === null) throw new Error(`operation ${operation.name} refers to a record that was not created`);
    return id;
  };
  const { context } = pass;
  const entity = plan.unit.definition.name;
  const rows = operation.rows?.map((row, position) => {
    const references = (operation.rowReferences ?? []).filter((reference) => reference.row === position);
    return references.length === 0 ? row : { ...row, ...namedBy(references, idOf) };
  });
  return {
    ...operation,
    ...(rows && { rows }),
    values: operation.keyOf
      ? { ...operation.values, ...keyValues(context, entity, idOf({ createdBy: operation.keyOf })) }
      : operation.values,
    intentId: '',
    target: operation.target === null ? null : idOf(operation.target),
    associations: operation.associations.map(({ noun, id }) => ({ noun, id: idOf(id) })),
    repeated: plan.unit.link !== null && plan.unit.link.base === null,
  };
}

const namedBy = (references: readonly RowReference[], idOf: (target: Target) => string): FieldValues =>
  Object.fromEntries(references.map(({ field, createdBy }) => [field, idOf({ createdBy })]));

const intentOf = ({ plan, operation }: Step, request: ResolvedOperation): NewIntent => ({
  ref: plan.ref,
  counterpart: plan.unit.link
    ? plan.ref.side === 'quickbooks'
      ? plan.unit.link.hubspotId
      : plan.unit.link.quickbooksId
    : null,
  operation,
  request,
});
