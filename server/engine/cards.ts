// What a record's card shows and the one thing it asks for: another look at that record. All of it comes from our own
// database; the vendors are not called.

import type { EntityName, RecordRef, Side } from '../sync/record.ts';
import { definitionIn } from './rules-changed.ts';
import type { Connection } from './connections/ports.ts';
import type { Activity, RecordRow } from './records.ts';
import type { SyncsDeps } from './syncs.ts';

/** A record of HubSpot as it is known here. */
export interface KnownRecord {
  readonly row: RecordRow;
  /** What its entity keeps for cards; null while QuickBooks' record was never read. */
  readonly summary: unknown;
  /** Where the pair was made; null for a record without counterpart. */
  readonly origin: Side | null;
  /** When both sides last agreed. */
  readonly agreedAt: Date | null;
  /** It is marked, and nothing holds it up: the next pass looks at it. */
  readonly isDue: boolean;
}

export interface CardsStore {
  /** Those of the records that are known, in no particular order. */
  known(entity: EntityName, hubspotIds: readonly string[]): Promise<readonly KnownRecord[]>;
  /** Newest first. */
  activities(ref: RecordRef, limit: number): Promise<readonly Activity[]>;
  /** Marks a record and its counterpart at a click's urgency; marking again changes nothing. */
  lookAgain(ref: RecordRef): Promise<void>;
}

export interface CardsDeps extends SyncsDeps {
  cardsOf(connection: Connection): CardsStore;
}

export type LookOutcome = 'asked' | 'unknown-sync' | 'not-running';

/** Has one record looked at now, whatever its state: a retry where it fails, a check where it does not. */
export async function lookAgain(
  deps: CardsDeps,
  connection: Connection,
  ref: RecordRef,
): Promise<LookOutcome> {
  const sync = (await deps.syncsOf(connection).list()).find(({ entity }) => entity === ref.entity);
  if (!sync || !definitionIn(deps.registry, ref.entity)) return 'unknown-sync';
  if (connection.status !== 'connected' || (sync.state !== 'on' && sync.state !== 'first-sync'))
    return 'not-running';
  await deps.cardsOf(connection).lookAgain(ref);
  await deps.wake(connection);
  return 'asked';
}
