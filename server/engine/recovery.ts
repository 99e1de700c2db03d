// Closes what an earlier run left open. Answers that were stored are believed; a create without an answer is asked for
// again in a way that finds the first one (our key, the vendor's request id, or a look-up); anything else is simply
// decided again, because its pair is still marked.

import { agreePartly } from '../sync/agree.ts';
import type { Done } from '../sync/agree.ts';
import type { Link } from '../sync/base.ts';
import type { OperationResult } from '../sync/ports.ts';
import { otherSide } from '../sync/record.ts';
import type { RecordRef, Side } from '../sync/record.ts';
import { linkCause } from '../sync/entity.ts';
import type { LinkWrite, Settlement, StoredIntent } from './stores.ts';
import type { Pass } from './unit.ts';

const batch = 500;
/** A person may change a link while it is being closed; then it is read once more. */
const settleTries = 2;

type Confirmed = Extract<OperationResult, { ok: true }>;

/** What is known of one record's open intents. */
interface Leftover {
  readonly intents: readonly StoredIntent[];
  readonly done: readonly Done[];
}

/** Answers how many intents were closed. */
export async function closeOpenIntents(pass: Pass): Promise<number> {
  let closed = 0;
  for (;;) {
    const open = await pass.store.intents.listOpen(batch);
    if (open.length === 0) return closed;
    const confirmed = await confirm(pass, open);
    const leftovers = [...byRecord(open).values()].map((intents) => ({
      intents,
      done: intents.flatMap(({ id, operation }): Done[] => {
        const result = confirmed.get(id);
        return result ? [{ operation, result }] : [];
      }),
    }));
    await close(pass, leftovers);
    closed += open.length;
    pass.log.info({ intents: open.length }, 'closed intents of an interrupted run');
  }
}

function byRecord(intents: readonly StoredIntent[]): ReadonlyMap<string, StoredIntent[]> {
  return Map.groupBy(intents, ({ ref }) => nameOf(ref));
}

/** Results of the intents that are known to have been carried out, asking again about creates nobody answered. */
async function confirm(pass: Pass, open: readonly StoredIntent[]): Promise<ReadonlyMap<string, Confirmed>> {
  const confirmed = new Map<string, Confirmed>();
  const note = (result: OperationResult): void => {
    if (result.ok) confirmed.set(result.intentId, result);
  };
  for (const { answer } of open) if (answer) note(answer);
  const unanswered = open.filter(({ answer, operation }) => !answer && operation.action === 'create');
  const groups = Map.groupBy(
    unanswered,
    ({ ref, operation }) => `${operation.side}:${ref.entity}:${operation.noun}`,
  );
  for (const intents of groups.values()) for (const result of await askAgain(pass, intents)) note(result);
  return confirmed;
}

/** Repeats creates of one noun together, so that hundreds of them are a few calls. */
async function askAgain(pass: Pass, intents: readonly StoredIntent[]): Promise<readonly OperationResult[]> {
  const [first] = intents;
  if (!first) return [];
  pass.lease.assertHeld();
  const results = await pass.access
    .gateway(first.operation.side, first.ref.entity)
    .execute(intents.map(({ id, request }) => ({ ...request, intentId: id, repeated: true })));
  await pass.store.intents.answer(results);
  return results;
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
  const refs = leftovers.flatMap(({ intents }) => intents.slice(0, 1).map(({ ref }) => ref));
  for (const group of Map.groupBy(refs, ({ entity, side }) => `${entity}:${side}`).values()) {
    const [first] = group;
    if (!first) continue;
    const ids = group.map(({ id }) => id);
    for (const link of await pass.store.links.bySide(first.entity, first.side, ids))
      found.set(nameOf({ ...first, id: idOf(link, first.side) }), link);
  }
  return found;
}

/** Without links nothing but the end of the intents is stored. */
function outcomeOf({ intents, done }: Leftover, links: ReadonlyMap<string, Link> | null): Settlement {
  const [first] = intents;
  const write = first && links ? linkOf(first, links.get(nameOf(first.ref)) ?? null, done) : null;
  return {
    marks: [],
    link: write,
    unlink: null,
    status: null,
    activities: [],
    intents: intents.map(({ id }) => id),
    follow: first ? [{ ...first.ref, priority: 2 }] : [],
    retryAt: null,
    keys: null,
    causes: write && write.id === null ? [linkCause(write.entity, 'quickbooks', write.quickbooksId)] : [],
  };
}

const nameOf = ({ entity, side, id }: RecordRef): string => `${entity}:${side}:${id}`;

const idOf = (link: Link, side: Side): string => (side === 'hubspot' ? link.hubspotId : link.quickbooksId);

/** A created counterpart becomes a link at once; created rows are remembered in the base of the link. */
function linkOf(intent: StoredIntent, link: Link | null, done: readonly Done[]): LinkWrite | null {
  const created = done.find(({ operation }) => operation.noun === 'record' && operation.action === 'create');
  const counterpart = created?.result.id ?? null;
  if (!link && counterpart === null) return null;
  const rows = done.filter(({ operation }) => operation.noun !== 'record');
  if (link && rows.length === 0) return null;
  const own = { [intent.ref.side]: intent.ref.id, [otherSide(intent.ref.side)]: counterpart };
  return {
    id: link?.id ?? null,
    entity: intent.ref.entity,
    hubspotId: link?.hubspotId ?? own['hubspot'] ?? '',
    quickbooksId: link?.quickbooksId ?? own['quickbooks'] ?? '',
    base: rows.length > 0 ? agreePartly(link?.base ?? null, rows) : null,
    hubspotVersion: link?.hubspotVersion ?? null,
    quickbooksVersion: link?.quickbooksVersion ?? null,
    origin: link?.origin ?? intent.ref.side,
    revision: link?.revision ?? 0,
    revisitOn: null,
    partIds: {},
  };
}
