// Creating, updating, archiving and restoring records. A write is prepared first (everything that can be refused)
// and committed afterwards, so that a refused batch leaves nothing behind.

import type { Actor } from './actor.ts';
import { checkTaxesOfNew, secondTax } from './adjustments.ts';
import type { AssociationType } from './association-types.ts';
import { associationTypeFrom } from './association-types.ts';
import { contactExists, invalid, missingRequired, notFound, uniqueValueTaken } from './errors.ts';
import { checkInvoiceDeletion, checkInvoiceWrite, recomputeAround } from './invoice-rules.ts';
import { checkSecondParent, defaultType, isLineItemParent, link, typesById } from './links.ts';
import type { ObjectType } from './object-types.ts';
import { objectTypeInfo, requireObjectType } from './object-types.ts';
import type { Portal } from './portal.ts';
import { readValues } from './property-values.ts';
import type { Warning } from './property-values.ts';
import { changeRecord, emit, insertRecord, withChanges } from './record-changes.ts';
import type { CrmRecord } from './record-table.ts';

/** One association of a create: the other record, and the types to it (the default when there are none). */
export interface AssociationInput {
  toType?: string | undefined;
  toId: string;
  typeIds: number[];
}

export interface CreateInput {
  properties: Record<string, unknown>;
  associations: AssociationInput[];
}

interface PreparedLink {
  to: CrmRecord;
  types: AssociationType[];
}

/** A write that will not be refused any more. */
export interface PreparedWrite {
  type: ObjectType;
  /** Absent on a create. */
  record?: CrmRecord | undefined;
  values: Record<string, string>;
  links: PreparedLink[];
  warnings: Warning[];
}

/** Unique values, line items and invoices to tax that earlier inputs of the same batch have taken. */
export type Claims = Set<string>;

export function prepareCreate(
  portal: Portal,
  type: ObjectType,
  input: CreateInput,
  actor: Actor,
  claims: Claims = new Set(),
): PreparedWrite {
  const { values, warnings } = read(portal, type, input.properties, actor);
  checkRequired(portal, type, values, actor);
  const links = input.associations.map((association) => prepareLink(portal, type, association, claims));
  checkTaxesOfNew(
    portal,
    type,
    links.map(({ to }) => to),
  );
  const after = withChanges({}, values);
  checkTypeRules(portal, type, undefined, after, values, links, actor);
  checkUnique(portal, type, undefined, values, claims);
  return { type, values, links, warnings };
}

export function prepareUpdate(
  portal: Portal,
  record: CrmRecord,
  properties: Record<string, unknown>,
  actor: Actor,
  claims: Claims = new Set(),
): PreparedWrite {
  const { values, warnings } = read(portal, record.type, properties, actor);
  const after = withChanges(record.version.properties, values);
  checkTypeRules(portal, record.type, record, after, values, [], actor);
  checkUnique(portal, record.type, record, values, claims);
  return { type: record.type, record, values, links: [], warnings };
}

/** Carries out a prepared write and answers the record. */
export function commit(portal: Portal, write: PreparedWrite, actor: Actor): CrmRecord {
  const now = portal.now();
  const values = write.record ? write.values : withProductDefaults(portal, write);
  const record = write.record ?? insertRecord(portal, write.type, values, actor, { now });
  if (write.record) changeRecord(portal, record, values, actor);
  for (const { to, types } of write.links) link(portal, record, to, types, actor);
  recomputeAround(portal, record);
  return record;
}

function read(portal: Portal, type: ObjectType, properties: Record<string, unknown>, actor: Actor) {
  return readValues(portal.catalogs[type], properties, {
    behaviours: portal.simulation.behaviours,
    normalisesDates: actor.strict,
  });
}

