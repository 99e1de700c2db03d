// One pass for one connection, under its lease: close what was left open, learn what changed, then work through marks by
// urgency. Running it again changes nothing, so first sync, retry, repair and "sync now" are all this.

import { keyedCursor, lookupCursor } from './candidates.ts';
import { processMarks } from './chunk.ts';
import { carryOutCommands } from './commands.ts';
import { noticeCompany } from './company-changed.ts';
import { compareWeekly, followRules, isListing, startFirstListing, takeListingStep } from './listing.ts';
import { lastPolledAt, readFeed, startFeeds } from './feed.ts';
import { markWatchers } from './relatives.ts';
import { isWatched, tells, watchedNouns } from './watched.ts';
import { expandParts } from './parts.ts';
import { noteLook, pollInterval } from './polling.ts';
import { haveSyncsMoved, syncNowCursor } from './rules-changed.ts';
import { closeOpenIntents } from './recovery.ts';
import type { Held } from './recovery.ts';
import type { Side } from '../sync/record.ts';
import type { Sync } from '../sync/rules.ts';
import type { Mark, Priority } from './stores.ts';
import type { Pass } from './unit.ts';

export interface PassLimits {
  /** A pass ends after about this long; the rest is for the next one. */
  readonly maxMs: number;
  /** How long the change feed of an active company may stay unread when nothing wakes it. */
  readonly pollEveryMs: number;
}

export interface PassReport {
  readonly marksFromFeed: number;
  readonly settled: number;
  /** Whether there is more to do right now. */
  readonly more: boolean;
}

const marksAtOnce = 600;
const inboxAtOnce = 1_000;
const changesOnly: Priority = 2;
const revisitCursor = 'revisited';
const firstSyncCursor = (entity: string): string => `first:${entity}`;

export async function runPass(pass: Pass, limits: PassLimits): Promise<PassReport> {
  const endsAt = pass.runtime.now().getTime() + limits.maxMs;
  const held = await closeOpenIntents(pass);
  await carryOutCommands(pass);
  if (pass.syncs.size === 0) return { marksFromFeed: 0, settled: 0, more: false };
  await startFeeds(pass);
  await noticeCompany(pass);
  for (const sync of pass.syncs.values()) {
    if (sync.state === 'first-sync') await beginFirstSync(pass, sync);
    else await followRules(pass, sync);
  }
  const woken = await drainInbox(pass);
  const marksFromFeed = await readFeeds(pass, limits, woken);
  await markRevisits(pass);
  await compareWeekly(pass);
  let settled = 0;
  for (;;) {
    const isOver = pass.runtime.now().getTime() >= endsAt || (await haveSyncsMoved(pass));
    if (isOver) return { marksFromFeed, settled, more: true };
    await carryOutCommands(pass);
    const worked = await takeMarks(pass, held, changesOnly);
    if (worked > 0) settled += worked;
    else if (await takeListingStep(pass)) continue;
    else {
      const first = await takeMarks(pass, held, 3);
      settled += first;
      if (first === 0) break;
    }
  }
  await finishFirstSyncs(pass);
  return { marksFromFeed, settled, more: false };
}

/** Takes due marks of the most urgent class up to `atMost` and works through them; answers how many there were. */
async function takeMarks(pass: Pass, held: Held, atMost: Priority): Promise<number> {
  const entities = [
    ...pass.registry.parts.map((part) => part.name),
    ...pass.registry.entities.map((definition) => definition.name),
  ];
  const nouns = watchedNouns(pass);
  const running = entities.filter(
    (entity) =>
      pass.syncs.has(entity) ||
      nouns.includes(entity) ||
      pass.registry.parts.some((part) => part.name === entity),
  );
  const marks = await pass.store.marks.due({
    entities: running,
    limit: marksAtOnce,
    now: pass.runtime.now(),
    atMost,
  });
  for (const part of pass.registry.parts) {
    const own = marks.filter((mark) => mark.entity === part.name);
    if (own.length > 0) await expandParts(pass, part, own);
  }
  for (const noun of nouns) {
    const own = marks.filter((mark) => mark.entity === noun);
    if (own.length > 0) await markWatchers(pass, noun, own);
  }
  for (const definition of pass.registry.entities) {
    const own: Mark[] = marks.filter((mark) => mark.entity === definition.name);
    if (own.length > 0) await processMarks(pass, definition, own, held);
  }
  return marks.length;
}

