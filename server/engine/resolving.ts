// A person decides about a record that cannot be decided without one. The decision is stored and the record marked; the
// next pass carries it out.

import { fitted } from '../sync/resolution.ts';
import type { Resolution } from '../sync/resolution.ts';
import type { EntityName } from '../sync/record.ts';
import { readConflicts } from './conflicts.ts';
import type { Connection } from './connections/ports.ts';
import type { RecordRow, RecordsDeps } from './records.ts';

/** A row of the overview by the vendors' ids; one of them is known. */
export interface RecordName {
  readonly entity: EntityName;
  readonly hubspotId: string | null;
  readonly quickbooksId: string | null;
}

/** `known`: the same was decided before and is not carried out yet. */
export type Resolved = 'decided' | 'known';

export interface ResolutionDesk {
  /** Stores a decision with its line of history and marks the record at a click's urgency. */
  decide(record: RecordName, resolution: Resolution, decidedBy: string): Promise<Resolved>;
  /** The newest decision in the record's history. */
  lastDecided(record: RecordName): Promise<Resolution | null>;
}

export interface ResolvingDeps extends RecordsDeps {
  deskOf(connection: Connection): ResolutionDesk;
}

export interface ResolveRequest {
  readonly record: RecordName;
  readonly resolution: Resolution;
  readonly decidedBy: string;
}

export type ResolveOutcome =
  | { readonly kind: 'decided' }
  /** The same was decided before and carried out since. */
  | { readonly kind: 'done' }
  | { readonly kind: 'unknown-sync' | 'unknown-record' }
  /** The record is in another state than the one this would decide about. */
  | { readonly kind: 'not-fitting'; readonly row: RecordRow };

/** Takes a decision in. Repeating one changes nothing, before and after it was carried out. */
export async function resolveRecord(
  deps: ResolvingDeps,
  connection: Connection,
  { record, resolution, decidedBy }: ResolveRequest,
): Promise<ResolveOutcome> {
  const syncs = await deps.syncsOf(connection).list();
  if (!syncs.some(({ entity }) => entity === record.entity)) return { kind: 'unknown-sync' };
  const row = await findRow(deps, connection, record);
  if (!row) return { kind: 'unknown-record' };
  const known = { entity: row.entity, hubspotId: row.hubspotId, quickbooksId: row.quickbooksId };
  const conflicts = readConflicts(row.note);
  const fitting = fitted(resolution, { category: row.category, conflicts });
  const desk = deps.deskOf(connection);
  if (!fitting) {
    const last = await desk.lastDecided(known);
    return last && isRepeat(resolution, last) ? { kind: 'done' } : { kind: 'not-fitting', row };
  }
  await desk.decide(known, fitting, decidedBy);
  await deps.wake(connection);
  return { kind: 'decided' };
}

/** The row of the record, when all ids given name the same one. */
async function findRow(
  deps: RecordsDeps,
  connection: Connection,
  { entity, hubspotId, quickbooksId }: RecordName,
): Promise<RecordRow | null> {
  const ref =
    quickbooksId === null
      ? ({ entity, side: 'hubspot', id: hubspotId ?? '' } as const)
      : ({ entity, side: 'quickbooks', id: quickbooksId } as const);
  const { row } = await deps.recordsOf(connection).history(ref, 0);
  return row && (hubspotId === null || row.hubspotId === hubspotId) ? row : null;
}

const isRepeat = (asked: Resolution, last: Resolution): boolean =>
  asked.choice === last.choice &&
  asked.subject === last.subject &&
  (asked.value === null || asked.value === last.value);
