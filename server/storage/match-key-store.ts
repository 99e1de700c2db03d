import type { MatchKeyStore, RecordKeys } from '../engine/stores.ts';
import type { EntityName, RecordRef, Side } from '../sync/record.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { inTenant, json, query } from './database.ts';
import type { Transaction } from './database.ts';

interface HolderRow {
  readonly key_hash: Buffer;
  readonly side: Side;
  readonly record_id: string;
}

export function matchKeyStore(scope: ConnectionScope): MatchKeyStore {
  return {
    async holders(entity, keys) {
      const keyOf = new Map(keys.map((key) => [hashOf(scope, entity, key), key]));
      const rows = await inTenant(scope.db, scope, (trx) =>
        query<HolderRow>(
          trx,
          `select key_hash, side, record_id from match_keys
           where connection_id = :connectionId and entity = :entity and key_hash = any (:hashes)
           order by side, record_id`,
          {
            connectionId: scope.connectionId,
            entity,
            hashes: [...keyOf.keys()].map((hash) => Buffer.from(hash, 'hex')),
          },
        ),
      );
      const holders = new Map<string, RecordRef[]>();
      for (const row of rows) {
        const key = keyOf.get(row.key_hash.toString('hex'));
        if (key === undefined) continue;
        const refs = holders.get(key) ?? [];
        refs.push({ entity, side: row.side, id: row.record_id });
        holders.set(key, refs);
      }
      return holders;
    },
  };
}

/** Replaces what was known about each record; later entries for the same record win. */
export async function replaceMatchKeys(
  trx: Transaction,
  scope: ConnectionScope,
  records: readonly RecordKeys[],
): Promise<void> {
  if (records.length === 0) return;
  const last = new Map(records.map((record) => [`${record.entity}\n${record.side}\n${record.id}`, record]));
  const rows = [...last.values()].map(({ entity, side, id, keys }) => ({
    entity,
    side,
    id,
    hashes: [...new Set(keys.map((key) => hashOf(scope, entity, key)))],
  }));
  const bindings = { connectionId: scope.connectionId, rows: json(rows) };
  await query(
    trx,
    `delete from match_keys using jsonb_to_recordset(cast(:rows as jsonb))
       as known (entity text, side text, id text, hashes text[])
     where connection_id = :connectionId and match_keys.entity = known.entity and match_keys.side = known.side
       and record_id = known.id and encode(key_hash, 'hex') <> all (known.hashes)`,
    bindings,
  );
  if (rows.every(({ hashes }) => hashes.length === 0)) return;
  await query(
    trx,
    `insert into match_keys (connection_id, entity, key_hash, side, record_id)
     select :connectionId, entity, decode(hash, 'hex'), side, id
     from jsonb_to_recordset(cast(:rows as jsonb)) as known (entity text, side text, id text, hashes text[]),
       unnest(hashes) as hash
     on conflict do nothing`,
    bindings,
  );
}

/** 16 bytes are plenty inside one connection; the connection in the hash keeps tenants from being compared. */
const hashOf = ({ keyRing, connectionId }: ConnectionScope, entity: EntityName, key: string): string =>
  keyRing.hash('match-key', `${connectionId}\n${entity}\n${key}`).subarray(0, 16).toString('hex');
