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
}

export const syncColumns = 'entity, state, paused_reason, rules, version';

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
    setState: (entity, state, pausedReason = null) =>
      inTenant(scope.db, scope, async (trx) => {
        await query(
          trx,
          `update syncs set state = :state, paused_reason = :pausedReason, updated_at = now()
           where connection_id = :connectionId and entity = :entity`,
          { connectionId, entity, state, pausedReason },
        );
      }),
  };
}

export const toSync = ({ paused_reason: pausedReason, ...row }: SyncRow): Sync => ({ ...row, pausedReason });
