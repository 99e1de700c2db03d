import type { LinkStore } from '../engine/stores.ts';
import type { Base, Link } from '../sync/base.ts';
import type { EntityName, Side } from '../sync/record.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { inTenant, query } from './database.ts';
import { isGoneInHubspot } from './gone-pairs.ts';

interface LinkRow {
  readonly id: string;
  readonly entity: EntityName;
  readonly hubspot_id: string;
  readonly quickbooks_id: string;
  readonly base: Base | null;
  readonly hubspot_version: string | null;
  readonly quickbooks_version: string | null;
  readonly origin: 'hubspot' | 'quickbooks';
  readonly revision: number;
  readonly merged_into: string | null;
}

const columns = `links.id, links.entity, links.hubspot_id, links.quickbooks_id, links.base, links.hubspot_version,
  links.quickbooks_version, links.origin, links.revision, links.merged_into`;

// Columns that exist once per side are named `hubspot_…` and `quickbooks_…`, as the sides are.

export function linkStore(scope: ConnectionScope): LinkStore {
  const { connectionId } = scope;
  const list = (sql: string, bindings: Parameters<typeof query>[2]): Promise<readonly Link[]> =>
    inTenant(scope.db, scope, async (trx) => {
      const rows = await query<LinkRow>(trx, sql, { connectionId, ...bindings });
      return rows.map(toLink);
    });
  return {
    bySide: (entity, side, ids) =>
      list(
        `select ${columns} from links
         where connection_id = :connectionId and entity = :entity and ${side}_id = any (:ids)`,
        { entity, ids },
      ),
    parentsOfPart: (part, quickbooksPartIds) =>
      list(
        `select distinct on (links.id) ${columns} from link_parts part
           join links on links.connection_id = part.connection_id and links.id = part.link_id
         where part.connection_id = :connectionId and part.part = :part
           and quickbooks_part_id = any (:quickbooksPartIds)
         order by links.id`,
        { part, quickbooksPartIds },
      ),
    inSync: (entity, quickbooksIds) => listInSync(scope, entity, quickbooksIds),
    notes: (entity, quickbooksIds) => notesOf(scope, entity, quickbooksIds),
    resting: (entity, side, ids) => listResting(scope, entity, side, ids),
    revisitDue: (today, limit) =>
      list(
        `select ${columns} from links
         where connection_id = :connectionId and revisit_on <= cast(:today as date)
         order by revisit_on, id limit :limit`,
        { today, limit },
      ),
    noteListed: (entity, side, ids, run) =>
      inTenant(scope.db, scope, async (trx) => {
        await query(
          trx,
          `update links set ${side}_listed_in = :run
           where connection_id = :connectionId and entity = :entity and ${side}_id = any (:ids)`,
          { connectionId, entity, ids, run },
        );
      }),
    notListed: (entity, side, run, limit) =>
      list(
        `select ${columns} from links
         where connection_id = :connectionId and entity = :entity and ${side}_listed_in is distinct from :run
         order by id limit :limit`,
        { entity, run, limit },
      ),
  };
}

function toLink(row: LinkRow): Link {
  return {
    id: row.id,
    entity: row.entity,
    hubspotId: row.hubspot_id,
    quickbooksId: row.quickbooks_id,
    base: row.base,
    hubspotVersion: row.hubspot_version,
    quickbooksVersion: row.quickbooks_version,
    origin: row.origin,
    revision: row.revision,
    ...(row.merged_into !== null && { mergedInto: row.merged_into }),
  };
}

const notesOf = (
  scope: ConnectionScope,
  entity: EntityName,
  quickbooksIds: readonly string[],
): Promise<ReadonlyMap<string, string>> =>
  inTenant(scope.db, scope, async (trx) => {
    const rows = await query<{ quickbooks_id: string; note: string }>(
      trx,
      `select quickbooks_id, note from record_states
       where connection_id = :connectionId and entity = :entity and quickbooks_id = any (:quickbooksIds)
         and note is not null`,
      { connectionId: scope.connectionId, entity, quickbooksIds },
    );
    return new Map(rows.map((row) => [row.quickbooks_id, row.note]));
  });

/** Which of these QuickBooks records are in sync. */
const listInSync = (
  scope: ConnectionScope,
  entity: EntityName,
  ids: readonly string[],
): Promise<ReadonlySet<string>> =>
  inTenant(scope.db, scope, async (trx) => {
    const rows = await query<{ quickbooks_id: string }>(
      trx,
      `select quickbooks_id from record_states where connection_id = :connectionId and entity = :entity
         and quickbooks_id = any(:ids) and state = 'in-sync'`,
      { connectionId: scope.connectionId, entity, ids: [...ids] },
    );
    return new Set(rows.map((row) => row.quickbooks_id));
  });

/** Why records are excluded or fail, by their id on a side. */
const listResting = (
  scope: ConnectionScope,
  entity: EntityName,
  side: Side,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> =>
  inTenant(scope.db, scope, async (trx) => {
    const rows = await query<{ id: string; why: string }>(
      trx,
      `select ${side}_id as id,
         case when ${isGoneInHubspot('pair')} then 'deleted-in-hubspot' else coalesce(reason, category) end as why
       from record_states pair
       where connection_id = :connectionId and entity = :entity and ${side}_id = any(:ids)
         and state in ('excluded', 'failing')`,
      { connectionId: scope.connectionId, entity, ids: [...ids] },
    );
    return new Map(rows.map((row) => [row.id, row.why]));
  });
