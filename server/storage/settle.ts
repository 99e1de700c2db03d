// Stores the outcomes of a chunk: all of an outcome or nothing of it, in one transaction under the lease's fence.

import type { Priority, Settlement } from '../engine/stores.ts';
import type { EntityName } from '../sync/record.ts';
import { appendActivities } from './activity-store.ts';
import { keepLease } from './connection-scope.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { inTenant, query } from './database.ts';
import type { Transaction } from './database.ts';
import { closeIntents } from './intent-store.ts';
import { LinkTaken, listStaleLinks, writeLinks } from './link-writes.ts';
import { addMarks, deferMarks, removeMarks, wakeLinked, wakeWaiting } from './mark-store.ts';
import { removeResolutions } from './resolution-store.ts';
import { writeStates } from './state-writes.ts';
import { writeSummaries } from './summary-writes.ts';

/** Answers the indexes of outcomes left out because a link or the sync's rules had moved on. */
export async function settle(
  scope: ConnectionScope,
  fence: string | null,
  outcomes: readonly Settlement[],
  versions: ReadonlyMap<EntityName, number>,
): Promise<readonly number[]> {
  const leftOut = new Set<number>();
  const rest = () => outcomes.filter((_outcome, index) => !leftOut.has(index));
  for (;;) {
    try {
      await inTenant(scope.db, scope, async (trx) => {
        await keepLease(trx, scope, fence);
        const rulesMoved = await listMovedRules(trx, scope, versions);
        const staleLinks = await listStaleLinks(trx, scope, rest());
        outcomes.forEach((outcome, index) => {
          if (rulesMoved.has(entityOf(outcome)) || staleLinks.has(outcome)) leftOut.add(index);
        });
        await apply(trx, scope, rest());
      });
      return [...leftOut].toSorted((a, b) => a - b);
    } catch (error) {
      // Somebody else linked one of these records first. The transaction is undone; the others go without it.
      if (!(error instanceof LinkTaken)) throw error;
      error.outcomes.forEach((outcome) => leftOut.add(outcomes.indexOf(outcome)));
    }
  }
}

/** Locks the syncs against change until commit; answers the entities whose rules are newer. */
async function listMovedRules(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  versions: ReadonlyMap<EntityName, number>,
): Promise<ReadonlySet<EntityName>> {
  const rows = await query<{ entity: EntityName; version: number }>(
    trx,
    'select entity, version from syncs where connection_id = :connectionId for share',
    { connectionId },
  );
  const current = new Map(rows.map(({ entity, version }) => [entity, version]));
  const moved = [...versions].filter(([entity, version]) => current.get(entity) !== version);
  return new Set(moved.map(([entity]) => entity));
}

async function apply(
  trx: Transaction,
  scope: ConnectionScope,
  outcomes: readonly Settlement[],
): Promise<void> {
  if (outcomes.length === 0) return;
  await writeLinks(trx, scope, outcomes);
  const waiting = await writeStates(
    trx,
    scope,
    outcomes.flatMap(({ status }) => status ?? []),
  );
  await writeSummaries(
    trx,
    scope,
    outcomes.flatMap(({ summary }) => summary ?? []),
  );
  await appendActivities(
    trx,
    scope,
    outcomes.flatMap(({ activities }) => activities),
  );
  await closeIntents(
    trx,
    scope,
    outcomes.flatMap(({ intents }) => intents),
  );
  await removeResolutions(
    trx,
    scope,
    outcomes.flatMap(({ resolutions }) => resolutions),
  );
  await settleMarks(trx, scope, outcomes);
  await wakeLinked(trx, scope, waiting);
}

/** Answered marks first, then the new ones: an outcome may ask to look at its own record again. */
async function settleMarks(
  trx: Transaction,
  scope: ConnectionScope,
  outcomes: readonly Settlement[],
): Promise<void> {
  await removeMarks(
    trx,
    scope,
    outcomes.flatMap(({ marks, retryAt }) => (retryAt ? [] : marks)),
  );
  await deferMarks(
    trx,
    scope,
    outcomes.flatMap(({ marks, retryAt }) =>
      retryAt ? marks.map((mark) => ({ mark, notBefore: retryAt })) : [],
    ),
  );
  await addMarks(
    trx,
    scope,
    outcomes.flatMap(({ follow }) => follow),
  );
  await wakeWaiting(
    trx,
    scope,
    outcomes.flatMap((outcome) =>
      outcome.causes.map((cause) => ({
        cause,
        priority: urgencyOf(outcome),
        sparing: outcome.sparing ?? [],
      })),
    ),
  );
}

/** What waited is a retry, unless the outcome that freed it was more urgent than that. */
const urgencyOf = ({ marks }: Settlement): Priority =>
  marks.reduce<Priority>((most, { priority }) => (priority < most ? priority : most), 2);

const entityOf = ({ marks, status, link }: Settlement): EntityName =>
  marks[0]?.entity ?? status?.entity ?? link?.entity ?? '';
