// What is on record about units besides their base: conflicts nobody has answered, and what people decided.

import type { EntityDefinition } from '../sync/entity.ts';
import { readConflicts } from './conflicts.ts';
import { idOn } from './load.ts';
import type { PendingResolution } from './stores.ts';
import type { Pass, Unit } from './unit.ts';

/** Gives units what was recorded and decided about them. */
export async function withRecorded(
  pass: Pass,
  { name }: EntityDefinition,
  units: readonly Unit[],
): Promise<Unit[]> {
  const idsOn = (side: 'hubspot' | 'quickbooks'): string[] => units.flatMap((unit) => idOn(unit, side) ?? []);
  const [hubspotIds, quickbooksIds] = [idsOn('hubspot'), idsOn('quickbooks')];
  const resolutions = await pass.store.resolutions.of(name, { hubspotIds, quickbooksIds });
  const notes = await pass.store.links.notes(name, quickbooksIds);
  return units.map((unit) => ({
    ...unit,
    recorded: readConflicts(notes.get(idOn(unit, 'quickbooks') ?? '') ?? null),
    resolutions: resolutions.filter((resolution) => isAbout(unit, resolution)),
  }));
}

const isAbout = (unit: Unit, { hubspotId, quickbooksId }: PendingResolution): boolean =>
  (hubspotId !== null && hubspotId === idOn(unit, 'hubspot')) ||
  (quickbooksId !== null && quickbooksId === idOn(unit, 'quickbooks'));

/** What is known of several units that turn out to be one. */
export const recordedOf = (units: readonly Unit[]): Pick<Unit, 'recorded' | 'resolutions'> => ({
  recorded: [...new Set(units.flatMap(({ recorded }) => recorded))],
  resolutions: [
    ...new Map(units.flatMap(({ resolutions }) => resolutions).map((one) => [one.id, one])).values(),
  ],
});
