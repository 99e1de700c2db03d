// Which sides of a unit are read, and when one side is enough.

import { sameAsAgreed } from '../sync/agree.ts';
import { agreedFields } from '../sync/base.ts';
import { ourKey, rulesInForce } from '../sync/entity.ts';
import type { Dependencies } from '../sync/entity.ts';
import { activeMappings } from '../sync/mappings.ts';
import type { RecordSnapshot, Side } from '../sync/record.ts';
import { alone } from './candidates.ts';
import { decideUnit } from './deciding.ts';
import { resolveDependencies } from './dependencies.ts';
import { readUnits } from './load.ts';
import type { Loaded } from './load.ts';
import type { Pass, Unit } from './unit.ts';

/** Reads the side the marks were born on; a pair marked on both sides starts with QuickBooks. */
export async function loadFirstSide(pass: Pass, units: readonly Unit[]): Promise<Loaded> {
  const ready: Unit[] = [];
  const postponed: Unit[] = [];
  for (const side of ['quickbooks', 'hubspot'] as const) {
    const born = units.filter((unit) => bornOn(unit) === side);
    const loaded = await readUnits(pass, born, side);
    ready.push(...loaded.ready);
    postponed.push(...loaded.postponed);
  }
  return { ready, postponed };
}

const bornOn = (unit: Unit): Side =>
  unit.marks.some((mark) => mark.side === 'quickbooks') ? 'quickbooks' : 'hubspot';

/**
 * Pairs that are in sync and whose marked side is as it was agreed need no look at the other side. A pair that fails or
 * rests may do so because of the other side, so it is read whole.
 */
export async function loadOtherSide(
  pass: Pass,
  units: readonly Unit[],
): Promise<{ unchanged: Unit[]; open: Unit[]; postponed: Unit[] }> {
  const singles = units.filter((unit) => unit.link === null);
  const linked = units.filter((unit) => unit.link !== null);
  const dependencies = await resolveDependencies(pass, linked);
  const calm = await inSync(pass, linked);
  const unchanged = linked.filter(
    (unit) => unit.resolutions.length === 0 && calm(unit) && isUnchanged(pass, unit, dependencies),
  );
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
    postponed: [...fromHubspot.postponed, ...fromQuickbooks.postponed],
  };
}

async function inSync(pass: Pass, units: readonly Unit[]): Promise<(unit: Unit) => boolean> {
  const [first] = units;
  if (!first) return () => false;
  const ids = units.flatMap((unit) => unit.link?.quickbooksId ?? []);
  const calm = await pass.store.links.inSync(first.definition.name, ids);
  return (unit) => unit.link !== null && calm.has(unit.link.quickbooksId);
}

/** Decides as if the unread side were what it was when both agreed; only *nothing* may be concluded from that. */
function isUnchanged(pass: Pass, unit: Unit, dependencies: Dependencies): boolean {
  const { link, quickbooks, hubspot, sync } = unit;
  if (!link?.base || (quickbooks && hubspot) || isMarkedOnBothSides(unit)) return false;
  const { definition } = unit;
  const rules = rulesInForce(definition, sync.rules, link.origin);
  if (hubspot) {
    const mappings = activeMappings(rules, pass.context);
    return (
      (definition.sameContent?.(hubspot, link, { rules, context: pass.context }) ?? true) &&
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
    fields: agreedFields(link.base, 'hubspot', activeMappings(rules, pass.context)),
    parts: {},
    references: {},
    key: ourKey(pass.context, definition.name, quickbooks.id),
    mergedInto: null,
  };
  const decision = decideUnit(pass, { ...unit, hubspot: assumed, recorded: [] }, alone, dependencies);
  return decision.kind === 'nothing' && decision.settled;
}

const isMarkedOnBothSides = (unit: Unit): boolean => new Set(unit.marks.map((mark) => mark.side)).size > 1;
