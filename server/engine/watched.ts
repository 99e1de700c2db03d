// What is worth a mark, given the syncs that run, their directions and what their filters look at.

import type { EntityName, Side } from '../sync/record.ts';
import type { Pass } from './unit.ts';

/** Entities of running syncs, records that are parts of theirs, and records that their filters look at. */
export function isWatched(pass: Pass, entity: string): boolean {
  const part = pass.registry.parts.find((candidate) => candidate.name === entity);
  return pass.syncs.has(part?.parent ?? entity) || watchersOf(pass, entity).length > 0;
}

/** HubSpot's changes matter only where they may cross or let others cross; QuickBooks' always do. */
export function tells(pass: Pass, side: Side, entity: string): boolean {
  return side === 'quickbooks' || enters(pass, entity) || watchersOf(pass, entity).length > 0;
}

/** Whether HubSpot's records of this entity, or those that they are parts of, may cross to QuickBooks. */
export function enters(pass: Pass, entity: string): boolean {
  const part = pass.registry.parts.find((candidate) => candidate.name === entity);
  const sync = pass.syncs.get(part?.parent ?? entity);
  return sync !== undefined && sync.rules.direction !== 'to-hubspot';
}

/** Entities whose records may cross because of a record of this noun that is associated with them. */
export const watchersOf = (pass: Pass, noun: string): readonly EntityName[] =>
  [...pass.syncs.keys()].filter((entity) => enters(pass, entity) && nounsOf(pass, entity).includes(noun));

/** Nouns that running syncs look at beside their own records, by themselves or in a filter. */
export const watchedNouns = (pass: Pass): readonly string[] => [
  ...new Set(
    [...pass.syncs.keys()]
      .filter((entity) => enters(pass, entity))
      .flatMap((entity) => nounsOf(pass, entity)),
  ),
];

const nounsOf = (pass: Pass, entity: EntityName): readonly string[] => [
  ...Object.keys(pass.registry.entities.find(({ name }) => name === entity)?.watches ?? {}),
  ...(pass.syncs.get(entity)?.rules.filters.toQuickbooks ?? [])
    .flat()
    .flatMap(({ of }) => (of === undefined ? [] : [of])),
];
