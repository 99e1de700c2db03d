// Counterparts of the records that a chunk refers to, fetched in one query per entity and side.

import type { Dependencies, Dependency } from '../sync/entity.ts';
import { linkCause } from '../sync/entity.ts';
import { otherSide, sides } from '../sync/record.ts';
import type { EntityName, RecordSnapshot, Side } from '../sync/record.ts';
import type { Pass, Unit } from './unit.ts';
import { enters } from './watched.ts';

/** Looks up every reference of the units' records, rows included: QuickBooks' and, where HubSpot's may cross, HubSpot's. */
export async function resolveDependencies(pass: Pass, units: readonly Unit[]): Promise<Dependencies> {
  const known = new Map<string, Dependency>();
  for (const side of sides) {
    for (const [entity, ids] of wantedOf(pass, units, side)) {
      const found = await lookUp(pass, entity, side, [...ids]);
      for (const [id, dependency] of found) known.set(`${side}:${entity}:${id}`, dependency);
    }
  }
  return (entity, id, side = 'quickbooks') =>
    known.get(`${side}:${entity}:${id}`) ?? missing(pass, entity, side, id, null);
}

/** Ids that units refer to on a side, by entity. */
export function wantedOf(
  pass: Pass,
  units: readonly Unit[],
  side: Side,
): ReadonlyMap<EntityName, ReadonlySet<string>> {
  const wanted = new Map<EntityName, Set<string>>();
  for (const unit of units) {
    const record = unit[side];
    if (!record || (side === 'hubspot' && !crosses(pass, unit))) continue;
    for (const entity of [...unit.definition.requires, ...unit.definition.uses]) {
      const ids = referencedIds(record, entity);
      if (ids.length === 0) continue;
      const all = wanted.get(entity) ?? new Set<string>();
      for (const id of ids) all.add(id);
      wanted.set(entity, all);
    }
  }
  return wanted;
}

/** Whether a unit's HubSpot record is what QuickBooks' is written from. */
const crosses = (pass: Pass, { link, definition }: Unit): boolean =>
  enters(pass, definition.name) && (link === null || link.origin === 'hubspot');

async function lookUp(
  pass: Pass,
  entity: EntityName,
  side: Side,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Dependency>> {
  const links = await pass.store.links.bySide(entity, side, ids);
  const resting = await pass.store.links.resting(entity, side, ids);
  const counterparts = new Map(
    links.map((link) =>
      side === 'hubspot' ? [link.hubspotId, link.quickbooksId] : [link.quickbooksId, link.hubspotId],
    ),
  );
  return new Map(
    ids.map((id): [string, Dependency] => {
      const other = counterparts.get(id);
      const why = resting.get(id) ?? null;
      if (other === undefined) return [id, missing(pass, entity, side, id, why)];
      if (side === 'quickbooks' && why === 'deleted-in-hubspot') {
        const cause = linkCause(entity, side, id);
        return [id, { state: 'gone', id: other, cause, blockedBy: `${entity} deleted in HubSpot` }];
      }
      return [id, { state: 'linked', id: other, ...(why === 'inactive' && { inactive: true }) }];
    }),
  );
}

/** What blocks a record from getting a counterpart: its sync, its filter, or its own failure. */
function missing(pass: Pass, entity: EntityName, side: Side, id: string, why: string | null): Dependency {
  return {
    state: 'missing',
    cause: linkCause(entity, side, id),
    blockedBy: blockedBy(pass, entity, side, why),
  };
}

function blockedBy(pass: Pass, entity: EntityName, side: Side, why: string | null): string {
  const sync = pass.syncs.get(entity);
  if (!sync) return `${entity} sync is off`;
  const { direction } = sync.rules;
  if (direction !== 'two-way' && direction !== `to-${otherSide(side)}`)
    return `${entity} sync does not create in ${otherSide(side) === 'hubspot' ? 'HubSpot' : 'QuickBooks'}`;
  if (why === 'filter') return `${entity} filter`;
  return why === null ? `${entity} not in step yet` : `${entity}: ${why}`;
}

function referencedIds(record: RecordSnapshot, entity: string): readonly string[] {
  const own = record.references[entity];
  const ofParts = Object.values(record.parts).flatMap((parts) =>
    parts.map((part) => part.references[entity]),
  );
  return [own, ...ofParts].filter((id): id is string => typeof id === 'string');
}
