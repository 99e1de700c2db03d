// Merging two contacts, companies or deals: the winner takes over what it lacks, the loser's id leads to it.

import type { Actor } from './actor.ts';
import { associationType } from './association-types.ts';
import { invalid, notFound } from './errors.ts';
import { link } from './links.ts';
import type { ObjectType } from './object-types.ts';
import { objectTypeInfo } from './object-types.ts';
import type { Portal } from './portal.ts';
import { changeRecord, emit, insertRecord } from './record-changes.ts';
import type { CrmRecord } from './record-table.ts';

const MERGEABLE: ObjectType[] = ['contacts', 'companies', 'deals'];
const SYSTEM_OWNED = new Set([
  'hs_object_id',
  'createdate',
  'hs_createdate',
  'lastmodifieddate',
  'hs_lastmodifieddate',
  'hs_object_source',
  'hs_object_source_id',
  'associatedcompanyid',
]);

/** Merges `loserId` into `winnerId` and answers the surviving record. */
export function merge(
  portal: Portal,
  type: ObjectType,
  winnerId: string,
  loserId: string,
  actor: Actor,
): CrmRecord {
  if (!MERGEABLE.includes(type)) throw invalid(`${objectTypeInfo(type).label} records cannot be merged.`);
  const winner = portal.tables[type].live(winnerId);
  const loser = portal.tables[type].live(loserId);
  if (!winner || !loser) throw notFound();
  if (winner === loser) throw invalid('A record cannot be merged into itself.');
  const target = portal.simulation.behaviours.flag('mergeCreatesNewRecord')
    ? insertRecord(portal, type, {}, actor, { now: portal.now() })
    : winner;
  const moved = absorbAll(portal, target, target === winner ? [loser] : [winner, loser], actor);
  emit(portal, target, 'merge', actor, {
    objectId: Number(target.id),
    primaryObjectId: Number(winner.id),
    mergedObjectIds: [Number(loser.id)],
    newObjectId: Number(target.id),
    numberOfPropertiesMoved: moved,
  });
  return target;
}

function absorbAll(portal: Portal, target: CrmRecord, losers: CrmRecord[], actor: Actor): number {
  const table = portal.tables[target.type];
  const changes: Record<string, string> = {};
  const before = target.version.properties;
  for (const loser of losers) {
    for (const [name, value] of Object.entries(loser.version.properties)) {
      if (!SYSTEM_OWNED.has(name) && before[name] === undefined) changes[name] ??= value;
    }
    // The loser gives up its unique values before the winner takes them.
    table.archive(loser, portal.now());
    table.records.delete(loser.id);
    table.mergedInto.set(loser.id, target.id);
  }
  const moved = Object.keys(changes).length;
  changes['hs_merged_object_ids'] = joined(before['hs_merged_object_ids'], [
    ...losers.flatMap((loser) => split(loser.version.properties['hs_merged_object_ids'])),
    ...losers.map((loser) => loser.id),
  ]);
  const emails = losers.flatMap(({ version: { properties } }) => [
    ...split(properties['email']),
    ...split(properties['hs_additional_emails']),
  ]);
  const email = before['email'] ?? changes['email'];
  const additional = joined(
    before['hs_additional_emails'],
    emails.filter((other) => other !== email),
  );
  if (target.type === 'contacts' && additional) changes['hs_additional_emails'] = additional;
  changeRecord(portal, target, changes, actor);
  for (const loser of losers) moveLinks(portal, target, loser, actor);
  return moved;
}

function moveLinks(portal: Portal, target: CrmRecord, loser: CrmRecord, actor: Actor): void {
  for (const [type, targets] of loser.links) {
    for (const [id, typeIds] of targets) {
      const other = portal.tables[type].resolve(id);
      if (!other || other === target) continue;
      other.links.get(loser.type)?.delete(loser.id);
      // What was the loser's primary company becomes an ordinary one of the winner.
      const types = [...typeIds].flatMap((typeId) => associationType(typeId) ?? []);
      link(
        portal,
        target,
        other,
        types.filter((each) => !each.primary),
        actor,
      );
    }
  }
}

function split(list: string | undefined): string[] {
  return (list ?? '').split(';').filter(Boolean);
}

function joined(list: string | undefined, more: string[]): string {
  return [...new Set([...split(list), ...more])].join(';');
}
