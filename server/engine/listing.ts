// Paged readings of whole lists: the first sync, the comparison that finds what feeds hide (deletions, merges), and the
// reading that new rules ask for. The place is stored with each page, so that an interrupted listing goes on where it was.

import { z } from 'zod';
import type { EntityDefinition } from '../sync/entity.ts';
import type { RecordSnapshot, Side } from '../sync/record.ts';
import type { Sync } from '../sync/rules.ts';
import { keyedCursor, liveKeys, lookupCursor } from './candidates.ts';
import type { LookupMode } from './candidates.ts';
import { enters } from './watched.ts';
import type { CursorMove, NewMark, RecordKeys } from './stores.ts';
import type { Pass } from './unit.ts';

const listingShape = z.object({
  /** `rules` is a comparison that marks every record it meets, because the rules are not those it was settled under. */
  purpose: z.enum(['first', 'compare', 'rules']),
  /** Version of the rules it was ordered under: under newer ones it has to begin again. */
  version: z.number().int(),
  /** What is being read; `unseen` marks pairs that the listing did not meet. */
  phase: z.enum(['prepare', 'hubspot', 'quickbooks', 'unseen', 'done']),
  place: z.string().nullable(),
  run: z.string(),
});
type Listing = z.infer<typeof listingShape>;

export const listingCursor = (entity: string): string => `list:${entity}`;
const unseenAtOnce = 500;
const comparedCursor = 'compared';
const comparisonEveryMs = 7 * 86_400_000;

/** Orders a comparison of every running sync; to be stored together with what made it necessary. */
export async function comparisonMoves(pass: Pass): Promise<readonly CursorMove[]> {
  const moves: CursorMove[] = [{ name: comparedCursor, value: pass.runtime.now().toISOString() }];
  for (const sync of pass.syncs.values()) {
    const listing = await readListing(pass, sync.entity);
    // What was to mark everything still has to.
    const isOpen = listing !== null && listing.phase !== 'done' && listing.purpose === 'rules';
    moves.push(begin(pass, sync, isOpen ? 'rules' : 'compare'));
  }
  return moves;
}

/** Once a week all lists are compared, because deletions and changed associations may have left no trace in any feed. */
export async function compareWeekly(pass: Pass): Promise<void> {
  const compared = await pass.store.cursors.read(comparedCursor);
  const now = pass.runtime.now().getTime();
  if (typeof compared === 'string' && now - Date.parse(compared) < comparisonEveryMs) return;
  const isFirst = typeof compared !== 'string';
  const noted = { name: comparedCursor, value: new Date(now).toISOString() };
  await pass.store.cursors.move(isFirst ? [noted] : await comparisonMoves(pass));
}

/**
 * Orders the listing a sync starts with, whatever was under way before: everything the first time, and a comparison when
 * the sync comes back and has links already. Nothing was heard of its records while it was off.
 */
export async function startFirstListing(pass: Pass, sync: Sync): Promise<void> {
  const listing = await readListing(pass, sync.entity);
  const isCurrent = listing?.version === sync.version;
  const run = pass.runtime.now().toISOString();
  const known = await pass.store.links.notListed(sync.entity, 'quickbooks', run, 1);
  const purpose = known.length === 0 ? 'first' : isCurrent ? 'compare' : 'rules';
  await pass.store.cursors.move([begin(pass, sync, purpose)]);
}

/** Orders the reading of everything that rules may touch when they are newer than those of the last listing. */
export async function followRules(pass: Pass, sync: Sync): Promise<void> {
  const listing = await readListing(pass, sync.entity);
  if (listing?.version === sync.version) return;
  await pass.store.cursors.move([begin(pass, sync, 'rules')]);
  pass.log.info(
    { object: sync.entity, version: sync.version },
    'the rules are new; reading everything again',
  );
}

const begin = (pass: Pass, { entity, version }: Sync, purpose: Listing['purpose']): CursorMove =>
  move(entity, { purpose, version, phase: 'prepare', place: null, run: pass.runtime.now().toISOString() });

export async function isListing(pass: Pass, entity: string): Promise<boolean> {
  const listing = await readListing(pass, entity);
  return listing !== null && listing.phase !== 'done';
}

/** Takes one step of the first unfinished listing, in dependency order; false when there is none. */
export async function takeListingStep(pass: Pass): Promise<boolean> {
  for (const definition of pass.registry.entities) {
    if (!pass.syncs.has(definition.name)) continue;
    const listing = await readListing(pass, definition.name);
    if (!listing || listing.phase === 'done') continue;
    pass.lease.assertHeld();
    await step(pass, definition, listing);
    return true;
  }
  return false;
}

async function step(pass: Pass, definition: EntityDefinition, listing: Listing): Promise<void> {
  switch (listing.phase) {
    case 'prepare':
      return prepare(pass, definition, listing);
    case 'hubspot':
      return readPage(pass, definition, listing, 'hubspot');
    case 'quickbooks':
      return readPage(pass, definition, listing, 'quickbooks');
    case 'unseen':
      return markUnseen(pass, definition, listing);
    case 'done':
      return;
    default:
      return listing.phase satisfies never;
  }
}

