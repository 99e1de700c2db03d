// A record may cross because of an associated one (a contact through its invoice): when that one changes in HubSpot, the
// records it is associated with are looked at. And a record that is gone from QuickBooks may have been merged into another
// one, to which what referred to it refers from then on, without a date or a token of its own.

import type { EntityDefinition } from '../sync/entity.ts';
import type { Mark, NewMark } from './stores.ts';
import type { Pass, Unit } from './unit.ts';
import { watchersOf } from './watched.ts';

/** Marks the records that look at these; marks of a noun that is no running sync of its own end here. */
export async function markWatchers(pass: Pass, noun: string, marks: readonly Mark[]): Promise<void> {
  const own = marks.filter((mark) => mark.side === 'hubspot');
  const follow: NewMark[] = [];
  for (const entity of watchersOf(pass, noun)) {
    pass.lease.assertHeld();
    const ids = await pass.access.associated(
      noun,
      entity,
      own.map((mark) => mark.id),
    );
    follow.push(...ids.map((id) => ({ entity, side: 'hubspot', id, priority: changed }) as const));
  }
  await pass.store.marks.add(follow);
  if (!pass.syncs.has(noun)) await pass.store.marks.drop(marks);
}

const changed = 1;

/** Marks the pairs that need these as far as they are gone from QuickBooks, or merged away: their reference may lead elsewhere now. */
export async function markDependents(
  pass: Pass,
  definition: EntityDefinition,
  units: readonly Unit[],
): Promise<void> {
  const gone = units.flatMap(({ link, quickbooks }) =>
    link && (quickbooks?.state === 'deleted' || quickbooks?.mergedInto) ? [link.hubspotId] : [],
  );
  if (gone.length === 0) return;
  const follow: NewMark[] = [];
  for (const { name, requires } of pass.registry.entities) {
    if (!pass.syncs.has(name) || !requires.includes(definition.name)) continue;
    pass.lease.assertHeld();
    const ids = await pass.access.associated(definition.name, name, gone);
    for (const { quickbooksId } of await pass.store.links.bySide(name, 'hubspot', ids))
      follow.push({ entity: name, side: 'quickbooks', id: quickbooksId, priority: changed });
  }
  await pass.store.marks.add(follow);
}
