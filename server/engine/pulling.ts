// A record that crosses needs those it refers to. Where their own syncs could make counterparts of them and they have never
// been looked at, they are marked with the urgency of the one that needs them, which is looked at again after them.

import type { EntityName } from '../sync/record.ts';
import type { Decided } from './deciding.ts';
import { wantedOf } from './dependencies.ts';
import { nothingToSettle } from './settlement.ts';
import type { NewMark, Settlement } from './stores.ts';
import { urgencyOf } from './unit.ts';
import type { Pass, Unit } from './unit.ts';
import { enters } from './watched.ts';

export interface Pulled {
  readonly ready: readonly Decided[];
  /** What is put aside until the records it needs have been looked at. */
  readonly aside: readonly Settlement[];
}

/** Puts aside what refers to records that were never looked at; each of those is pulled along once in a pass. */
export async function pullAlong(pass: Pass, decided: readonly Decided[]): Promise<Pulled> {
  const crossing = decided.filter(
    ({ decision: { kind } }) => kind === 'create' || kind === 'wait' || kind === 'update',
  );
  const unseen = await unseenOf(
    pass,
    crossing.map(({ unit }) => unit),
  );
  if (unseen.size === 0) return { ready: decided, aside: [] };
  const aside = new Map<Decided, Settlement>();
  for (const one of crossing) {
    const needed = referencesOf(pass, one.unit).filter((name) => unseen.has(name));
    if (needed.length > 0) aside.set(one, putAside(one.unit, needed));
  }
  for (const name of unseen) pass.pulled.add(name);
  return { ready: decided.filter((one) => !aside.has(one)), aside: [...aside.values()] };
}

/** Names (`contact:501`) of referenced HubSpot records without counterpart, state, or an earlier pull. */
async function unseenOf(pass: Pass, units: readonly Unit[]): Promise<ReadonlySet<string>> {
  const unseen = new Set<string>();
  for (const [entity, wanted] of wantedOf(pass, units, 'hubspot')) {
    if (!enters(pass, entity)) continue;
    const ids = [...wanted].filter((id) => !pass.pulled.has(nameOf(entity, id)));
    if (ids.length === 0) continue;
    const linked = new Set(
      (await pass.store.links.bySide(entity, 'hubspot', ids)).map((link) => link.hubspotId),
    );
    const resting = await pass.store.links.resting(entity, 'hubspot', ids);
    for (const id of ids) if (!linked.has(id) && !resting.has(id)) unseen.add(nameOf(entity, id));
  }
  return unseen;
}

const referencesOf = (pass: Pass, unit: Unit): readonly string[] =>
  [...wantedOf(pass, [unit], 'hubspot')].flatMap(([entity, ids]) => [...ids].map((id) => nameOf(entity, id)));

const nameOf = (entity: EntityName, id: string): string => `${entity}:${id}`;

function putAside({ marks }: Unit, needed: readonly string[]): Settlement {
  const priority = urgencyOf(marks, 3);
  const first = needed.map((name): NewMark => {
    const at = name.indexOf(':');
    return { entity: name.slice(0, at), side: 'hubspot', id: name.slice(at + 1), priority };
  });
  return {
    ...nothingToSettle,
    marks,
    follow: [...first, ...marks.map(({ entity, side, id }) => ({ entity, side, id, priority }))],
  };
}
