// Counterparts of the records that a chunk refers to, fetched in one query per entity.

import type { Dependencies, Dependency } from '../sync/entity.ts';
import { linkCause } from '../sync/entity.ts';
import type { RecordSnapshot } from '../sync/record.ts';
import type { Pass, Unit } from './unit.ts';

/** Looks up every reference of the units' QuickBooks records (their rows included). */
export async function resolveDependencies(pass: Pass, units: readonly Unit[]): Promise<Dependencies> {
  const wanted = new Map<string, Set<string>>();
  for (const unit of units) {
    const record = unit.quickbooks;
    if (!record) continue;
    for (const entity of [...unit.definition.requires, ...unit.definition.uses]) {
      const ids = wanted.get(entity) ?? new Set<string>();
      for (const id of referencedIds(record, entity)) ids.add(id);
      wanted.set(entity, ids);
    }
  }
  const linked = new Map<string, string>();
  const gone = new Set<string>();
  for (const [entity, ids] of wanted) {
    if (ids.size === 0) continue;
    for (const link of await pass.store.links.bySide(entity, 'quickbooks', [...ids])) {
      linked.set(`${entity}:${link.quickbooksId}`, link.hubspotId);
    }
    for (const id of await pass.store.links.deletedInHubspot(entity, [...ids])) gone.add(`${entity}:${id}`);
  }
  return (entity, id): Dependency => {
    const other = linked.get(`${entity}:${id}`);
    const cause = linkCause(entity, 'quickbooks', id);
    if (other !== undefined && gone.has(`${entity}:${id}`))
      return { state: 'gone', id: other, cause, blockedBy: `${entity} deleted in HubSpot` };
    if (other !== undefined) return { state: 'linked', id: other };
    const blockedBy = pass.syncs.has(entity) ? `${entity} not in step yet` : `${entity} sync is off`;
    return { state: 'missing', cause, blockedBy };
  };
}

function referencedIds(record: RecordSnapshot, entity: string): readonly string[] {
  const own = record.references[entity];
  const ofParts = Object.values(record.parts).flatMap((parts) =>
    parts.map((part) => part.references[entity]),
  );
  return [own, ...ofParts].filter((id): id is string => typeof id === 'string');
}
