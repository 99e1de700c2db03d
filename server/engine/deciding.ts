// Deciding units: with who else shares their match keys, with what they refer to, and again when an answer to a write
// says that the world was not as read.

import { decide } from '../sync/decide.ts';
import type { Link } from '../sync/base.ts';
import type { Decision } from '../sync/decision.ts';
import type { Dependencies, EntityDefinition } from '../sync/entity.ts';
import { sides } from '../sync/record.ts';
import type { RecordSnapshot } from '../sync/record.ts';
import { alone, findLookAlikes, findKeyed, unlinkedRecords } from './candidates.ts';
import type { Claims, LookAlikes } from './candidates.ts';
import { resolveDependencies } from './dependencies.ts';
import { provisional } from './outcome.ts';
import { recordedOf } from './decided-before.ts';
import { idOn, readUnits } from './load.ts';
import type { Loaded } from './load.ts';
import type { Pass, Unit } from './unit.ts';

export interface Decided {
  readonly unit: Unit;
  readonly decision: Decision;
}

export interface Deciding {
  readonly decided: readonly Decided[];
  /** Units whose counterpart could not be read now. */
  readonly postponed: readonly Unit[];
}

/** Decides units whose sides are read; a new link is decided again with the counterpart read. */
export async function decideAll(
  pass: Pass,
  definition: EntityDefinition,
  units: readonly Unit[],
  claims: Claims,
): Promise<Deciding> {
  const dependencies = await resolveDependencies(pass, units);
  const lookAlikes = await lookAlikesOf(pass, definition, units, dependencies);
  const decided = units.map((unit) => ({
    unit,
    decision: decideUnit(pass, unit, claimed(unit, lookAlikes, claims), dependencies),
  }));
  return followLinks(pass, decided, dependencies, lookAlikes);
}

/** Who else there is for unlinked records. Only those that would cross are looked up: the vendors count every question. */
async function lookAlikesOf(
  pass: Pass,
  definition: EntityDefinition,
  units: readonly Unit[],
  dependencies: Dependencies,
): Promise<ReadonlyMap<string, LookAlikes>> {
  const found = new Map<string, LookAlikes>();
  for (const side of sides) {
    const own = units.filter((unit) => unlinkedRecords([unit]).some((record) => record.side === side));
    const keyed = await findKeyed(pass, definition.name, unlinkedRecords(own));
    const crossing: Unit[] = [];
    for (const unit of own) {
      const id = idOn(unit, side) ?? '';
      const alike = { ...alone, keyed: keyed.get(id) ?? null };
      found.set(`${side}:${id}`, alike);
      if (wouldCross(decideUnit(pass, unit, alike, dependencies))) crossing.push(unit);
    }
    const keysOf = (record: RecordSnapshot): readonly string[] => definition.matchKeys(record);
    const lookAlikes = await findLookAlikes(pass, definition.name, unlinkedRecords(crossing), keysOf);
    for (const [id, of] of lookAlikes) found.set(`${side}:${id}`, of);
  }
  return found;
}

const wouldCross = ({ kind }: Decision): boolean => kind === 'create' || kind === 'wait' || kind === 'fail';

function claimed(unit: Unit, lookAlikes: ReadonlyMap<string, LookAlikes>, claims: Claims): LookAlikes {
  const record = unit.quickbooks ?? unit.hubspot;
  const found = record ? lookAlikes.get(`${record.side}:${record.id}`) : undefined;
  return found && record && !unit.link ? claims.claim(found, record.id) : alone;
}

async function followLinks(
  pass: Pass,
  decided: readonly Decided[],
  dependencies: Dependencies,
  lookAlikes: ReadonlyMap<string, LookAlikes>,
): Promise<Deciding> {
  const linking = decided.filter(({ decision }) => decision.kind === 'link');
  if (linking.length === 0) return { decided, postponed: [] };
  const linked = joined(linking.map(({ unit, decision }) => withLink(unit, decision)));
  const { ready, postponed } = await readMissing(pass, linked);
  const known = ready.map(withOrigin);
  const needed = await resolveDependencies(pass, known);
  const again = known.map((unit) => decideLinked(pass, unit, needed, lookAlikes));
  return { decided: [...decided.filter(({ decision }) => decision.kind !== 'link'), ...again], postponed };
}

