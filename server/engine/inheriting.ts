// After a merge in HubSpot the winner takes over the loser's pair, unless it has one of its own: the link goes over to it,
// because a merged-away id answers reads but no writes, and the winner's own changes come under its own id.

import type { Link } from '../sync/base.ts';
import { idOfKey, ourKey } from '../sync/entity.ts';
import type { EntityDefinition } from '../sync/entity.ts';
import type { Pass, Unit } from './unit.ts';

/** The pair in the name of the record that HubSpot answered with, when that one inherits it. */
export function inherited(pass: Pass, unit: Unit): Unit {
  const { link, hubspot, definition } = unit;
  const winner = hubspot?.mergedInto ?? null;
  if (!link || !hubspot || winner === null) return unit;
  const own = ourKey(pass.context, definition.name, link.quickbooksId);
  if (hubspot.key !== null && hubspot.key !== own) return unit;
  return {
    ...unit,
    link: { ...link, hubspotId: winner },
    hubspot: { ...hubspot, id: winner, mergedInto: null },
  };
}

/**
 * Finds the pairs of HubSpot records that are not linked but carry the key of a linked QuickBooks record: winners whose
 * merge was not noticed yet. Such a record and its loser become one unit, so that no second counterpart is made.
 */
export async function takeOverPairs(
  pass: Pass,
  definition: EntityDefinition,
  units: readonly Unit[],
): Promise<readonly Unit[]> {
  const heirs = await findHeirs(pass, definition, units);
  const byPair = Map.groupBy(
    units.map((unit) => heirs.get(unit) ?? unit),
    (unit) => (unit.link ? `link ${unit.link.id}` : unit),
  );
  return [...byPair.values()].flatMap(joined);
}

async function findHeirs(
  pass: Pass,
  definition: EntityDefinition,
  units: readonly Unit[],
): Promise<ReadonlyMap<Unit, Unit>> {
  const named = new Map<string, Unit>();
  for (const unit of units) {
    const { link, hubspot } = unit;
    const id =
      link || hubspot?.state !== 'active' ? null : idOfKey(pass.context, definition.name, hubspot.key);
    if (id !== null) named.set(id, unit);
  }
  if (named.size === 0) return new Map();
  const links = await pass.store.links.bySide(definition.name, 'quickbooks', [...named.keys()]);
  if (links.length === 0) return new Map();
  pass.lease.assertHeld();
  const losers = await pass.access
    .gateway('hubspot', definition.name)
    .read(links.map(({ hubspotId }) => hubspotId));
  const winners = new Map(losers.found.map(({ id, mergedInto }) => [id, mergedInto]));
  return new Map(links.flatMap((link) => heirOf(link, named.get(link.quickbooksId), winners)));
}

function heirOf(
  link: Link,
  unit: Unit | undefined,
  winners: ReadonlyMap<string, string | null>,
): readonly (readonly [Unit, Unit])[] {
  const id = unit?.hubspot?.id;
  if (!unit || id === undefined || winners.get(link.hubspotId) !== id) return [];
  return [[unit, { ...unit, link: { ...link, hubspotId: id } }]];
}

/** Winner and loser of a merge may both be marked. */
function joined(same: readonly Unit[]): readonly Unit[] {
  const [first, ...more] = same;
  if (!first) return [];
  const newest = same.find(({ hubspot }) => hubspot?.mergedInto === null) ?? first;
  return [
    {
      ...newest,
      marks: [first, ...more].flatMap(({ marks }) => marks),
      hubspot: newest.hubspot ?? same.find(({ hubspot }) => hubspot)?.hubspot ?? null,
      quickbooks: same.find(({ quickbooks }) => quickbooks)?.quickbooks ?? null,
    },
  ];
}
