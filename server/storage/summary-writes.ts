// The part of a settlement that keeps what cards show.

import type { SummaryWrite } from '../engine/stores.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { json, query } from './database.ts';
import type { Transaction } from './database.ts';

/** A summary that says what is stored already costs no write. */
export async function writeSummaries(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  summaries: readonly SummaryWrite[],
): Promise<void> {
  if (summaries.length === 0) return;
  const last = new Map(summaries.map((write) => [`${write.entity} ${write.quickbooksId}`, write]));
  await query(
    trx,
    `insert into record_summaries as kept (connection_id, entity, quickbooks_id, summary)
     select :connectionId, entity, "quickbooksId", summary
     from jsonb_to_recordset(cast(:summaries as jsonb)) as write (entity text, "quickbooksId" text, summary jsonb)
     on conflict (connection_id, entity, quickbooks_id) do update set summary = excluded.summary
       where kept.summary is distinct from excluded.summary`,
    { connectionId, summaries: json([...last.values()]) },
  );
}