/** Empties the inbox into marks; says whether QuickBooks had anything to tell, which makes its feed worth a read. */
async function drainInbox(pass: Pass): Promise<boolean> {
  const entities = [...pass.registry.entities, ...pass.registry.parts].map(({ name }) => name);
  const watched = entities.filter((entity) => isWatched(pass, entity));
  let woken = false;
  for (;;) {
    const { events, quickbooks } = await pass.store.drainInbox({ entities: watched, limit: inboxAtOnce });
    woken ||= quickbooks > 0;
    if (events < inboxAtOnce) return woken;
  }
}

/** Once per turning on and version of the rules: a sync that was off, or has new rules, begins again. */
async function beginFirstSync(pass: Pass, sync: Sync): Promise<void> {
  const begun = await pass.store.cursors.read(firstSyncCursor(sync.entity));
  const start = `${sync.version}:${sync.starts ?? 0}`;
  if (begun === start) return;
  await startFirstListing(pass, sync);
  await pass.store.cursors.move([{ name: firstSyncCursor(sync.entity), value: start }]);
}

/** A first sync is over when its list is read and none of its marks is left untried. */
async function finishFirstSyncs(pass: Pass): Promise<void> {
  const left = await pass.store.marks.counts();
  for (const sync of pass.syncs.values()) {
    if (sync.state !== 'first-sync' || (await isListing(pass, sync.entity))) continue;
    const untried = left.some(
      (row) => row.entity === sync.entity && row.priority === 3 && row.nextDueAt === null,
    );
    if (untried) continue;
    await pass.store.syncs.setState(sync.entity, 'on', { from: 'first-sync' });
    await pass.store.cursors.move([
      { name: firstSyncCursor(sync.entity), value: null },
      { name: lookupCursor(sync.entity, 'hubspot'), value: null },
      { name: lookupCursor(sync.entity, 'quickbooks'), value: null },
      { name: keyedCursor(sync.entity), value: null },
    ]);
    pass.log.info({ object: sync.entity }, 'first sync finished');
  }
}

/** QuickBooks' feed when it had something to tell or is due; HubSpot's when due, where its changes may cross. */
async function readFeeds(pass: Pass, limits: PassLimits, woken: boolean): Promise<number> {
  const crossing = [...pass.syncs.keys()].some((entity) => tells(pass, 'hubspot', entity));
  let marks = 0;
  const { cursors } = pass.store;
  const everyMs = await pollInterval(cursors, pass.runtime.now(), limits.pollEveryMs);
  if (woken || (await isPollDue(pass, 'quickbooks', everyMs))) {
    const told = await readFeed(pass, 'quickbooks');
    await noteLook(pass, { told: woken, marks: told });
    marks += told;
  }
  if (crossing && (await isPollDue(pass, 'hubspot', limits.pollEveryMs)))
    marks += await readFeed(pass, 'hubspot');
  return marks;
}

async function isPollDue(pass: Pass, side: Side, everyMs: number): Promise<boolean> {
  const polledAt = await lastPolledAt(pass, side);
  if (polledAt === null) return false;
  if (pass.runtime.now().getTime() - polledAt.getTime() >= everyMs) return true;
  const asked = await pass.store.cursors.read(syncNowCursor);
  return typeof asked === 'string' && new Date(asked) >= polledAt;
}

/** Time itself changes pairs: once a day, after midnight in the realm's zone, invoices that fell overdue are marked. */
async function markRevisits(pass: Pass): Promise<void> {
  const { today } = pass.context;
  if ((await pass.store.cursors.read(revisitCursor)) === today) return;
  const links = await pass.store.links.revisitDue(today, 10_000);
  const marks = links
    .filter((link) => pass.syncs.has(link.entity))
    .map(
      (link) =>
        ({ entity: link.entity, side: 'quickbooks', id: link.quickbooksId, priority: changesOnly }) as const,
    );
  await pass.store.marks.add(marks, { cursors: [{ name: revisitCursor, value: today }] });
}
