import type { Sync, SyncRules } from '../sync/rules.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { inTenant, json, query } from './database.ts';
import { syncColumns, toSync } from './sync-store.ts';
import type { SyncRow } from './sync-store.ts';

export interface SyncVersion {
  readonly version: number;
  readonly rules: SyncRules;
  readonly changedBy: string;
  readonly changedAt: Date;
}

/** What people change about syncs, with the record of who did and when. */
export interface SyncSettingsStore {
  /** Stores rules under the next version; a sync that did not exist is created switched off. */
  save(rules: SyncRules, changedBy: string): Promise<Sync>;
  /** Deletes the sync with its links and record states; records at the vendors are not touched. */
  remove(entity: string): Promise<void>;
  history(entity: string): Promise<readonly SyncVersion[]>;
}

interface VersionRow {
  readonly version: number;
  readonly rules: SyncRules;
  readonly changed_by: string;
  readonly changed_at: Date;
}

export function syncSettingsStore(
  scope: Pick<ConnectionScope, 'db' | 'connectionId' | 'portalId'>,
): SyncSettingsStore {
  const { connectionId } = scope;
  return {
    save: (rules, changedBy) =>
      inTenant(scope.db, scope, async (trx) => {
        const bindings = { connectionId, entity: rules.entity, rules: json(rules), changedBy };
        // Two people saving at once take turns, so that each version is used once.
        await query(
          trx,
          `select pg_advisory_xact_lock(hashtextextended(:connectionId || :entity, 0))`,
          bindings,
        );
        const [row] = await query<SyncRow>(
          trx,
          `with next as (
             insert into sync_versions (connection_id, entity, version, rules, changed_by)
             select :connectionId, :entity, coalesce(max(version), 0) + 1, cast(:rules as jsonb), :changedBy
             from sync_versions where connection_id = :connectionId and entity = :entity
             returning connection_id, entity, rules, version)
           insert into syncs (connection_id, entity, state, rules, version)
           select connection_id, entity, 'off', rules, version from next
           on conflict (connection_id, entity) do update
             set rules = excluded.rules, version = excluded.version, updated_at = now()
           returning ${syncColumns}`,
          bindings,
        );
        if (!row) throw new Error('the sync was not stored');
        return toSync(row);
      }),
    remove: (entity) =>
      inTenant(scope.db, scope, async (trx) => {
        await trx.raw('set local statement_timeout = 0');
        for (const table of ['syncs', 'marks', 'links', 'record_states', 'match_keys']) {
          await query(trx, `delete from ${table} where connection_id = :connectionId and entity = :entity`, {
            connectionId,
            entity,
          });
        }
      }),
    history: (entity) =>
      inTenant(scope.db, scope, async (trx) => {
        const rows = await query<VersionRow>(
          trx,
          `select version, rules, changed_by, changed_at from sync_versions
           where connection_id = :connectionId and entity = :entity order by version desc`,
          { connectionId, entity },
        );
        return rows.map(toVersion);
      }),
  };
}

const toVersion = (row: VersionRow): SyncVersion => ({
  version: row.version,
  rules: row.rules,
  changedBy: row.changed_by,
  changedAt: row.changed_at,
});
