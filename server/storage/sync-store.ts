import type { SyncStore } from '../engine/stores.ts';
import type { Sync, SyncRules, SyncState } from '../sync/rules.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { inTenant, query } from './database.ts';

export interface SyncRow {
  readonly entity: string;
  readonly state: SyncState;
  readonly paused_reason: string | null;
  readonly rules: SyncRules;
  readonly version: number;
  readonly starts: number;
}

export const syncColumns = 'entity, state, paused_reason, rules, version, starts';

export function syncStore(scope: Pick<ConnectionScope, 'db' | 'connectionId' | 'portalId'>): SyncStore {
  const { connectionId } = scope;
  return {
    list: () =>
      inTenant(scope.db, scope, async (trx) => {
        const rows = await query<SyncRow>(
          trx,
          `select ${syncColumns} from syncs where connection_id = :connectionId order by entity`,
          { connectionId },
        );
        return rows.map(toSync);
      }),
    setState: (entity, state, { pausedReason = null, from = null } = {}) =>
      inTenant(scope.db, scope, async (trx) => {
        await query(
          trx,
          `update syncs set state = :state, paused_reason = :pausedReason, updated_at = now(),
             starts = starts + case when :state = 'first-sync' and state in ('off', 'paused') then 1 else 0 end
           where connection_id = :connectionId and entity = :entity
             and (cast(:from as text) is null or state = cast(:from as text))`,
          { connectionId, entity, state, pausedReason, from },
        );
      }),
  };
}

export const toSync = ({ paused_reason: pausedReason, ...row }: SyncRow): Sync => ({ ...row, pausedReason });
