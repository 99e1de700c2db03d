// Who else carries the same match key, on either side. Answered from the keys learnt so far and, where those are not
// complete, by asking the vendor once per chunk.

import type { CandidateRecord } from '../sync/decide.ts';
import { idOfKey, ourKey } from '../sync/entity.ts';
import type { EntityDefinition } from '../sync/entity.ts';
import type { RecordSnapshot, Side } from '../sync/record.ts';
import { otherSide } from '../sync/record.ts';
import type { Pass, Unit } from './unit.ts';

/**
 * How counterparts are looked up while an object is synced for the first time: not at all (the other side is empty),
 * in the keys just listed, or by asking.
 */
export type LookupMode = 'none' | 'local' | 'ask';

export interface LookAlikes {
  readonly candidates: readonly CandidateRecord[];
  readonly siblings: readonly string[];
  /** A record that carries our key for this one and is linked to nothing. */
  readonly keyed: string | null;
}

/** What a record can be matched by. One that was put away stands in nobody's way. */
export const liveKeys = (definition: EntityDefinition, record: RecordSnapshot): readonly string[] =>
  record.state === 'active' ? definition.matchKeys(record) : [];

export const alone: LookAlikes = { candidates: [], siblings: [], keyed: null };

/** Finds candidates and siblings of unlinked records of one entity and side. */
export async function findLookAlikes(
  pass: Pass,
  entity: string,
  records: readonly RecordSnapshot[],
  matchKeys: (record: RecordSnapshot) => readonly string[],
): Promise<ReadonlyMap<string, LookAlikes>> {
  const [first] = records;
  if (!first) return new Map();
  const keys = [...new Set(records.flatMap(matchKeys))];
  const mode = await lookupMode(pass, entity, otherSide(first.side));
  const known = await pass.store.matchKeys.holders(entity, keys);
  const asked =
    mode === 'ask' && keys.length > 0
      ? await pass.access.gateway(otherSide(first.side), entity).find(keys)
      : new Map();
  const others = new Map<string, Map<string, string>>();
  const siblings = new Map<string, Set<string>>();
  for (const record of records) {
    const candidates = new Map<string, string>();
    const same = new Set<string>();
    for (const key of matchKeys(record)) {
      for (const holder of known.get(key) ?? []) {
        if (holder.side === record.side && holder.id !== record.id) same.add(holder.id);
        if (holder.side !== record.side && mode !== 'ask') candidates.set(holder.id, '');
      }
      for (const candidate of asked.get(key) ?? []) candidates.set(candidate.id, candidate.label);
    }
    others.set(record.id, candidates);
    siblings.set(record.id, same);
  }
  const linked = await linkedIds(pass, entity, first, [
    ...new Set([...others.values()].flatMap((found) => [...found.keys()])),
  ]);
  return new Map(
    records.map((record) => {
      return [
        record.id,
        {
          candidates: [...(others.get(record.id) ?? [])].map(([id, label]) => ({
            id,
            label,
            linkedTo: linked.get(id) ?? null,
          })),
          siblings: [...(siblings.get(record.id) ?? [])],
          keyed: null,
        },
      ];
    }),
  );
}

/** Where the way of looking up records of a side is noted while an object is synced for the first time. */
export const lookupCursor = (entity: string, side: Side): string => `lookup:${entity}:${side}`;
export const keyedCursor = (entity: string): string => `keyed:${entity}`;

async function lookupMode(pass: Pass, entity: string, side: Side): Promise<LookupMode> {
  const mode = await pass.store.cursors.read(lookupCursor(entity, side));
  return mode === 'none' || mode === 'local' ? mode : 'ask';
}

/**
 * Counterparts by our key: HubSpot records that carry it for these QuickBooks records, or the QuickBooks records that these
 * HubSpot records name. A key is believed only while nothing is linked.
 */
export async function findKeyed(
  pass: Pass,
  entity: string,
  records: readonly RecordSnapshot[],
): Promise<ReadonlyMap<string, string>> {
  const [first] = records;
  if (!first) return new Map();
  const named = await namedByKey(pass, entity, records);
  const linked = await linkedIds(pass, entity, first, [...new Set(named.values())]);
  return new Map([...named].filter(([, id]) => !linked.has(id)));
}

async function namedByKey(
  pass: Pass,
  entity: string,
  records: readonly RecordSnapshot[],
): Promise<ReadonlyMap<string, string>> {
  const named = records.flatMap((record) => {
    // QuickBooks' copies of HubSpot records name those by their plain id.
    const id = record.side === 'hubspot' ? idOfKey(pass.context, entity, record.key) : record.key;
    return id === null ? [] : [[record.id, id] as const];
  });
  const own = records.filter((record) => record.side === 'quickbooks' && record.key === null);
  if (own.length === 0) return new Map(named);
  const gateway = pass.access.gateway('hubspot', entity);
  if (!gateway.findByOurKey) return new Map(named);
  if ((await pass.store.cursors.read(keyedCursor(entity))) === 'none') return new Map(named);
  const byKey = await gateway.findByOurKey(own.map((record) => ourKey(pass.context, entity, record.id)));
  const found = new Map<string, string>(named);
  for (const record of own) {
    const id = byKey.get(ourKey(pass.context, entity, record.id));
    if (id !== undefined) found.set(record.id, id);
  }
  return found;
}

async function linkedIds(
  pass: Pass,
  entity: string,
  of: RecordSnapshot,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const links = await pass.store.links.bySide(entity, otherSide(of.side), ids);
  return new Map(
    links.map((link) =>
      of.side === 'quickbooks' ? [link.hubspotId, link.quickbooksId] : [link.quickbooksId, link.hubspotId],
    ),
  );
}

/** Two records of one chunk may claim the same counterpart by different keys: the first keeps it, the second sees it taken. */
export class Claims {
  readonly #taken = new Map<string, string>();

  claim(lookAlikes: LookAlikes, by: string): LookAlikes {
    const candidates = lookAlikes.candidates.map((candidate) => {
      const owner = this.#taken.get(candidate.id);
      return owner !== undefined && owner !== by ? { ...candidate, linkedTo: owner } : candidate;
    });
    for (const candidate of candidates) if (candidate.linkedTo === null) this.#taken.set(candidate.id, by);
    return { ...lookAlikes, candidates };
  }
}

/** The records units stand on when they have no link yet. */
export const unlinkedRecords = (units: readonly Unit[]): readonly RecordSnapshot[] =>
  units.flatMap((unit) =>
    unit.link ? [] : [unit.quickbooks ?? unit.hubspot].filter((record) => record !== null),
  );
