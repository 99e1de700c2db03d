// Closes what an earlier run left open. Answers that were stored are believed; creates without an answer are asked about;
// anything else is simply decided again, because its pair is still marked. A create that finds no answer stays open and
// its record is left alone, so that it is not made twice; after an hour it is a failure of its record.

import { agreePartly } from '../sync/agree.ts';
import type { Done } from '../sync/agree.ts';
import type { Link } from '../sync/base.ts';
import { VendorUnavailable } from '../sync/reactions.ts';
import { sides } from '../sync/record.ts';
import type { RecordRef, Side } from '../sync/record.ts';
import { linkCause } from '../sync/entity.ts';
import { idOn, readSide } from './load.ts';
import { nextTry } from './retry.ts';
import type { ActivityWrite, LinkWrite, Settlement, StateWrite, StoredIntent } from './stores.ts';
import { doneBy, Inquiry } from './unanswered.ts';
import type { Pass, Unit } from './unit.ts';

const batch = 500;
/** A person may change a link while it is being closed; then it is read once more. */
const settleTries = 2;
/** How long a create may stay without an answer before its record fails. */
const longestSilenceMs = 60 * 60_000;

/** Records that are not decided in this pass, by name: a create of theirs is still open or has just failed. */
export type Held = ReadonlySet<string>;

export const isHeld = (held: Held, unit: Unit): boolean =>
  held.size > 0 &&
  sides.some((side) => {
    const id = idOn(unit, side);
    return id !== null && held.has(nameOf({ entity: unit.definition.name, side, id }));
  });

/** What is known of one record's open intents. */
interface Leftover {
  readonly ref: RecordRef;
  /** Ids of the intents to close. */
  readonly intents: readonly string[];
  readonly done: readonly Done[];
  /** The state of the record when a create was given up. */
  readonly failing: Pick<StateWrite, 'label' | 'status'> | null;
}

/** Answers which records have to be left alone in this pass. */
export async function closeOpenIntents(pass: Pass): Promise<Held> {
  const held = new Set<string>();
  const inquiry = new Inquiry(pass);
  const kept = new Set<string>();
  for (;;) {
    const listed = await pass.store.intents.listOpen(batch + kept.size);
    const open = listed.filter(({ id }) => !kept.has(id));
    if (open.length === 0) return held;
    await inquiry.ask(open.filter(({ answer, operation }) => !answer && operation.action === 'create'));
    const leftovers: Leftover[] = [];
    for (const intents of Map.groupBy(open, ({ ref }) => nameOf(ref)).values()) {
      const [first] = intents;
      if (!first) continue;
      const waiting = intents.filter((intent) => isWaiting(pass, inquiry, intent));
      waiting.forEach(({ id }) => kept.add(id));
      const leftover = await leftoverOf(pass, inquiry, first.ref, intents, waiting);
      if (waiting.length > 0 || leftover.failing) held.add(nameOf(first.ref));
      if (leftover.intents.length > 0) leftovers.push(leftover);
    }
    await close(pass, leftovers);
    const closed = leftovers.flatMap(({ intents }) => intents).length;
    if (closed > 0) pass.log.info({ intents: closed }, 'closed intents of an interrupted run');
    if (kept.size > 0) pass.log.warn({ intents: kept.size }, 'creates without an answer stay open');
  }
}

/** A create that nobody was asked about any more waits at any age. */
function isWaiting(pass: Pass, { silent }: Inquiry, { id, createdAt }: StoredIntent): boolean {
  const why = silent.get(id);
  if (why === undefined) return false;
  return why === null || pass.runtime.now().getTime() - createdAt.getTime() < longestSilenceMs;
}

async function leftoverOf(
  pass: Pass,
  inquiry: Inquiry,
  ref: RecordRef,
  intents: readonly StoredIntent[],
  waiting: readonly StoredIntent[],
): Promise<Leftover> {
  const closing = intents.filter((intent) => !waiting.includes(intent));
  const givenUp = closing.find(({ id }) => inquiry.silent.has(id));
  return {
    ref,
    intents: closing.map(({ id }) => id),
    done: closing.flatMap((intent) => inquiry.done.get(intent.id) ?? doneBy(intent, intent.answer)),
    failing: givenUp && pass.syncs.has(ref.entity) ? await failingOf(pass, givenUp) : null,
  };
}

async function failingOf(pass: Pass, { id, ref, operation }: StoredIntent): Promise<Leftover['failing']> {
  pass.log.warn({ intent: id, object: ref.entity }, 'gave up a create that was not answered for an hour');
  return {
    label: await labelOf(pass, ref),
    status: {
      state: 'failing',
      failure: {
        category: 'temporary-error',
        details: { part: operation.noun, action: operation.action },
        vendor: null,
        waitsOn: [],
      },
      nextTryAt: nextTry(pass.runtime, 0),
    },
  };
}

/** What people call the record; nothing where its own side does not answer either. */
async function labelOf(pass: Pass, { side, entity, id }: RecordRef): Promise<string> {
  pass.lease.assertHeld();
  try {
    return (await readSide(pass, side, entity, [id])).records.get(id)?.label ?? '';
  } catch (error) {
    if (error instanceof VendorUnavailable) return '';
    throw error;
  }
}

