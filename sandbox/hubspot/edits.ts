// What a person does in HubSpot's own screens: no API limits, no API-only refusals.

import { z } from 'zod';
import type { Edit } from '../core/vendor.ts';
import { personActor } from './actor.ts';
import { associationTypes } from './association-types.ts';
import { invalid } from './errors.ts';
import { checkLink, link, typesById, unlink } from './links.ts';
import { merge } from './merging.ts';
import type { ObjectType } from './object-types.ts';
import { requireObjectType } from './object-types.ts';
import type { Portal } from './portal.ts';
import { findRecord, presentWritten } from './reads.ts';
import type { WireObject } from './reads.ts';
import type { CrmRecord } from './record-table.ts';
import { archive, commit, prepareCreate, prepareUpdate, restore } from './writes.ts';
import type { AssociationInput } from './writes.ts';

/** The other record of an edit, and for associations how the two are related. */
const otherSchema = z.object({
  type: z.string().optional(),
  id: z.coerce.string(),
  typeId: z.number().optional(),
  label: z.string().optional(),
});

/** Carries out one edit and answers the record with its associations. */
export function editRecord(portal: Portal, edit: Edit): WireObject {
  const type = requireObjectType(edit.type);
  const record = apply(portal, type, edit);
  return withLinks(portal, record);
}

function apply(portal: Portal, type: ObjectType, edit: Edit): CrmRecord {
  const actor = personActor(portal);
  switch (edit.action) {
    case 'save':
      return save(portal, type, edit);
    case 'delete': {
      const record = target(portal, type, edit);
      archive(portal, record, actor);
      return record;
    }
    case 'void': {
      const record = target(portal, type, edit);
      const write = prepareUpdate(portal, record, { hs_invoice_status: 'voided' }, actor);
      return commit(portal, write, actor);
    }
    case 'merge':
      return merge(portal, type, edit.id ?? '', otherSchema.parse(edit.with).id, actor);
    case 'associate':
    case 'dissociate':
      return relate(portal, target(portal, type, edit), edit);
    case 'deactivate':
      throw invalid('HubSpot records cannot be deactivated.');
    default:
      return edit.action satisfies never;
  }
}

function target(portal: Portal, type: ObjectType, edit: Edit): CrmRecord {
  return findRecord(portal, type, edit.id ?? '');
}

/** Without an id a record is created, `with` naming what it is associated with; `with.restore` brings one back. */
function save(portal: Portal, type: ObjectType, edit: Edit): CrmRecord {
  const actor = personActor(portal);
  const properties = edit.change ?? {};
  if (edit.id === undefined) {
    const associations = linksIn(edit.with);
    return commit(portal, prepareCreate(portal, type, { properties, associations }, actor), actor);
  }
  const record =
    edit.with?.['restore'] === true ? restore(portal, edit.id, type, actor) : target(portal, type, edit);
  return Object.keys(properties).length === 0
    ? record
    : commit(portal, prepareUpdate(portal, record, properties, actor), actor);
}

/** `{contacts: '1001', line_items: ['1002', '1003']}`. */
function linksIn(others: Record<string, unknown> | undefined): AssociationInput[] {
  return Object.entries(others ?? {}).flatMap(([toType, ids]) =>
    (Array.isArray(ids) ? ids : [ids]).map((id) => ({ toType, toId: String(id), typeIds: [] })),
  );
}

/** `with` names the other record and optionally the association: `{type, id, typeId?, label?}`. */
function relate(portal: Portal, record: CrmRecord, edit: Edit): CrmRecord {
  const { type = '', id, typeId, label } = otherSchema.parse(edit.with);
  const other = findRecord(portal, requireObjectType(type), id);
  const labelled = associationTypes(record.type, other.type).filter((each) => each.label === label);
  const types =
    typeId === undefined
      ? label !== undefined
        ? labelled
        : undefined
      : typesById(record.type, other.type, [typeId]);
  const actor = personActor(portal);
  if (edit.action === 'dissociate') unlink(portal, record, other, types, actor);
  else {
    checkLink(portal, record, other);
    link(portal, record, other, types ?? [], actor);
  }
  return record;
}

/** A record with the ids of everything it is linked to, by type. */
export function withLinks(portal: Portal, record: CrmRecord): WireObject {
  const associations = [...record.links.keys()].flatMap((type) => {
    const ids = portal.linked(record, type).map(({ id }) => id);
    return ids.length > 0 ? [[type, ids] as const] : [];
  });
  return { ...presentWritten(portal, record), associations: Object.fromEntries(associations) };
}
