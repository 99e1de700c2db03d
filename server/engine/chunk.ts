// Load, decide, write, settle: what happens to a handful of marks of one entity. Knows no entity by name.

import type { Decision } from '../sync/decision.ts';
import type { EntityDefinition } from '../sync/entity.ts';
import { Claims, liveKeys } from './candidates.ts';
import { withRecorded } from './decided-before.ts';
import { decideAgain, decideAll } from './deciding.ts';
import type { Decided } from './deciding.ts';
import { takeOverPairs } from './inheriting.ts';
import { gatherUnits } from './load.ts';
import { outcomeOf, putOff } from './outcome.ts';
import { loadFirstSide, loadOtherSide } from './reading.ts';
import { markDependents } from './relatives.ts';
import { pullAlong } from './pulling.ts';
import { isHeld } from './recovery.ts';
import type { Held } from './recovery.ts';
import type { Mark, RecordKeys, Settlement } from './stores.ts';
import type { Pass, Unit } from './unit.ts';
import { carryOut } from './write.ts';
import type { Plan, Progress } from './write.ts';

/** Pairs that are decided, written and settled together: HubSpot's batches hold 100. */
const chunkSize = 100;
/** Chunks of one load that are on their way at once; the vendors' limiters do the pacing. */
const chunksAtOnce = 6;
/** How often a pair is decided anew because an answer said that the world was not as read. */
const rounds = 3;

/** Works through marks of one entity, those of held records are put off; answers how many pairs were settled. */
export async function processMarks(
  pass: Pass,
  definition: EntityDefinition,
  marks: readonly Mark[],
  held: Held,
): Promise<number> {
  const sync = pass.syncs.get(definition.name);
  if (!sync) return 0;
  const gathered = await gatherUnits(pass, definition, sync, marks);
  const resting = gathered.filter((unit) => isHeld(held, unit));
  const loaded = await loadFirstSide(
    pass,
    gathered.filter((unit) => !resting.includes(unit)),
  );
  const whole = await takeOverPairs(pass, definition, loaded.ready);
  const ready = await withRecorded(pass, definition, whole);
  await settle(
    pass,
    [...resting, ...loaded.postponed].map((unit) => putOff(pass, unit)),
  );
  await learnKeys(pass, ready);
  const claims = new Claims();
  const queue: Unit[][] = [];
  for (let at = 0; at < ready.length; at += chunkSize) queue.push(ready.slice(at, at + chunkSize));
  const worker = async (): Promise<void> => {
    for (let chunk = queue.shift(); chunk; chunk = queue.shift())
      await processChunk(pass, definition, chunk, claims);
  };
  const workers = await Promise.allSettled(Array.from({ length: chunksAtOnce }, worker));
  for (const result of workers) if (result.status === 'rejected') throw result.reason;
  return gathered.length;
}

async function processChunk(
  pass: Pass,
  definition: EntityDefinition,
  units: readonly Unit[],
  claims: Claims,
): Promise<void> {
  pass.lease.assertHeld();
  const { unchanged, open, postponed } = await loadOtherSide(pass, units);
  const deciding = await decideAll(pass, definition, open, claims);
  const { ready, aside } = await pullAlong(pass, deciding.decided);
  const outcomes = await writeInRounds(pass, ready);
  await markDependents(pass, definition, open);
  await pass.runtime.crashPoint('before-settle');
  const settled: Decision = { kind: 'nothing', settled: true };
  await settle(pass, [
    ...outcomes,
    ...aside,
    // What is said of them stands, a recorded conflict included.
    ...unchanged.map((unit) => ({ ...outcomeOf(pass, unit, settled, null), status: null })),
    ...[...postponed, ...deciding.postponed].map((unit) => putOff(pass, unit)),
  ]);
  await pass.runtime.crashPoint('after-settle');
}

/** Carries decisions out; a taken name or a stale version is decided anew, with what the refused try left behind. */
async function writeInRounds(pass: Pass, first: readonly Decided[]): Promise<readonly Settlement[]> {
  const outcomes: Settlement[] = [];
  const spent = new Map<string, readonly string[]>();
  let open = first;
  for (let round = 1; open.length > 0; round++) {
    const plans = planned(open);
    const progress = await carryOut(pass, [...plans.values()]);
    const again: Unit[] = [];
    for (const { unit, decision } of open) {
      const plan = plans.get(unit);
      const done = plan ? (progress.get(plan) ?? null) : null;
      const intents = [...(spent.get(nameOf(unit)) ?? []), ...(done?.intents ?? [])];
      if (round < rounds && done && isWorthAnother(unit, done)) {
        spent.set(nameOf(unit), intents);
        again.push(unit);
      } else outcomes.push({ ...outcomeOf(pass, unit, decision, done), intents });
    }
    const deciding = await decideAgain(pass, again, round);
    outcomes.push(
      ...deciding.postponed.map((unit) => ({
        ...putOff(pass, unit),
        intents: spent.get(nameOf(unit)) ?? [],
      })),
    );
    open = deciding.decided;
  }
  return outcomes;
}

/** Nothing was written yet, and another decision may fare better. */
const isWorthAnother = (unit: Unit, { refusal, done }: Progress): boolean =>
  done.length === 0 &&
  (refusal?.result.category === 'display-name-used' ||
    (refusal?.result.category === 'conflicting-change' && unit.link !== null));

const nameOf = (unit: Unit): string => unit.marks.map((mark) => `${mark.side}:${mark.id}`).join();

function planned(decided: readonly Decided[]): ReadonlyMap<Unit, Plan> {
  const plans = new Map<Unit, Plan>();
  for (const { unit, decision } of decided) {
    const operations = 'operations' in decision ? (decision.operations ?? []) : [];
    const ref = refOf(unit);
    if (operations.length > 0 && ref) plans.set(unit, { unit, ref, operations });
  }
  return plans;
}

const settle = async (pass: Pass, outcomes: readonly Settlement[]): Promise<void> => {
  if (outcomes.length === 0) return;
  const versions = new Map([...pass.syncs.values()].map((sync) => [sync.entity, sync.version]));
  const left = await pass.store.settle(outcomes, versions);
  if (left.length > 0)
    pass.log.info({ left: left.length }, 'pairs changed meanwhile and are looked at again');
};

/** Match keys are learnt before deciding, so that records of one pass know of each other. */
async function learnKeys(pass: Pass, units: readonly Unit[]): Promise<void> {
  const keys = units.flatMap((unit): RecordKeys[] =>
    [unit.quickbooks, unit.hubspot].flatMap((record) =>
      record
        ? [
            {
              entity: record.entity,
              side: record.side,
              id: record.id,
              keys: liveKeys(unit.definition, record),
            },
          ]
        : [],
    ),
  );
  if (keys.length > 0) await pass.store.marks.add([], { keys });
}

function refOf(unit: Unit): Plan['ref'] | null {
  const record = unit.quickbooks ?? unit.hubspot;
  return record && { entity: unit.definition.name, side: record.side, id: record.id };
}
