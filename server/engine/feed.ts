// The QuickBooks change feed: one call tells about all entities. It only says where to look; nothing is applied because
// the feed said so. Its watermark moves in the same transaction as the marks it covers.

import { z } from 'zod';
import { startListings } from './listing.ts';
import type { NewMark, Priority } from './stores.ts';
import type { Pass } from './unit.ts';

const cursorName = 'feed:quickbooks';
const cursorShape = z.object({ watermark: z.string(), polledAt: z.string() });

const urgency: Priority = 1;

/** When the feed was last read, or null before the first reading. */
export async function lastPolledAt(pass: Pass): Promise<Date | null> {
  const cursor = await readCursor(pass);
  return cursor ? new Date(cursor.polledAt) : null;
}

/** Takes the first watermark, before any listing begins, so that changes made during it are seen. */
export async function startFeed(pass: Pass): Promise<void> {
  if (await readCursor(pass)) return;
  pass.lease.assertHeld();
  const watermark = await pass.access.quickbooksFeed.start();
  await pass.store.cursors.move([cursorAt(pass, watermark)]);
}

/** Reads the feed once and marks what it names. A feed that may have hidden something orders a comparison of id lists. */
export async function readFeed(pass: Pass): Promise<number> {
  const cursor = await readCursor(pass);
  if (!cursor) return 0;
  pass.lease.assertHeld();
  const page = await pass.access.quickbooksFeed.since(cursor.watermark);
  if (page === 'tooOld') {
    pass.log.warn({}, 'the change feed no longer reaches back; comparing whole lists');
    const watermark = await pass.access.quickbooksFeed.start();
    await startListings(pass, 'compare', [cursorAt(pass, watermark)]);
    return 0;
  }
  const marks: NewMark[] = [];
  for (const change of page.changes) {
    if (!isWatched(pass, change.entity)) continue;
    marks.push({ entity: change.entity, side: 'quickbooks', id: change.id, priority: urgency });
  }
  await pass.store.marks.add(marks, { cursors: [cursorAt(pass, page.watermark)] });
  if (page.truncated) {
    pass.log.warn({ changes: page.changes.length }, 'the change feed was cut off; comparing whole lists');
    await startListings(pass, 'compare');
  }
  return marks.length;
}

/** Entities of running syncs, and records that are parts of theirs. */
export function isWatched(pass: Pass, entity: string): boolean {
  const part = pass.registry.parts.find((candidate) => candidate.name === entity);
  return pass.syncs.has(part?.parent ?? entity);
}

async function readCursor(pass: Pass): Promise<z.infer<typeof cursorShape> | null> {
  const parsed = cursorShape.safeParse(await pass.store.cursors.read(cursorName));
  return parsed.success ? parsed.data : null;
}

const cursorAt = (pass: Pass, watermark: string) => ({
  name: cursorName,
  value: { watermark, polledAt: pass.runtime.now().toISOString() },
});
