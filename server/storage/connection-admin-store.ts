import { z } from 'zod';
import type { Connection, ConnectionAdminStore, ConnectionStatus } from '../engine/connections/ports.ts';
import type { CompanyFacts } from '../sync/rules.ts';
import { isUniqueViolation, RealmTaken } from './database-errors.ts';
import { inTenant, json, query } from './database.ts';
import type { Database, Transaction } from './database.ts';
import type { KeyRing } from './key-ring.ts';
import { realmContext, sealTokens } from './sealed-values.ts';

interface ConnectionRow {
  readonly id: string;
  readonly portal_id: string;
  readonly realm_id: string;
  readonly status: ConnectionStatus;
  readonly status_reason: string | null;
  readonly facts: Omit<CompanyFacts, 'realmId'> | null;
  readonly set_up_day: string;
}

const columns =
  'id, portal_id, realm_id, status, status_reason, facts, cast(set_up_day as text) as set_up_day';

export function connectionAdminStore(parts: { db: Database; keyRing: KeyRing }): ConnectionAdminStore {
  const { db, keyRing } = parts;
  const readOne = async (
    portalId: string,
    sql: string,
    bindings: object = {},
  ): Promise<Connection | null> => {
    const [row] = await inTenant(db, { portalId }, (trx) =>
      query<ConnectionRow>(trx, `select ${columns} from connections where portal_id = :portalId ${sql}`, {
        portalId,
        ...bindings,
      }),
    );
    return row ? toConnection(keyRing, row) : null;
  };
  return {
    read: async (portalId, connectionId) =>
      z.uuid().safeParse(connectionId).success
        ? readOne(portalId, 'and id = :connectionId', { connectionId })
        : null,
    findByPortal: (portalId) =>
      readOne(portalId, "order by status = 'disconnected', updated_at desc limit 1"),
    async findByRealm(realmId) {
      const [row] = await inTenant(db, {}, (trx) =>
        query<TenantIds & { status: ConnectionStatus }>(
          trx,
          `select connection_id as "connectionId", portal_id as "portalId", status
           from route_realms(:hashes) limit 1`,
          { hashes: [keyRing.hash('realm', realmId)] },
        ),
      );
      return row ?? null;
    },
    save: async (connection) => toConnection(keyRing, await saveConnection(db, keyRing, connection)),
    saveFacts: (connectionId, portalId, { realmId: _encrypted, ...facts }) =>
      update(db, { connectionId, portalId }, 'facts = cast(:facts as jsonb)', { facts: json(facts) }),
    setStatus: (connectionId, portalId, status, reason) =>
      update(db, { connectionId, portalId }, 'status = :status, status_reason = :reason', { status, reason }),
    listConnected: () =>
      inTenant(db, {}, (trx) =>
        query<TenantIds>(
          trx,
          'select connection_id as "connectionId", portal_id as "portalId" from schedule_connections()',
        ),
      ),
  };
}

interface TenantIds {
  readonly connectionId: string;
  readonly portalId: string;
}

function toConnection(keyRing: KeyRing, row: ConnectionRow): Connection {
  const realmId = keyRing.open(row.realm_id, realmContext(row.portal_id));
  return {
    id: row.id,
    portalId: row.portal_id,
    realmId,
    status: row.status,
    statusReason: row.status_reason,
    // The facts are kept without the realm id, which is stored encrypted only.
    facts: row.facts ? { ...row.facts, realmId } : null,
    setUpDay: row.set_up_day,
  };
}

async function update(
  db: Database,
  ids: TenantIds,
  assignments: string,
  values: Readonly<Record<string, string | null>>,
): Promise<void> {
  await inTenant(db, { portalId: ids.portalId }, (trx) =>
    query(
      trx,
      `update connections set ${assignments}, updated_at = now()
       where portal_id = :portalId and id = :connectionId`,
      { ...ids, ...values },
    ),
  );
}

/** Throws `RealmTaken` when another portal is connected with the realm. A revived connection keeps its set-up day. */
async function saveConnection(
  db: Database,
  keyRing: KeyRing,
  connection: Parameters<ConnectionAdminStore['save']>[0],
): Promise<ConnectionRow> {
  const { portalId, realmId, tokens, setUpDay } = connection;
  const { realmId: _encrypted, ...facts } = connection.facts;
  const upsert = async (trx: Transaction): Promise<ConnectionRow> => {
    const [row] = await query<ConnectionRow>(
      trx,
      `insert into connections (portal_id, realm_hash, realm_id, status, facts, set_up_day)
       values (:portalId, :hash, :sealedRealm, 'connected', cast(:facts as jsonb), cast(:setUpDay as date))
       on conflict (portal_id, realm_hash) do update set status = 'connected', status_reason = null,
         realm_id = excluded.realm_id, facts = excluded.facts, updated_at = now()
       returning ${columns}`,
      {
        portalId,
        hash: keyRing.hash('realm', realmId),
        sealedRealm: keyRing.seal(realmId, realmContext(portalId)),
        facts: json(facts),
        setUpDay,
      },
    );
    if (!row) throw new Error('the connection was not stored');
    await query(trx, 'update connections set tokens = :tokens where id = :id', {
      id: row.id,
      // The ciphertext is tied to the connection's id, which the first statement has just drawn.
      tokens: sealTokens(keyRing, { vendor: 'quickbooks', portalId, connectionId: row.id }, tokens),
    });
    return row;
  };
  try {
    return await inTenant(db, { portalId }, upsert);
  } catch (error) {
    if (isUniqueViolation(error)) throw new RealmTaken('another portal is connected with this company');
    throw error;
  }
}
