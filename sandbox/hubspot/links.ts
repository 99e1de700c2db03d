// Associating and dissociating records, with HubSpot's rules on primary companies and parents of line items.

import type { Actor } from './actor.ts';
import { SYSTEM } from './actor.ts';
import { checkSecondTax } from './adjustments.ts';
import type { AssociationType } from './association-types.ts';
import { associationType, associationTypes, primaryType } from './association-types.ts';
import { invalid } from './errors.ts';
import { recomputeAround } from './invoice-rules.ts';
import type { ObjectType } from './object-types.ts';
import { objectTypeInfo } from './object-types.ts';
import type { Portal } from './portal.ts';
import { changeRecord, source } from './record-changes.ts';
import type { CrmRecord } from './record-table.ts';

/** Parents of which a line item has exactly one. */
const LINE_ITEM_PARENTS: ObjectType[] = ['deals', 'invoices'];

/** The default type of a pair; throws when HubSpot cannot associate the two. */
export function defaultType(from: ObjectType, to: ObjectType): AssociationType {
  const [type] = associationTypes(from, to);
  if (type) return type;
  const names = `${objectTypeInfo(from).label} to ${objectTypeInfo(to).label}`;
  throw invalid(`No association types exist from ${names}.`, 'INVALID_ASSOCIATION');
}

/** The types with these ids; throws unless all of them lead from one object to the other. */
export function typesById(from: ObjectType, to: ObjectType, ids: number[]): AssociationType[] {
  const known = associationTypes(from, to);
  return ids.map((id) => {
    const type = known.find(({ typeId }) => typeId === id);
    if (type) return type;
    const names = `${objectTypeInfo(from).label} to ${objectTypeInfo(to).label}`;
    throw invalid(`Association type ${id} is not valid from ${names}.`, 'INVALID_ASSOCIATION_TYPE', {
      associationTypeId: [String(id)],
    });
  });
}

/** Refuses a second parent for a line item; `parent` is undefined while the parent is only being created. */
export function checkSecondParent(
  portal: Portal,
  lineItem: CrmRecord,
  parentType: ObjectType,
  parent?: CrmRecord,
): void {
  if (!LINE_ITEM_PARENTS.includes(parentType)) return;
  if (portal.simulation.behaviours.text('lineItemSecondParent') !== 'refuse') return;
  const other = parentsOf(portal, lineItem).find((each) => each !== parent);
  if (!other) return;
  const name = `${objectTypeInfo(other.type).singular} ${other.id}`;
  throw invalid(`Line item ${lineItem.id} already belongs to ${name}.`, 'LINE_ITEM_HAS_PARENT', {
    objectId: [lineItem.id],
  });
}

export function isLineItemParent(type: ObjectType): boolean {
  return LINE_ITEM_PARENTS.includes(type);
}

function parentsOf(portal: Portal, lineItem: CrmRecord): CrmRecord[] {
  return LINE_ITEM_PARENTS.flatMap((type) => portal.linked(lineItem, type));
}

/** Refuses what may not be associated; called for both directions before anything is written. */
export function checkLink(portal: Portal, from: CrmRecord, to: CrmRecord): void {
  if (from.type === 'line_items') checkSecondParent(portal, from, to.type, to);
  if (to.type === 'line_items') checkSecondParent(portal, to, from.type, from);
  checkSecondTax(portal, from, to);
}

/** Associates two records under the given types, each of them from `from` to `to`. */
export function link(
  portal: Portal,
  from: CrmRecord,
  to: CrmRecord,
  types: AssociationType[],
  actor: Actor,
): void {
  moveFromOldParent(portal, from, to, actor);
  const wanted = new Set(types.length > 0 ? types : [defaultType(from.type, to.type)]);
  const primary = primaryType(from.type, to.type);
  if (primary) {
    if (becomesPrimary(portal, from, to, primary)) wanted.add(primary);
    if (wanted.has(primary)) dropOtherPrimaries(portal, from, to, primary, actor);
    wanted.add(defaultType(from.type, to.type));
  }
  for (const type of wanted) setLink(portal, from, to, type, true, actor);
  settle(portal, from, to);
}

/** Removes the given types between two records, or all of them. */
export function unlink(
  portal: Portal,
  from: CrmRecord,
  to: CrmRecord,
  types: AssociationType[] | undefined,
  actor: Actor,
): void {
  const present = [...(from.links.get(to.type)?.get(to.id) ?? [])];
  const doomed = types ?? present.flatMap((id) => associationType(id) ?? []);
  for (const type of doomed) setLink(portal, from, to, type, false, actor);
  settle(portal, from, to);
}

