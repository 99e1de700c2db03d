import type { SyncSettings, SyncVersion } from '../engine/syncs.ts';
import type { Side } from '../sync/record.ts';
import { sides } from '../sync/record.ts';
import type { Direction, Sync, SyncRules } from '../sync/rules.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { inTenant, json, query } from './database.ts';
import type { Transaction } from './database.ts';
import { syncColumns, toSync } from './sync-store.ts';
import type { SyncRow } from './sync-store.ts';

interface VersionRow {
  readonly version: number;
  readonly rules: SyncRules;
  readonly changed_by: string;
  readonly changed_at: Date;
}

type Scope = Pick<ConnectionScope, 'db' | 'connectionId' | 'portalId'>;

/** What is deleted with a sync. */
const tablesOfSyncs = [
  'syncs',
  'marks',
  'links',
  'record_states',
  'record_summaries',
  'match_keys',
  'resolutions',
] as const;

/** What people change about syncs, with the record of who did and when. */
export function syncSettingsStore(scope: Scope): SyncSettings {
  const { connectionId } = scope;
  return {
    save: (rules, changedBy) =>
      inTenant(scope.db, scope, async (trx) => {
        await takeTurn(trx, scope, rules.entity);
        return await storeNext(trx, scope, rules, changedBy);
      }),
    change: (rules, version, changedBy) =>
      inTenant(scope.db, scope, async (trx) => {
        await takeTurn(trx, scope, rules.entity);
        const [row] = await query<SyncRow & { same: boolean }>(
          trx,
          `select ${syncColumns}, rules = cast(:rules as jsonb) as same from syncs
           where connection_id = :connectionId and entity = :entity`,
          { connectionId, entity: rules.entity, rules: json(rules) },
        );
        if (!row) return { kind: 'unknown-sync' };
        const { same, ...stored } = row;
        if (same) return { kind: 'saved', sync: toSync(stored) };
        if (row.version !== version) return { kind: 'changed-meanwhile', current: toSync(stored) };
        const sync = await storeNext(trx, scope, rules, changedBy);
        await forgetBarred(trx, scope, rules);
        return { kind: 'saved', sync };
      }),
    remove: (entity) =>
      inTenant(scope.db, scope, async (trx) => {
        await trx.raw('set local statement_timeout = 0');
        for (const table of tablesOfSyncs) {
          await query(trx, `delete from ${table} where connection_id = :connectionId and entity = :entity`, {
            connectionId,
            entity,
          });
        }
        // How far lists were read belongs to the links and states that are gone.
        await query(
          trx,
          `delete from cursors where connection_id = :connectionId
             and (name = any (:names) or starts_with(name, :lookups))`,
          {
            connectionId,
            names: ['list', 'first', 'keyed'].map((name) => `${name}:${entity}`),
            lookups: `lookup:${entity}:`,
          },
        );
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

/** Two people saving at once take turns, so that each version is used once. */
async function takeTurn(trx: Transaction, { connectionId }: Scope, entity: string): Promise<void> {
  await query(trx, 'select pg_advisory_xact_lock(hashtextextended(:connectionId || :entity, 0))', {
    connectionId,
    entity,
  });
}

async function storeNext(
  trx: Transaction,
  { connectionId }: Scope,
  rules: SyncRules,
  changedBy: string,
): Promise<Sync> {
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
    { connectionId, entity: rules.entity, rules: json(rules), changedBy },
  );
  if (!row) throw new Error('the sync was not stored');
  return toSync(row);
}

/** Single records of a side that may not cross any more have no state: nobody waits for them. */
async function forgetBarred(
  trx: Transaction,
  { connectionId }: Scope,
  { entity, direction }: SyncRules,
): Promise<void> {
  for (const side of sides.filter((candidate) => !mayCross(candidate, direction))) {
    const other = side === 'hubspot' ? 'quickbooks' : 'hubspot';
    await query(
      trx,
      `delete from record_states
       where connection_id = :connectionId and entity = :entity and ${other}_id is null`,
      { connectionId, entity },
    );
  }
}

const mayCross = (side: Side, direction: Direction): boolean =>
  direction === 'two-way' || direction === (side === 'hubspot' ? 'to-quickbooks' : 'to-hubspot');

const toVersion = (row: VersionRow): SyncVersion => ({
  version: row.version,
  rules: row.rules,
  changedBy: row.changed_by,
  changedAt: row.changed_at,
});
