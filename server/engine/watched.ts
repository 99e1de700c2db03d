// What is worth a mark, given the syncs that run and their directions.

import type { Side } from '../sync/record.ts';
import type { Pass } from './unit.ts';

/** Entities of running syncs, and records that are parts of theirs. */
export function isWatched(pass: Pass, entity: string): boolean {
  const part = pass.registry.parts.find((candidate) => candidate.name === entity);
  return pass.syncs.has(part?.parent ?? entity);
}

/** HubSpot's changes matter only where they may cross; QuickBooks' always do. */
export function tells(pass: Pass, side: Side, entity: string): boolean {
  if (side === 'quickbooks') return true;
  const sync = pass.syncs.get(entity);
  return sync !== undefined && sync.rules.direction !== 'to-hubspot';
}