/**
 * Stores what is known and marks the records again. What cannot be stored, because a link was changed or taken meanwhile,
 * is closed without: its record is decided again anyway, and an intent left open would hold up every later pass.
 */
async function close(pass: Pass, leftovers: readonly Leftover[]): Promise<void> {
  let rest = leftovers;
  for (let attempt = 1; rest.length > 0; attempt += 1) {
    const links = attempt <= settleTries ? await linksOf(pass, rest) : null;
    const outcomes = rest.map((leftover) => outcomeOf(leftover, links));
    // What was carried out is a fact under whatever rules, so no versions are compared.
    const left = await pass.store.settle(outcomes, new Map());
    rest = rest.filter((_leftover, index) => left.includes(index));
  }
}

/** The links of the records as they are now, by record. */
async function linksOf(pass: Pass, leftovers: readonly Leftover[]): Promise<ReadonlyMap<string, Link>> {
  const found = new Map<string, Link>();
  const refs = leftovers.map(({ ref }) => ref);
  for (const group of Map.groupBy(refs, ({ entity, side }) => `${entity}:${side}`).values()) {
    const [first] = group;
    if (!first) continue;
    const ids = group.map(({ id }) => id);
    for (const link of await pass.store.links.bySide(first.entity, first.side, ids))
      found.set(nameOf({ ...first, id: idOf(link, first.side) }), link);
  }
  return found;
}

/** Without links none is written: what was carried out stays on record all the same. */
function outcomeOf(leftover: Leftover, links: ReadonlyMap<string, Link> | null): Settlement {
  const { ref, intents, failing } = leftover;
  const link = links?.get(nameOf(ref)) ?? null;
  const write = links ? linkOf(leftover, link) : null;
  const ids = idsOf(leftover, link);
  return {
    marks: [],
    link: write,
    status: failing && { entity: ref.entity, ...ids, ...failing },
    summary: null,
    activities: activitiesOf(leftover, ids),
    intents,
    follow: [{ ...ref, priority: 2 }],
    retryAt: null,
    resolutions: [],
    causes: write && write.id === null ? [linkCause(write.entity, 'quickbooks', write.quickbooksId)] : [],
  };
}

type Ids = Pick<ActivityWrite, 'hubspotId' | 'quickbooksId'>;

/** One line of history per record; the refusals among the answers are told when the record is decided again. */
function activitiesOf({ ref, done, failing }: Leftover, ids: Ids): readonly ActivityWrite[] {
  const common = { entity: ref.entity, ...ids, why: 'recovered after an interruption', before: {} };
  const activities: ActivityWrite[] = [];
  if (done.length > 0) {
    const after = Object.fromEntries(
      done.flatMap(({ operation: { noun, name, values } }) =>
        Object.entries(values).map(([field, value]) => [
          noun === 'record' ? field : `${name}.${field}`,
          value,
        ]),
      ),
    );
    const what = createdOf(done) ? 'created' : 'updated';
    activities.push({ ...common, what, after, vendorError: null });
  }
  if (failing?.status.state === 'failing') {
    const { category, vendor } = failing.status.failure;
    activities.push({ ...common, what: `failed: ${category}`, after: {}, vendorError: vendor });
  }
  return activities;
}

const createdOf = (done: readonly Done[]): Done | null =>
  done.find(({ operation }) => operation.noun === 'record' && operation.action === 'create') ?? null;

function idsOf({ ref, done }: Leftover, link: Link | null): Ids {
  const counterpart = createdOf(done)?.result.id ?? null;
  const idOfSide = (side: Side): string | null =>
    link ? idOf(link, side) : side === ref.side ? ref.id : counterpart;
  return { hubspotId: idOfSide('hubspot'), quickbooksId: idOfSide('quickbooks') };
}

const nameOf = ({ entity, side, id }: RecordRef): string => `${entity}:${side}:${id}`;

const idOf = (link: Link, side: Side): string => (side === 'hubspot' ? link.hubspotId : link.quickbooksId);

/**
 * A created counterpart becomes a link at once; created rows and, on a link that stands, confirmed associations are
 * remembered in its base. A new link without rows has none, so that what is still to be written is looked for first.
 */
function linkOf(leftover: Leftover, link: Link | null): LinkWrite | null {
  const { ref, done } = leftover;
  const { hubspotId, quickbooksId } = idsOf(leftover, link);
  if (hubspotId === null || quickbooksId === null || (link && done.length === 0)) return null;
  const remembers =
    link !== null ||
    done.some(({ operation }) => operation.noun !== 'record' || operation.rowParts !== undefined);
  return {
    id: link?.id ?? null,
    entity: ref.entity,
    hubspotId,
    quickbooksId,
    base: remembers ? agreePartly(link?.base ?? null, done) : null,
    hubspotVersion: link?.hubspotVersion ?? null,
    quickbooksVersion: link?.quickbooksVersion ?? null,
    origin: link?.origin ?? ref.side,
    revision: link?.revision ?? 0,
  };
}