function settle(portal: Portal, from: CrmRecord, to: CrmRecord): void {
  for (const [record, other] of [
    [from, to],
    [to, from],
  ] as const) {
    if (record.type === 'contacts' && other.type === 'companies') followPrimary(portal, record);
  }
  if (from.type === 'invoices') recomputeAround(portal, from);
  if (to.type === 'invoices') recomputeAround(portal, to);
}

/** The record of the pair whose primary company it is: a contact or a deal. */
function owner(from: CrmRecord, to: CrmRecord): CrmRecord {
  return from.type === 'companies' ? to : from;
}

function becomesPrimary(portal: Portal, from: CrmRecord, to: CrmRecord, primary: AssociationType): boolean {
  if (!portal.simulation.behaviours.flag('firstCompanyIsPrimary')) return false;
  const subject = owner(from, to);
  const id = subject === from ? primary.typeId : primary.reverseId;
  return ![...(subject.links.get('companies')?.values() ?? [])].some((types) => types.has(id));
}

function dropOtherPrimaries(
  portal: Portal,
  from: CrmRecord,
  to: CrmRecord,
  primary: AssociationType,
  actor: Actor,
): void {
  const subject = owner(from, to);
  const company = subject === from ? to : from;
  const type = subject === from ? primary : associationType(primary.reverseId);
  if (!type) return;
  for (const other of portal.linked(subject, 'companies')) {
    const isPrimary = subject.links.get('companies')?.get(other.id)?.has(type.typeId);
    if (other !== company && isPrimary) setLink(portal, subject, other, type, false, actor);
  }
}

function followPrimary(portal: Portal, contact: CrmRecord): void {
  const primary = primaryType('contacts', 'companies');
  const entry = [...(contact.links.get('companies') ?? [])].find(([, types]) =>
    types.has(primary?.typeId ?? 0),
  );
  const current = contact.version.properties['associatedcompanyid'] ?? '';
  const next = entry?.[0] ?? '';
  if (current !== next) changeRecord(portal, contact, { associatedcompanyid: next }, SYSTEM);
}

function moveFromOldParent(portal: Portal, from: CrmRecord, to: CrmRecord, actor: Actor): void {
  if (portal.simulation.behaviours.text('lineItemSecondParent') !== 'move') return;
  const [lineItem, parent] = from.type === 'line_items' ? [from, to] : [to, from];
  if (lineItem.type !== 'line_items' || !isLineItemParent(parent.type)) return;
  for (const other of parentsOf(portal, lineItem)) {
    if (other !== parent) unlink(portal, other, lineItem, undefined, actor);
  }
}

function setLink(
  portal: Portal,
  from: CrmRecord,
  to: CrmRecord,
  type: AssociationType,
  present: boolean,
  actor: Actor,
): void {
  const changed = setOneWay(from, to, type.typeId, present);
  setOneWay(to, from, type.reverseId, present);
  if (!changed) return;
  announceLink(portal, from, to, type, !present, actor);
  const reverse = associationType(type.reverseId);
  if (reverse) announceLink(portal, to, from, reverse, !present, actor);
}

function setOneWay(from: CrmRecord, to: CrmRecord, typeId: number, present: boolean): boolean {
  let targets = from.links.get(to.type);
  if (!targets) from.links.set(to.type, (targets = new Map()));
  const types = targets.get(to.id) ?? new Set<number>();
  if (types.has(typeId) === present) return false;
  if (present) types.add(typeId);
  else types.delete(typeId);
  if (types.size > 0) targets.set(to.id, types);
  else targets.delete(to.id);
  return true;
}

function announceLink(
  portal: Portal,
  from: CrmRecord,
  to: CrmRecord,
  type: AssociationType,
  removed: boolean,
  actor: Actor,
): void {
  portal.simulation.outbox.add(portal.id, from.type, 'associationChange', source(portal, actor), {
    fromObjectId: Number(from.id),
    toObjectId: Number(to.id),
    fromObjectTypeId: objectTypeInfo(from.type).typeId,
    toObjectTypeId: objectTypeInfo(to.type).typeId,
    associationType: type.name.toUpperCase(),
    associationTypeId: type.typeId,
    associationCategory: 'HUBSPOT_DEFINED',
    associationRemoved: removed,
    isPrimaryAssociation: type.primary,
  });
}
