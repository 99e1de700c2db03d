// The part of a settlement that changes links: at most one per record and side, and only from the known revision.

import type { LinkWrite, Settlement } from '../engine/stores.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { json, query } from './database.ts';
import type { Transaction } from './database.ts';

/** Some of these outcomes claim a record that is linked already. */
export class LinkTaken extends Error {
  override readonly name = 'LinkTaken';
  readonly outcomes: readonly Settlement[];
  constructor(outcomes: readonly Settlement[]) {
    super('a record is linked already');
    this.outcomes = outcomes;
  }
}

/** Locks the links that the outcomes change; answers the outcomes that were decided on an older revision. */
export async function listStaleLinks(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  outcomes: readonly Settlement[],
): Promise<ReadonlySet<Settlement>> {
  const ids = outcomes.flatMap(({ link }) => link?.id ?? []);
  if (ids.length === 0) return new Set();
  const rows = await query<{ id: string; revision: number }>(
    trx,
    `select id, revision from links
     where connection_id = :connectionId and id = any (cast(:ids as bigint[])) order by id for update`,
    { connectionId, ids },
  );
  const revisions = new Map(rows.map(({ id, revision }) => [id, revision]));
  const used = new Set<string>();
  const isStale = ({ link }: Settlement): boolean => {
    if (!link?.id) return false;
    // Of two outcomes for one link the second was decided without knowing the first.
    const stale = revisions.get(link.id) !== link.revision || used.has(link.id);
    if (!stale) used.add(link.id);
    return stale;
  };
  return new Set(outcomes.filter(isStale));
}

export async function writeLinks(
  trx: Transaction,
  scope: ConnectionScope,
  outcomes: readonly Settlement[],
): Promise<void> {
  const written = outcomes.filter(({ link }) => link !== null);
  const unchangedPairs = await updateLinks(
    trx,
    scope,
    written.flatMap(({ link }) => link ?? []),
  );
  const others = written.filter(({ link }) => !link?.id || !unchangedPairs.has(link.id));
  await insertLinks(trx, scope, others);
  await replaceParts(
    trx,
    scope,
    written.flatMap(({ link }) => link ?? []),
  );
}

/** Updates links whose two records stay; answers their ids. */
async function updateLinks(
  trx: Transaction,
  { connectionId, runtime }: ConnectionScope,
  links: readonly LinkWrite[],
): Promise<ReadonlySet<string>> {
  const known = links.filter(({ id }) => id !== null);
  if (known.length === 0) return new Set();
  const rows = await query<{ id: string }>(
    trx,
    `update links set base = write.base, hubspot_version = write."hubspotVersion",
       quickbooks_version = write."quickbooksVersion", origin = write.origin,
       revisit_on = case when write."keepsDay" then links.revisit_on else write."revisitOn" end,
       revision = links.revision + 1, updated_at = :now
     from jsonb_to_recordset(cast(:known as jsonb)) as write (${writeColumns})
     where links.connection_id = :connectionId and links.id = write.id
       and links.hubspot_id = write."hubspotId" and links.quickbooks_id = write."quickbooksId"
     returning links.id`,
    { connectionId, now: runtime.now(), known: json(known.map(toRow)) },
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Inserts new links, and again those that get another record (a merge's winner inherits the pair), which keep their
 * id: an insert tells a taken record without failing the transaction, an update could not.
 */
async function insertLinks(
  trx: Transaction,
  scope: ConnectionScope,
  outcomes: readonly Settlement[],
): Promise<void> {
  if (outcomes.length === 0) return;
  const links = outcomes.flatMap(({ link }) => link ?? []);
  await removeLinks(
    trx,
    scope,
    links.flatMap(({ id }) => id ?? []),
  );
  const rows = await query<{ pair: string }>(
    trx,
    `insert into links (id, connection_id, entity, hubspot_id, quickbooks_id, base, hubspot_version,
       quickbooks_version, origin, revisit_on, revision, created_at, updated_at)
     select coalesce(id, nextval('links_id_seq')), :connectionId, entity, "hubspotId",
       "quickbooksId", base, "hubspotVersion", "quickbooksVersion", origin, "revisitOn", revision + 1, :now, :now
     from jsonb_to_recordset(cast(:links as jsonb)) as write (${writeColumns})
     on conflict do nothing
     returning concat_ws(' ', entity, hubspot_id, quickbooks_id) as pair`,
    { connectionId: scope.connectionId, now: scope.runtime.now(), links: json(links.map(toRow)) },
  );
  if (rows.length === links.length) return;
  const inserted = new Set(rows.map(({ pair }) => pair));
  const refused = outcomes.filter(({ link }) => {
    // Deleting a claimed pair makes a repetition of it within the chunk count as refused, too.
    return link !== null && !inserted.delete(`${link.entity} ${link.hubspotId} ${link.quickbooksId}`);
  });
  throw new LinkTaken(refused);
}

async function removeLinks(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await query(
    trx,
    'delete from links where connection_id = :connectionId and id = any (cast(:ids as bigint[]))',
    { connectionId, ids },
  );
}

async function replaceParts(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  links: readonly LinkWrite[],
): Promise<void> {
  const known = links.flatMap(({ id, partIds }) => (partIds && id) ?? []);
  if (known.length > 0) {
    await query(
      trx,
      `delete from link_parts where connection_id = :connectionId and link_id = any (cast(:known as bigint[]))`,
      { connectionId, known },
    );
  }
  const parts = links.flatMap(({ entity, hubspotId, partIds }) =>
    Object.entries(partIds ?? {}).flatMap(([part, ids]) =>
      ids.map((id) => ({ entity, hubspotId, part, id })),
    ),
  );
  if (parts.length === 0) return;
  await query(
    trx,
    `insert into link_parts (connection_id, part, quickbooks_part_id, link_id)
     select :connectionId, listed.part, listed.id, links.id
     from jsonb_to_recordset(cast(:parts as jsonb)) as listed (entity text, "hubspotId" text, part text, id text)
     join links on links.connection_id = :connectionId and links.entity = listed.entity
       and links.hubspot_id = listed."hubspotId"
     on conflict do nothing`,
    { connectionId, parts: json(parts) },
  );
}

const writeColumns = `id bigint, entity text, "hubspotId" text, "quickbooksId" text, base jsonb, "hubspotVersion" text,
  "quickbooksVersion" text, origin text, "revisitOn" date, "keepsDay" boolean, revision integer`;

/** Absence of a base is null in the column, not jsonb's own null. */
const toRow = ({ partIds: _parts, base, ...write }: LinkWrite): object => ({
  ...write,
  ...(base && { base }),
  keepsDay: write.revisitOn === undefined,
});
