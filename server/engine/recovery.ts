// Closes what an earlier run left open. Answers that were stored are believed; a create without an answer is asked for
// again in a way that finds the first one (our key, the vendor's request id, or a look-up); anything else is simply
// decided again, because its pair is still marked.

import { agreePartly } from '../sync/agree.ts';
import type { Done } from '../sync/agree.ts';
import type { Link } from '../sync/base.ts';
import { otherSide } from '../sync/record.ts';
import { linkCause } from '../sync/entity.ts';
import type { LinkWrite, Settlement, StoredIntent } from './stores.ts';
import type { Pass } from './unit.ts';

const batch = 500;

/** Answers how many intents were closed. */
export async function closeOpenIntents(pass: Pass): Promise<number> {
  let closed = 0;
  for (;;) {
    const open = await pass.store.intents.listOpen(batch);
    if (open.length === 0) return closed;
    for (const intents of byRecord(open).values()) await closeRecord(pass, intents);
    closed += open.length;
    pass.log.info({ intents: open.length }, 'closed intents of an interrupted run');
  }
}

function byRecord(intents: readonly StoredIntent[]): ReadonlyMap<string, StoredIntent[]> {
  const groups = new Map<string, StoredIntent[]>();
  for (const intent of intents) {
    const name = `${intent.ref.entity}:${intent.ref.side}:${intent.ref.id}`;
    groups.set(name, [...(groups.get(name) ?? []), intent]);
  }
  return groups;
}

async function closeRecord(pass: Pass, intents: readonly StoredIntent[]): Promise<void> {
  const [first] = intents;
  if (!first) return;
  const done: Done[] = [];
  for (const intent of intents) {
    const result = intent.answer ?? (await askAgain(pass, intent));
    if (result?.ok) done.push({ operation: intent.operation, result });
  }
  const [link] = await pass.store.links.bySide(first.ref.entity, first.ref.side, [first.ref.id]);
  const write = linkOf(first, link ?? null, done);
  const outcome: Settlement = {
    marks: [],
    link: write,
    unlink: null,
    status: null,
    activities: [],
    intents: intents.map((intent) => intent.id),
    follow: [{ ...first.ref, priority: 2 }],
    retryAt: null,
    keys: null,
    causes: write && write.id === null ? [linkCause(write.entity, 'quickbooks', write.quickbooksId)] : [],
  };
  const sync = pass.syncs.get(first.ref.entity);
  await pass.store.settle([outcome], new Map(sync ? [[sync.entity, sync.version]] : []));
}

async function askAgain(pass: Pass, intent: StoredIntent): Promise<Done['result'] | null> {
  if (intent.operation.action !== 'create') return null;
  pass.lease.assertHeld();
  const gateway = pass.access.gateway(intent.operation.side, intent.ref.entity);
  const [result] = await gateway.execute([{ ...intent.request, intentId: intent.id, repeated: true }]);
  if (!result) return null;
  await pass.store.intents.answer([result]);
  return result.ok ? result : null;
}

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
