// Planner statistics that keep up with a first sync. A connection's rows grow by thousands a minute, autovacuum looks
// once a minute and only after a tenth of the table has changed; until then PostgreSQL believes that a connection has
// one row and reads all of them for each chunk. Every so many rows the writer therefore looks for itself.

import { translateDatabaseError } from './database-errors.ts';
import { inTenant, query } from './database.ts';
import type { Database } from './database.ts';

const tables = ['links', 'link_parts', 'record_states', 'record_waits', 'match_keys'];

/** Rows a store writes between two looks; the look itself takes about a millisecond. */
const rowsBetweenLooks = 500;

/** Tells the keeper how many records were written; now and then that takes as long as an ANALYZE. */
export type NoteRows = (count: number) => Promise<void>;

export function statisticsKeeper(db: Database): NoteRows {
  let written = 0;
  return async (count) => {
    written += count;
    if (written < rowsBetweenLooks) return;
    written = 0;
    for (const table of await listOutdated(db)) await analyze(db, table);
  };
}

/** Tables that have changed by a third since they were analyzed, or by as much as a large connection has. */
async function listOutdated(db: Database): Promise<readonly string[]> {
  const rows = await inTenant(db, {}, (trx) =>
    query<{ name: string }>(
      trx,
      `select relname as name from pg_stat_user_tables
       where schemaname = current_schema() and relname = any (:tables)
         and n_mod_since_analyze > least(500 + n_live_tup / 3, 20000)`,
      { tables },
    ),
  );
  return rows.map(({ name }) => name);
}

/** Skipped when another process is at it. */
async function analyze(db: Database, table: string): Promise<void> {
  try {
    await db.raw(`analyze (skip_locked) ${table}`);
  } catch (error) {
    throw translateDatabaseError(error);
  }
}
