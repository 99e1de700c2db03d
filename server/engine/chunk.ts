// Load, decide, write, settle: what happens to a handful of marks of one entity. Knows no entity by name.

import { sameAsAgreed } from '../sync/agree.ts';
import { agreedFields } from '../sync/base.ts';
import { decide } from '../sync/decide.ts';
import type { Decision } from '../sync/decision.ts';
import { ourKey } from '../sync/entity.ts';
import type { Dependencies, EntityDefinition } from '../sync/entity.ts';
import { activeMappings } from '../sync/mappings.ts';
import type { RecordSnapshot, Side } from '../sync/record.ts';
import { alone, Claims, findCompany, unlinkedRecords } from './candidates.ts';
import type { Company } from './candidates.ts';
import { resolveDependencies } from './dependencies.ts';
import { gatherUnits, idOn, isStale, readSide } from './load.ts';
import { outcomeOf, provisional, putOff } from './outcome.ts';
import type { Mark, Settlement } from './stores.ts';
import type { Pass, Unit } from './unit.ts';
import { carryOut } from './write.ts';
import type { Plan } from './write.ts';

/** Pairs that are decided, written and settled together: HubSpot's batches hold 100. */
const chunkSize = 100;
/** Chunks of one load that are on their way at once; the vendors' limiters do the pacing. */
const chunksAtOnce = 6;

interface Decided {
  readonly unit: Unit;
  readonly decision: Decision;
}

