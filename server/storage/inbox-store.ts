import type { InboxEvent, InboxStore } from '../engine/connections/ports.ts';
import { actAs, inTenant, json, query } from './database.ts';
import type { Database, Transaction } from './database.ts';
import type { KeyRing } from './key-ring.ts';

interface Route {
  readonly connectionId: string;
  readonly portalId: string;
  readonly status: string;
}

export function inboxStore({ db, keyRing }: { db: Database; keyRing: KeyRing }): InboxStore {
  return {
    add: (events) =>
      inTenant(db, {}, async (trx) => {
        const routes = await findRoutes(trx, keyRing, events);
        const perConnection = new Map<string, { route: Route; events: InboxEvent[] }>();
        let unknown = 0;
        for (const event of events) {
          const found = routes.get(tenantOf(event)) ?? [];
          if (found.length === 0) unknown += 1;
          for (const route of found) {
            const entry = perConnection.get(route.connectionId) ?? { route, events: [] };
            entry.events.push(event);
            perConnection.set(route.connectionId, entry);
          }
        }
        for (const entry of perConnection.values()) await insert(trx, entry.route, entry.events);
        const connections = [...perConnection.values()].flatMap(({ route }) =>
          route.status === 'connected'
            ? [{ connectionId: route.connectionId, portalId: route.portalId }]
            : [],
        );
        return { connections, unknown };
      }),
  };
}

/** Connections by the tenant that events name. A disconnected one gets nothing: reconnecting compares all records. */
async function findRoutes(
  trx: Transaction,
  keyRing: KeyRing,
  events: readonly InboxEvent[],
): Promise<ReadonlyMap<string, readonly Route[]>> {
  const tenants = (vendor: InboxEvent['vendor']): readonly string[] => [
    ...new Set(events.filter((event) => event.vendor === vendor).map(({ tenant }) => tenant)),
  ];
  const routes = new Map<string, Route[]>();
  const add = (key: string, route: Route): void => {
    if (route.status !== 'disconnected') routes.set(key, [...(routes.get(key) ?? []), route]);
  };
  const realms = new Map(
    tenants('quickbooks').map((realm) => [keyRing.hash('realm', realm).toString('hex'), realm]),
  );
  if (realms.size > 0) {
    const rows = await query<{ hash: string; connection_id: string; portal_id: string; status: string }>(
      trx,
      `select encode(realm_hash, 'hex') as hash, connection_id, portal_id, status from route_realms(:hashes)`,
      { hashes: [...realms.keys()].map((hash) => Buffer.from(hash, 'hex')) },
    );
    for (const row of rows) add(`quickbooks ${realms.get(row.hash)}`, toRoute(row));
  }
  const portals = tenants('hubspot');
  if (portals.length > 0) {
    const rows = await query<{ connection_id: string; portal_id: string; status: string }>(
      trx,
      'select connection_id, portal_id, status from route_portals(:portals)',
      { portals },
    );
    for (const row of rows) add(`hubspot ${row.portal_id}`, toRoute(row));
  }
  return routes;
}

async function insert(trx: Transaction, route: Route, events: readonly InboxEvent[]): Promise<void> {
  await actAs(trx, route);
  await query(
    trx,
    `insert into inbox (connection_id, vendor, entity, record_id, change, hints, occurred_at)
     select :connectionId, vendor, entity, "recordId", change, hints, "occurredAt"
     from jsonb_to_recordset(cast(:events as jsonb)) as event (vendor text, entity text, "recordId" text,
       change text, hints jsonb, "occurredAt" timestamptz)`,
    { connectionId: route.connectionId, events: json(events) },
  );
}

const tenantOf = ({ vendor, tenant }: InboxEvent): string => `${vendor} ${tenant}`;

const toRoute = (row: { connection_id: string; portal_id: string; status: string }): Route => ({
  connectionId: row.connection_id,
  portalId: row.portal_id,
  status: row.status,
});
