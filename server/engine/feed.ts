// The vendors' change feeds: QuickBooks' change data capture tells about all entities in one call, HubSpot is searched by
// last modification. They only say where to look; nothing is applied because a feed said so. A watermark moves in the
// same transaction as the marks it covers.

import { z } from 'zod';
import { sides } from '../sync/record.ts';
import type { Change } from '../sync/ports.ts';
import type { Side } from '../sync/record.ts';
import { comparisonMoves } from './listing.ts';
import { isWatched, tells } from './watched.ts';
import type { NewMark, Priority } from './stores.ts';
import type { Pass } from './unit.ts';

const cursorName = (side: Side): string => `feed:${side}`;
const cursorShape = z.object({ watermark: z.string(), polledAt: z.string() });

const urgency: Priority = 1;

/** When the feed was last read, or null before the first reading. */
export async function lastPolledAt(pass: Pass, side: Side): Promise<Date | null> {
  const cursor = await readCursor(pass, side);
  return cursor ? new Date(cursor.polledAt) : null;
}

/** Takes the first watermarks, before any listing begins, so that changes made during it are seen. */
export async function startFeeds(pass: Pass): Promise<void> {
  for (const side of sides) {
    if (await readCursor(pass, side)) continue;
    pass.lease.assertHeld();
    const watermark = await pass.access.feed(side).start();
    await pass.store.cursors.move([cursorAt(pass, side, watermark)]);
  }
}

/**
 * Reads a feed to its end and marks what it names; how far it came is kept with every part, so that trouble on the way
 * does not begin it anew.
 */
export async function readFeed(pass: Pass, side: Side): Promise<number> {
  let marks = 0;
  for (;;) {
    const part = await readPart(pass, side);
    marks += part.marks;
    if (!part.more) return marks;
  }
}

const nothingMore = { marks: 0, more: false };

/** A feed that may have hidden something orders a comparison of id lists. */
async function readPart(pass: Pass, side: Side): Promise<{ readonly marks: number; readonly more: boolean }> {
  const cursor = await readCursor(pass, side);
  if (!cursor) return nothingMore;
  pass.lease.assertHeld();
  const page = await pass.access.feed(side).since(cursor.watermark);
  if (page === 'tooOld') {
    pass.log.warn({ side }, 'the change feed no longer reaches back; comparing whole lists');
    const watermark = await pass.access.feed(side).start();
    await pass.store.cursors.move([...(await comparisonMoves(pass)), cursorAt(pass, side, watermark)]);
    return nothingMore;
  }
  const marks: NewMark[] = [];
  const agreed = await agreedVersions(pass, side, page.changes);
  for (const change of page.changes) {
    if (isAgreed(change, agreed.get(`${change.entity}:${change.id}`))) continue;
    if (!isWatched(pass, change.entity) || !tells(pass, side, change.entity)) continue;
    marks.push({ entity: change.entity, side, id: change.id, priority: urgency });
  }
  // What a cut-off feed hides lies behind the watermark: the comparison is ordered in the same transaction that moves it.
  const comparison = page.truncated ? await comparisonMoves(pass) : [];
  const more = page.more === true;
  // Not read to its end the feed counts as unread: the next pass goes on with it, whatever happens to this one.
  const reached = more
    ? { name: cursorName(side), value: { ...cursor, watermark: page.watermark } }
    : cursorAt(pass, side, page.watermark);
  await pass.store.marks.add(marks, { cursors: [reached, ...comparison] });
  if (page.truncated) {
    pass.log.warn(
      { side, changes: page.changes.length },
      'the change feed was cut off; comparing whole lists',
    );
  }
  return { marks: marks.length, more };
}

/**
 * Versions at which linked records are in agreement. Feeds overlap, and QuickBooks touches a customer's date with every
 * invoice: at the same version there is nothing to see.
 */
async function agreedVersions(
  pass: Pass,
  side: Side,
  changes: readonly Change[],
): Promise<ReadonlyMap<string, string | null>> {
  const agreed = new Map<string, string | null>();
  for (const entity of pass.syncs.keys()) {
    const ids = changes
      .filter((change) => change.entity === entity && change.version !== null)
      .map(({ id }) => id);
    if (ids.length === 0) continue;
    for (const link of await pass.store.links.bySide(entity, side, ids)) {
      const id = side === 'hubspot' ? link.hubspotId : link.quickbooksId;
      const version = side === 'hubspot' ? link.hubspotVersion : link.quickbooksVersion;
      if (link.base !== null) agreed.set(`${entity}:${id}`, version);
    }
  }
  return agreed;
}

const isAgreed = (change: Change, agreed: string | null | undefined): boolean =>
  change.version !== null && typeof agreed === 'string' && BigInt(change.version) <= BigInt(agreed);

async function readCursor(pass: Pass, side: Side): Promise<z.infer<typeof cursorShape> | null> {
  const parsed = cursorShape.safeParse(await pass.store.cursors.read(cursorName(side)));
  return parsed.success ? parsed.data : null;
}

const cursorAt = (pass: Pass, side: Side, watermark: string) => ({
  name: cursorName(side),
  value: { watermark, polledAt: pass.runtime.now().toISOString() },
});