/** Works through marks of one entity; answers how many pairs were settled. */
export async function processMarks(
  pass: Pass,
  definition: EntityDefinition,
  marks: readonly Mark[],
): Promise<number> {
  const sync = pass.syncs.get(definition.name);
  if (!sync) return 0;
  const gathered = await gatherUnits(pass, definition, sync, marks);
  const { ready, put } = await loadFirstSide(pass, gathered);
  await settle(
    pass,
    put.map((unit) => putOff(pass, unit)),
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
  const { unchanged, open, put } = await loadOtherSide(pass, definition, units);
  const company = await findCompany(pass, definition.name, unlinkedRecords(open), (record) =>
    definition.matchKeys(record),
  );
  const dependencies = await resolveDependencies(pass, open);
  const first = open.map((unit) => ({
    unit,
    decision: decideUnit(pass, unit, claimed(unit, company, claims), dependencies),
  }));
  const decided = await readLinked(pass, first, dependencies);
  const plans = new Map<Unit, Plan>();
  for (const { unit, decision } of decided) {
    const operations = 'operations' in decision ? decision.operations : [];
    const ref = refOf(unit);
    if (operations.length > 0 && ref) plans.set(unit, { unit, ref, operations });
  }
  const progress = await carryOut(pass, [...plans.values()]);
  await pass.runtime.crashPoint('before-settle');
  const outcomes = decided.map(({ unit, decision }) => {
    const plan = plans.get(unit);
    return outcomeOf(pass, unit, decision, plan ? (progress.get(plan) ?? null) : null);
  });
  const settled: Decision = { kind: 'nothing', settled: true };
  await settle(pass, [
    ...outcomes,
    ...unchanged.map((unit) => outcomeOf(pass, unit, settled, null)),
    ...put.map((unit) => putOff(pass, unit)),
  ]);
  await pass.runtime.crashPoint('after-settle');
}

const settle = async (pass: Pass, outcomes: readonly Settlement[]): Promise<void> => {
  if (outcomes.length === 0) return;
  const versions = new Map([...pass.syncs.values()].map((sync) => [sync.entity, sync.version]));
  const left = await pass.store.settle(outcomes, versions);
  if (left.length > 0)
    pass.log.info({ left: left.length }, 'pairs changed meanwhile and are looked at again');
};

/** Reads the side the marks were born on; a pair marked on both sides starts with QuickBooks. */
async function loadFirstSide(pass: Pass, units: readonly Unit[]): Promise<{ ready: Unit[]; put: Unit[] }> {
  const ready: Unit[] = [];
  const put: Unit[] = [];
  for (const side of ['quickbooks', 'hubspot'] as const) {
    const born = units.filter((unit) => bornOn(unit) === side);
    const loaded = await readUnits(pass, born, side);
    ready.push(...loaded.ready);
    put.push(...loaded.put);
  }
  return { ready, put };
}

const bornOn = (unit: Unit): Side =>
  unit.marks.some((mark) => mark.side === 'quickbooks') ? 'quickbooks' : 'hubspot';

/** Pairs whose marked side is as it was agreed need no look at the other side. */
async function loadOtherSide(
  pass: Pass,
  definition: EntityDefinition,
  units: readonly Unit[],
): Promise<{ unchanged: Unit[]; open: Unit[]; put: Unit[] }> {
  const singles = units.filter((unit) => unit.link === null);
  const linked = units.filter((unit) => unit.link !== null);
  const dependencies = await resolveDependencies(pass, linked);
  const unchanged = linked.filter((unit) => isUnchanged(pass, definition, unit, dependencies));
  const touched = linked.filter((unit) => !unchanged.includes(unit));
  const missing = (side: Side): Unit[] => touched.filter((unit) => unit[side] === null);
  const [fromHubspot, fromQuickbooks] = [
    await readUnits(pass, missing('hubspot'), 'hubspot'),
    await readUnits(pass, missing('quickbooks'), 'quickbooks'),
  ];
  const complete = touched.filter((unit) => unit.hubspot !== null && unit.quickbooks !== null);
  return {
    unchanged,
    open: [...singles, ...complete, ...fromHubspot.ready, ...fromQuickbooks.ready],
    put: [...fromHubspot.put, ...fromQuickbooks.put],
  };
}

/** Decides as if the unread side were what it was when both agreed; only *nothing* may be concluded from that. */
function isUnchanged(
  pass: Pass,
  definition: EntityDefinition,
  unit: Unit,
  dependencies: Dependencies,
): boolean {
  const { link, quickbooks, hubspot, sync } = unit;
  if (!link?.base || (quickbooks && hubspot)) return false;
  if (hubspot) {
    const mappings = activeMappings(sync.rules, pass.context);
    return (
      hubspot.state === 'active' &&
      hubspot.mergedInto === null &&
      sameAsAgreed('hubspot', hubspot, link.base, mappings, pass.context)
    );
  }
  if (!quickbooks || quickbooks.state === 'deleted') return false;
  const assumed: RecordSnapshot = {
    ...quickbooks,
    side: 'hubspot',
    id: link.hubspotId,
    state: 'active',
    fields: agreedFields(link.base, 'hubspot', activeMappings(sync.rules, pass.context)),
    parts: {},
    references: {},
    key: ourKey(pass.context, definition.name, quickbooks.id),
    mergedInto: null,
  };
  const decision = decideUnit(pass, { ...unit, hubspot: assumed }, alone, dependencies);
  return decision.kind === 'nothing' && decision.settled;
}

async function readUnits(
  pass: Pass,
  units: readonly Unit[],
  side: Side,
): Promise<{ ready: Unit[]; put: Unit[] }> {
  if (units.length === 0) return { ready: [], put: [] };
  const [first] = units;
  const entity = first?.definition.name ?? '';
  pass.lease.assertHeld();
  const ids = units.flatMap((unit) => idOn(unit, side) ?? []);
  const reading = await readSide(pass, side, entity, ids);
  const ready: Unit[] = [];
  const put: Unit[] = [];
  for (const unit of units) {
    const id = idOn(unit, side);
    const record = id === null ? undefined : reading.records.get(id);
    if (!record || isStale(unit, record)) put.push(unit);
    else ready.push({ ...unit, [side]: record });
  }
  return { ready, put };
}

/** Match keys of unlinked records are learnt before deciding, so that records of one pass know of each other. */
async function learnKeys(pass: Pass, units: readonly Unit[]): Promise<void> {
  const keys = unlinkedRecords(units).map((record) => {
    const definition = units[0]?.definition;
    return {
      entity: record.entity,
      side: record.side,
      id: record.id,
      keys: definition?.matchKeys(record) ?? [],
    };
  });
  if (keys.some((record) => record.keys.length > 0)) await pass.store.marks.add([], { keys });
}

function decideUnit(pass: Pass, unit: Unit, company: Company, dependencies: Dependencies): Decision {
  return decide({
    definition: unit.definition,
    rules: unit.sync.rules,
    context: pass.context,
    link: unit.link,
    hubspot: unit.hubspot,
    quickbooks: unit.quickbooks,
    candidates: company.candidates,
    siblings: company.siblings,
    keyed: company.keyed,
    associated: {},
    dependencies,
  });
}

function claimed(unit: Unit, company: ReadonlyMap<string, Company>, claims: Claims): Company {
  const record = unit.quickbooks ?? unit.hubspot;
  const found = record ? company.get(record.id) : undefined;
  return found && record && !unit.link ? claims.claim(found, record.id) : alone;
}

/** A new link is decided again with the counterpart read. */
async function readLinked(
  pass: Pass,
  decided: readonly Decided[],
  dependencies: Dependencies,
): Promise<Decided[]> {
  const linking = decided.filter(({ decision }) => decision.kind === 'link');
  if (linking.length === 0) return [...decided];
  const units = linking.map(({ unit, decision }) => withLink(unit, decision));
  const { ready, put } = await readUnits(
    pass,
    units.filter((unit) => unit.hubspot === null),
    'hubspot',
  );
  const rest = await readUnits(
    pass,
    units.filter((unit) => unit.quickbooks === null),
    'quickbooks',
  );
  const again = [...ready, ...rest.ready].map((unit) => ({
    unit,
    decision: decideUnit(pass, unit, alone, dependencies),
  }));
  await settle(
    pass,
    [...put, ...rest.put].map((unit) => putOff(pass, unit)),
  );
  return [...decided.filter(({ decision }) => decision.kind !== 'link'), ...again];
}

function withLink(unit: Unit, decision: Decision): Unit {
  if (decision.kind !== 'link') return unit;
  const { hubspotId, quickbooksId } = decision;
  const link = {
    id: provisional,
    entity: unit.definition.name,
    hubspotId,
    quickbooksId,
    base: null,
    hubspotVersion: null,
    quickbooksVersion: null,
    origin: 'quickbooks',
    revision: 0,
  } as const;
  return { ...unit, link };
}

function refOf(unit: Unit): Plan['ref'] | null {
  const record = unit.quickbooks ?? unit.hubspot;
  return record && { entity: unit.definition.name, side: record.side, id: record.id };
}