/** A line item made from a product has the product's values where the caller gave none. */
function withProductDefaults(portal: Portal, write: PreparedWrite): Record<string, string> {
  const product =
    write.type === 'line_items' && portal.tables.products.live(write.values['hs_product_id'] ?? '');
  if (!product) return write.values;
  const copied = ['name', 'description', 'price', 'hs_sku', 'hs_cost_of_goods_sold'].flatMap((name) => {
    const value = product.version.properties[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(copied), ...write.values };
}

const REQUIRED: Record<ObjectType, string[]> = {
  contacts: [],
  companies: [],
  deals: ['dealname', 'dealstage'],
  products: ['name'],
  line_items: [],
  invoices: ['hs_currency'],
  commerce_payments: ['hs_initial_amount', 'hs_initiated_date'],
  discounts: [],
  fees: [],
  taxes: [],
};

function checkRequired(portal: Portal, type: ObjectType, values: Record<string, string>, actor: Actor): void {
  const { label } = objectTypeInfo(type);
  // The account's own required properties: 'contacts:phone,companies:city'.
  const own = portal.simulation.behaviours
    .text('adminRequiredProperties')
    .split(',')
    .flatMap((entry) => (entry.startsWith(`${type}:`) ? [entry.slice(type.length + 1)] : []));
  const required = actor.strict ? [...REQUIRED[type], ...own] : REQUIRED[type];
  const missing = required.filter((name) => !values[name]);
  if (missing.length > 0) throw missingRequired(label, missing);
  if (type === 'companies' && !values['name'] && !values['domain']) {
    throw missingRequired(label, ['name', 'domain']);
  }
}

function prepareLink(
  portal: Portal,
  type: ObjectType,
  { toType, toId, typeIds }: AssociationInput,
  claims: Claims,
): PreparedLink {
  const target = toType ? requireObjectType(toType) : targetOf(type, typeIds);
  const types = typeIds.length > 0 ? typesById(type, target, typeIds) : [defaultType(type, target)];
  const to = portal.tables[target].live(toId);
  if (!to) {
    throw invalid(`No ${objectTypeInfo(target).label} with ID ${toId} exists.`, 'INVALID_OBJECT_IDS', {
      objectId: [toId],
    });
  }
  if (target === 'line_items' && isLineItemParent(type)) {
    checkSecondParent(portal, to, type);
    claim(claims, `line_items ${toId}`, () =>
      invalid(`Line item ${toId} is used twice.`, 'LINE_ITEM_HAS_PARENT'),
    );
  }
  if (type === 'taxes' && target === 'invoices') {
    claim(claims, `taxes of invoice ${toId}`, () => secondTax(toId));
  }
  return { to, types };
}

/** The object type an association of a create leads to is known only by its type id. */
function targetOf(from: ObjectType, typeIds: number[]): ObjectType {
  const [id] = typeIds;
  const type = id === undefined ? undefined : associationTypeFrom(from, id);
  if (type) return type.to;
  throw invalid(
    `Association type ${id ?? '(none)'} is not valid from ${objectTypeInfo(from).label}.`,
    'INVALID_ASSOCIATION_TYPE',
  );
}

function checkTypeRules(
  portal: Portal,
  type: ObjectType,
  before: CrmRecord | undefined,
  after: Record<string, string>,
  values: Record<string, string>,
  links: PreparedLink[],
  actor: Actor,
): void {
  if (type === 'invoices') {
    const linkedTypes = new Set(links.map(({ to }) => to.type));
    checkInvoiceWrite(portal, { before, after, values, linkedTypes, actor });
  }
  if (type === 'line_items') checkLineItem(values);
  if (before && type === 'commerce_payments') checkOwnPayment(before, actor);
}

function checkLineItem(values: Record<string, string>): void {
  if (Number(values['price'] ?? 0) < 0) {
    throw invalid('The price of a line item cannot be negative.', 'INVALID_PRICE', {
      propertyName: ['price'],
    });
  }
  if (values['price'] && (values['hs_tier_ranges'] || values['hs_tier_prices'])) {
    throw invalid('price cannot be set together with tiered prices.', 'INVALID_PRICE', {
      propertyName: ['price'],
    });
  }
}

/** Payments HubSpot Payments or Stripe made cannot be changed through the API. */
function checkOwnPayment(payment: CrmRecord, actor: Actor): void {
  const processor = payment.version.properties['hs_processor_type'] ?? 'none';
  if (actor.kind !== 'app' || (processor !== 'hs_payments' && processor !== 'byo_stripe')) return;
  throw invalid('Payments made by a payment processor cannot be changed.', 'PAYMENT_NOT_EDITABLE');
}

function checkUnique(
  portal: Portal,
  type: ObjectType,
  record: CrmRecord | undefined,
  values: Record<string, string>,
  claims: Claims,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === '' || !portal.catalogs[type].get(name)?.hasUniqueValue) continue;
    const owner = portal.tables[type].findUnique(name, value);
    if (owner && owner !== record) {
      throw type === 'contacts' && name === 'email'
        ? contactExists(owner.id)
        : uniqueValueTaken(name, value, owner.id);
    }
    claim(claims, `${name} ${value}`, () => uniqueValueTaken(name, value, 'Another input of this batch'));
  }
}

function claim(claims: Claims, key: string, refuse: () => Error): void {
  if (claims.has(key)) throw refuse();
  claims.add(key);
}

/** Archives a record; parents of line items take those along. */
export function archive(portal: Portal, record: CrmRecord, actor: Actor): void {
  if (record.type === 'invoices') checkInvoiceDeletion(portal, record);
  if (record.type === 'commerce_payments') checkOwnPayment(record, actor);
  portal.tables[record.type].archive(record, portal.now());
  emit(portal, record, 'deletion', actor, { changeFlag: 'DELETED' });
  const takesLines = portal.simulation.behaviours.flag('deletingParentDeletesLineItems');
  if (isLineItemParent(record.type) && takesLines) {
    for (const line of portal.linked(record, 'line_items')) archive(portal, line, actor);
  }
  recomputeAround(portal, record);
}

/** Brings an archived record back, with the associations it had. */
export function restore(portal: Portal, id: string, type: ObjectType, actor: Actor): CrmRecord {
  const record = portal.tables[type].resolve(id);
  if (record?.archivedAt === undefined) throw notFound();
  checkUnique(portal, type, record, { ...record.version.properties }, new Set());
  portal.tables[type].restore(record, portal.now());
  emit(portal, record, 'restore', actor, { changeFlag: 'RESTORED' });
  recomputeAround(portal, record);
  return record;
}