/**
 * Decides how counterparts will be looked up: an empty side needs no looking, a smaller one is listed once, a larger one
 * is asked record by record. Where HubSpot's records may cross as well, and for a comparison, both sides are listed.
 */
async function prepare(pass: Pass, definition: EntityDefinition, listing: Listing): Promise<void> {
  if (listing.purpose !== 'first') {
    await pass.store.cursors.move([move(definition.name, { ...listing, phase: 'hubspot' })]);
    return;
  }
  const hubspot = pass.access.gateway('hubspot', definition.name);
  const counted = await hubspot.count();
  // The count may lag behind; only an empty list shows that there is nothing to look up.
  const there = counted > 0 ? counted : (await hubspot.list(null)).records.length;
  const here = await pass.access.gateway('quickbooks', definition.name).count();
  const keyed = hubspot.hasOurKeys ? await hubspot.hasOurKeys() : true;
  const lists = there > 0 && (there < here || enters(pass, definition.name));
  const mode: LookupMode = there === 0 ? 'none' : lists ? 'local' : 'ask';
  await pass.store.cursors.move([
    { name: lookupCursor(definition.name, 'hubspot'), value: mode },
    // The whole QuickBooks list is read before any mark is worked on.
    { name: lookupCursor(definition.name, 'quickbooks'), value: 'local' satisfies LookupMode },
    { name: keyedCursor(definition.name), value: keyed ? 'some' : 'none' },
    move(definition.name, { ...listing, phase: lists ? 'hubspot' : 'quickbooks' }),
  ]);
}

async function readPage(
  pass: Pass,
  definition: EntityDefinition,
  listing: Listing,
  side: Side,
): Promise<void> {
  const page = await pass.access.gateway(side, definition.name).list(listing.place, { bare: true });
  await pass.runtime.crashPoint('page-listed');
  const keys: RecordKeys[] = page.records.map((record) => ({
    entity: definition.name,
    side,
    id: record.id,
    keys: liveKeys(definition, record),
  }));
  if (listing.purpose !== 'first') {
    await pass.store.links.noteListed(
      definition.name,
      side,
      page.records.map((record) => record.id),
      listing.run,
    );
  }
  const marks = await marksOf(pass, definition, listing, side, page.records);
  const phase = page.next !== null ? listing.phase : after(listing);
  await pass.store.marks.add(marks, {
    keys,
    cursors: [move(definition.name, { ...listing, phase, place: page.next })],
  });
  await pass.runtime.crashPoint('page-marked');
}

function after(listing: Listing): Listing['phase'] {
  if (listing.phase === 'hubspot') return 'quickbooks';
  return listing.purpose === 'first' ? 'done' : 'unseen';
}

/** Marks every record that may cross; a mere comparison only those that are unknown or have moved on. */
async function marksOf(
  pass: Pass,
  definition: EntityDefinition,
  listing: Listing,
  side: Side,
  records: readonly RecordSnapshot[],
): Promise<NewMark[]> {
  if (side === 'hubspot' && !enters(pass, definition.name)) return [];
  const asMark = (record: RecordSnapshot, priority: 2 | 3): NewMark => ({
    entity: definition.name,
    side,
    id: record.id,
    priority,
  });
  if (listing.purpose !== 'compare') return records.map((record) => asMark(record, 3));
  const links = await pass.store.links.bySide(
    definition.name,
    side,
    records.map((record) => record.id),
  );
  const versions = new Map(
    links.map((link) =>
      side === 'hubspot'
        ? [link.hubspotId, link.hubspotVersion]
        : [link.quickbooksId, link.quickbooksVersion],
    ),
  );
  return records
    .filter((record) => versions.get(record.id) !== record.version)
    .map((record) => asMark(record, 2));
}

async function markUnseen(pass: Pass, definition: EntityDefinition, listing: Listing): Promise<void> {
  const marks: NewMark[] = [];
  for (const side of ['quickbooks', 'hubspot'] as const) {
    const links = await pass.store.links.notListed(definition.name, side, listing.run, unseenAtOnce);
    for (const link of links) {
      marks.push({
        entity: definition.name,
        side,
        id: side === 'hubspot' ? link.hubspotId : link.quickbooksId,
        priority: 2,
      });
    }
    await pass.store.links.noteListed(
      definition.name,
      side,
      links.map((link) => (side === 'hubspot' ? link.hubspotId : link.quickbooksId)),
      listing.run,
    );
  }
  const phase = marks.length === 0 ? 'done' : listing.phase;
  await pass.store.marks.add(marks, { cursors: [move(definition.name, { ...listing, phase })] });
}

async function readListing(pass: Pass, entity: string): Promise<Listing | null> {
  const parsed = listingShape.safeParse(await pass.store.cursors.read(listingCursor(entity)));
  return parsed.success ? parsed.data : null;
}

const move = (entity: string, listing: Listing): CursorMove => ({
  name: listingCursor(entity),
  value: listing,
});