/** A pair that was marked on both sides finds its link twice: it is one unit from here on. */
function joined(units: readonly Unit[]): readonly Unit[] {
  const byPair = Map.groupBy(units, ({ link }) => `${link?.hubspotId}:${link?.quickbooksId}`);
  return [...byPair.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    return {
      ...first,
      ...recordedOf(same),
      marks: same.flatMap((unit) => unit.marks),
      hubspot: same.find((unit) => unit.hubspot)?.hubspot ?? null,
      quickbooks: same.find((unit) => unit.quickbooks)?.quickbooks ?? null,
    };
  });
}

/** Where a pair was made that a key brought together again is known once both records are read. */
function withOrigin(unit: Unit): Unit {
  const { link, definition, hubspot, quickbooks } = unit;
  const madeIn = definition.madeIn?.(hubspot, quickbooks) ?? null;
  return link && madeIn ? { ...unit, link: { ...link, origin: madeIn } } : unit;
}

/** A key of ours that names a record which is gone is not believed: the record is decided as if it had none. */
function decideLinked(
  pass: Pass,
  unit: Unit,
  dependencies: Dependencies,
  lookAlikes: ReadonlyMap<string, LookAlikes>,
): Decided {
  const { hubspot, quickbooks } = unit;
  const marked = sides.find((side) => unit.marks.every((mark) => mark.side === side));
  const own = marked === 'hubspot' ? hubspot : quickbooks;
  const named = marked === 'hubspot' ? quickbooks : hubspot;
  if (marked && own && named?.state === 'deleted') {
    const single = { ...unit, link: null, [named.side]: null };
    const of = lookAlikes.get(`${marked}:${own.id}`) ?? alone;
    return { unit: single, decision: decideUnit(pass, single, { ...of, keyed: null }, dependencies) };
  }
  return { unit, decision: decideUnit(pass, unit, alone, dependencies) };
}

/** Reads the sides that units do not have yet, one side after the other: a unit may lack both, or none. */
async function readMissing(pass: Pass, units: readonly Unit[]): Promise<Loaded> {
  let ready = [...units];
  const postponed: Unit[] = [];
  for (const side of sides) {
    const read = await readUnits(
      pass,
      ready.filter((unit) => unit[side] === null),
      side,
    );
    ready = [...ready.filter((unit) => unit[side] !== null), ...read.ready];
    postponed.push(...read.postponed);
  }
  return { ready, postponed };
}

/** Reads both sides anew and decides again, after a vendor said that what was written was based on an old version. */
export async function decideAgain(
  pass: Pass,
  units: readonly Unit[],
  namesRefused: number,
): Promise<Deciding> {
  const linked = units.filter((unit) => unit.link !== null && unit.link.id !== provisional);
  const { ready, postponed } = await readMissing(
    pass,
    linked.map((unit) => ({ ...unit, hubspot: null, quickbooks: null })),
  );
  const open = [...ready, ...units.filter((unit) => !linked.includes(unit))];
  const dependencies = await resolveDependencies(pass, open);
  return {
    decided: open.map((unit) => ({
      unit,
      decision: decideUnit(pass, unit, alone, dependencies, namesRefused),
    })),
    postponed,
  };
}

export function decideUnit(
  pass: Pass,
  unit: Unit,
  lookAlikes: LookAlikes,
  dependencies: Dependencies,
  namesRefused = 0,
): Decision {
  return decide({
    definition: unit.definition,
    rules: unit.sync.rules,
    context: pass.context,
    link: unit.link,
    hubspot: unit.hubspot,
    quickbooks: unit.quickbooks,
    candidates: lookAlikes.candidates,
    siblings: lookAlikes.siblings,
    keyed: lookAlikes.keyed,
    associated: associatedOf(unit),
    dependencies,
    namesRefused,
    recorded: unit.recorded,
    resolutions: unit.resolutions,
  });
}

/** Associated records that filters look at come with a HubSpot record as parts. */
const associatedOf = ({ hubspot }: Unit) =>
  Object.fromEntries(
    Object.entries(hubspot?.parts ?? {}).map(([noun, parts]) => [noun, parts.map((part) => part.fields)]),
  );

function withLink(unit: Unit, decision: Decision): Unit {
  if (decision.kind !== 'link') return unit;
  const { hubspotId, quickbooksId } = decision;
  const link: Link = {
    id: provisional,
    entity: unit.definition.name,
    hubspotId,
    quickbooksId,
    base: null,
    hubspotVersion: null,
    quickbooksVersion: null,
    origin:
      decision.why === 'our-key' ? 'quickbooks' : ((unit.quickbooks ?? unit.hubspot)?.side ?? 'quickbooks'),
    revision: 0,
  };
  return { ...unit, link };
}
