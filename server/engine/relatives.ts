// A record may cross because of an associated one (a contact through its invoice): when that one changes in HubSpot, the
// records it is associated with are looked at.

import type { Mark, NewMark } from './stores.ts';
import type { Pass } from './unit.ts';
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
