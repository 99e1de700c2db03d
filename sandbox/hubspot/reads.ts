// Finding records and showing them the way HubSpot's answers do.

import { associationType } from './association-types.ts';
import { invalid, notFound } from './errors.ts';
import type { ErrorBody } from './errors.ts';
import type { ObjectType } from './object-types.ts';
import { objectTypeInfo } from './object-types.ts';
import type { Portal } from './portal.ts';
import type { CrmRecord, RecordVersion } from './record-table.ts';

/** Which properties and associations a read asks for; `properties` absent means the defaults. */
export interface Shape {
  properties?: string[] | undefined;
  associations?: ObjectType[] | undefined;
}

export type WireObject = Record<string, unknown>;

/** The live record with this value of a unique property; refuses properties that are not unique. */
export function findByProperty(
  portal: Portal,
  type: ObjectType,
  value: string,
  idProperty: string,
): CrmRecord | undefined {
  if (idProperty === 'hs_object_id') return portal.tables[type].live(value);
  if (!portal.catalogs[type].get(idProperty)?.hasUniqueValue) {
    throw invalid(`Property "${idProperty}" is not a unique identifier property.`, 'INVALID_ID_PROPERTY');
  }
  return portal.tables[type].findUnique(idProperty, value);
}

/** One record by id or unique property; `archived` asks for archived records only. */
export function findRecord(
  portal: Portal,
  type: ObjectType,
  id: string,
  { idProperty, archived = false }: { idProperty?: string | undefined; archived?: boolean } = {},
): CrmRecord {
  const record =
    idProperty === undefined ? portal.tables[type].resolve(id) : findByProperty(portal, type, id, idProperty);
  if (!record || (record.archivedAt !== undefined) !== archived) throw notFound();
  return record;
}

/** A record with the properties asked for; those it does not have are null, unknown names are left out. */
export function present(portal: Portal, record: CrmRecord, shape: Shape = {}): WireObject {
  return { ...presentVersion(portal, record, record.version, shape), ...linksOf(portal, record, shape) };
}

/** A record as it was at one version, without associations. */
export function presentVersion(
  portal: Portal,
  record: CrmRecord,
  version: RecordVersion,
  shape: Shape,
): WireObject {
  return {
    id: record.id,
    properties: select(portal, record.type, version.properties, shape.properties),
    ...envelope(portal, record, version),
  };
}

/** A just written record: everything it has. */
export function presentWritten(portal: Portal, record: CrmRecord): WireObject {
  return {
    id: record.id,
    properties: { ...record.version.properties },
    ...envelope(portal, record, record.version),
  };
}

function envelope(portal: Portal, record: CrmRecord, version: RecordVersion): WireObject {
  return {
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(version.updatedAt).toISOString(),
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt !== undefined && { archivedAt: new Date(record.archivedAt).toISOString() }),
    url: portal.recordUrl(record),
  };
}

function select(
  portal: Portal,
  type: ObjectType,
  properties: Readonly<Record<string, string>>,
  names: string[] | undefined,
): Record<string, string | null> {
  const info = objectTypeInfo(type);
  const always = ['hs_object_id', info.created, info.lastModified];
  const selected: Record<string, string | null> = {};
  for (const name of [...always, ...(names ?? info.defaultProperties)]) {
    if (portal.catalogs[type].get(name)) selected[name] = properties[name] ?? null;
  }
  return selected;
}

/** One entry per association type, so a record can appear more than once. */
export function linkResults(
  portal: Portal,
  record: CrmRecord,
  to: ObjectType,
): { id: string; type: string }[] {
  return portal.linked(record, to).flatMap((other) =>
    [...(record.links.get(to)?.get(other.id) ?? [])].map((typeId) => ({
      id: other.id,
      type: associationType(typeId)?.name ?? '',
    })),
  );
}

function linksOf(portal: Portal, record: CrmRecord, { associations = [] }: Shape): WireObject {
  const entries = associations.flatMap((to) => {
    const results = linkResults(portal, record, to);
    const key = to === 'line_items' ? portal.simulation.behaviours.text('lineItemsAssociationKey') : to;
    return results.length > 0 ? [[key, { results }] as const] : [];
  });
  return entries.length > 0 ? { associations: Object.fromEntries(entries) } : {};
}

/** Page of records in order of their ids. */
export function list(
  portal: Portal,
  type: ObjectType,
  { limit, after, archived }: { limit: number; after?: string | undefined; archived: boolean },
): { records: CrmRecord[]; next?: string } {
  const records: CrmRecord[] = [];
  for (const record of portal.tables[type].inOrder(after)) {
    if ((record.archivedAt !== undefined) !== archived) continue;
    if (records.length === limit) return { records, next: records.at(-1)?.id ?? '' };
    records.push(record);
  }
  return { records };
}

/** Records by id (merged ids lead to the winner) or unique property; what is missing is reported, not refused. */
export function readBatch(
  portal: Portal,
  type: ObjectType,
  ids: string[],
  options: { idProperty?: string | undefined; archived: boolean },
): { records: CrmRecord[]; errors: ErrorBody[] } {
  const records = new Set<CrmRecord>();
  const missing: string[] = [];
  for (const id of ids) {
    const record = options.idProperty
      ? findByProperty(portal, type, id, options.idProperty)
      : portal.tables[type].resolve(id);
    if (record && (record.archivedAt !== undefined) === options.archived) records.add(record);
    else missing.push(id);
  }
  if (missing.length === 0) return { records: [...records], errors: [] };
  const { label } = objectTypeInfo(type);
  const message = `Could not get some ${label} objects, they may be deleted or not exist. Check that ids are valid.`;
  return { records: [...records], errors: [notFound(message, { ids: missing }).body] };
}
