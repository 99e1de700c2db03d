// The one place where stored properties change: derives computed values, moves last-modified, emits events.

import { Decimal } from 'decimal.js';
import type { Actor } from './actor.ts';
import type { ChangeSource } from './events.ts';
import { objectTypeInfo } from './object-types.ts';
import type { ObjectType } from './object-types.ts';
import type { Portal } from './portal.ts';
import type { CrmRecord } from './record-table.ts';

type Properties = Readonly<Record<string, string>>;

/** Moves with every write or belongs to the record itself; never reported as a changed property. */
const SILENT = new Set(['lastmodifieddate', 'hs_lastmodifieddate', 'createdate', 'hs_createdate']);

/** Properties with `changes` applied; an empty string clears. */
export function withChanges(before: Properties, changes: Properties): Record<string, string> {
  const after = { ...before };
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') delete after[name];
    else after[name] = value;
  }
  return after;
}

/** Values HubSpot fills in itself from the others. `now` in epoch ms. */
export function derived(
  portal: Portal,
  type: ObjectType,
  properties: Properties,
  now: number,
): Record<string, string> {
  switch (type) {
    case 'line_items':
      return lineItemAmount(properties, portal.simulation.behaviours.text('lineItemDiscount'));
    case 'invoices': {
      const today = new Date(now).toISOString();
      return {
        hs_invoice_status: properties['hs_invoice_status'] ?? 'draft',
        hs_invoice_billable: properties['hs_invoice_billable'] ?? 'true',
        hs_invoice_date: properties['hs_invoice_date'] ?? today,
        hs_due_date: properties['hs_due_date'] ?? today,
      };
    }
    case 'commerce_payments':
      return { hs_latest_status: properties['hs_latest_status'] ?? 'processing' };
    case 'contacts':
    case 'companies':
    case 'deals':
    case 'products':
    case 'discounts':
    case 'fees':
    case 'taxes':
      return {};
    default:
      return type satisfies never;
  }
}

/** Net price: quantity × price, less the discount per unit or in percent. */
function lineItemAmount(properties: Properties, discounting: string): Record<string, string> {
  const { price, discount, hs_discount_percentage: percentage } = properties;
  if (price === undefined) return {};
  const quantity = new Decimal(properties['quantity'] ?? '1');
  const gross = quantity.times(price);
  const reduction =
    discount !== undefined
      ? new Decimal(discount).times(discounting === 'perUnit' ? quantity : 1)
      : gross.times(percentage ?? 0).dividedBy(100);
  return { amount: gross.minus(reduction).toDecimalPlaces(6).toFixed() };
}

/** Stores a new record and announces it. */
export function insertRecord(
  portal: Portal,
  type: ObjectType,
  values: Properties,
  actor: Actor,
  moments: { now: number; createdAt?: number },
): CrmRecord {
  const given = withChanges({}, values);
  const properties = {
    ...given,
    ...derived(portal, type, given, moments.now),
    hs_object_source: actor.changeSource,
    hs_object_source_id: actor.sourceId,
  };
  const record = portal.tables[type].insert(properties, moments.now, moments.createdAt ?? moments.now);
  rememberWritten(record, values);
  emit(portal, record, 'creation', actor, { changeFlag: 'CREATED' });
  if (portal.simulation.behaviours.flag('webhookCreationPropertyChanges')) {
    for (const [name, value] of Object.entries(properties)) announce(portal, record, name, value, actor);
  }
  return record;
}

/** Applies changes to a record and announces every property that really changed. */
export function changeRecord(portal: Portal, record: CrmRecord, changes: Properties, actor: Actor): boolean {
  const before = record.version.properties;
  const given = withChanges(before, changes);
  const after = { ...given, ...derived(portal, record.type, given, record.createdAt) };
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !SILENT.has(name) && before[name] !== after[name],
  );
  rememberWritten(record, changes);
  const bumps = actor.kind !== 'system' && portal.simulation.behaviours.flag('noopUpdateBumpsLastModified');
  if (changed.length === 0 && !bumps) return false;
  portal.tables[record.type].replace(record, after, portal.now());
  for (const name of changed) announce(portal, record, name, after[name] ?? '', actor);
  return changed.length > 0;
}

/** An amount that somebody wrote himself is no longer computed. */
function rememberWritten(record: CrmRecord, values: Properties): void {
  if (record.type !== 'invoices') return;
  for (const name of ['hs_amount_billed', 'hs_amount_paid', 'hs_balance_due']) {
    if (values[name] !== undefined) (record.written ??= new Set()).add(name);
  }
}

function announce(portal: Portal, record: CrmRecord, name: string, value: string, actor: Actor): void {
  if (SILENT.has(name)) return;
  emit(portal, record, 'propertyChange', actor, {
    propertyName: name,
    propertyValue: value,
    isSensitive: false,
  });
}

/** Queues an event about one record. */
export function emit(
  portal: Portal,
  record: CrmRecord,
  kind: 'creation' | 'deletion' | 'merge' | 'restore' | 'propertyChange',
  actor: Actor,
  fields: Record<string, unknown>,
): void {
  portal.simulation.outbox.add(portal.id, record.type, kind, source(portal, actor), {
    objectId: Number(record.id),
    objectTypeId: objectTypeInfo(record.type).typeId,
    ...fields,
  });
}

/** Who made a change, as events name it; what they say of an app's own writes could not be verified. */
export function source(portal: Portal, actor: Actor): Partial<ChangeSource> {
  if (actor.kind === 'app' && portal.simulation.behaviours.text('changeSourceFormat') === 'none') return {};
  return { changeSource: actor.changeSource, sourceId: actor.sourceId };
}
