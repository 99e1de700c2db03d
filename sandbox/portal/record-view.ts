// One HubSpot record as its page shows it: properties, associations, and the QuickBooks record it belongs to.

import { z } from 'zod';
import { readDetails } from './details.ts';
import { associatedIds, textAt } from './json.ts';
import { entityOf, hubspotTypes } from './pairs.ts';
import type { HubSpotType } from './pairs.ts';
import { contactName } from './rows.ts';
import type { Json, StandInControl } from './stand-in-control.ts';
import type { StateReader } from './state-reader.ts';
import { day, dayOf, hubspotStatus, money, status, text } from './values.ts';
import type { Value } from './values.ts';
import type { AssociationView, PropertyView, RecordView } from './wire.ts';
import { DEFAULT_PORTAL } from '../hubspot/app.ts';

type Kind = 'text' | 'money' | 'day' | 'status';

interface Shown {
  readonly name: string;
  /** Name of the label in the catalogue. */
  readonly label: string;
  readonly kind?: Kind;
  /** Whether a person may change it on the page. */
  readonly fixed?: boolean;
}

const shownProperties: Readonly<Record<HubSpotType, readonly Shown[]>> = {
  contacts: [
    { name: 'firstname', label: 'givenName' },
    { name: 'lastname', label: 'familyName' },
    { name: 'email', label: 'email' },
    { name: 'phone', label: 'phone' },
    { name: 'company', label: 'company' },
    { name: 'address', label: 'street' },
    { name: 'city', label: 'city' },
    { name: 'zip', label: 'zip' },
  ],
  companies: [
    { name: 'name', label: 'name' },
    { name: 'domain', label: 'domain' },
    { name: 'phone', label: 'phone' },
    { name: 'address', label: 'street' },
    { name: 'city', label: 'city' },
    { name: 'zip', label: 'zip' },
  ],
  deals: [
    { name: 'dealname', label: 'name' },
    { name: 'amount', label: 'amount', kind: 'money' },
    { name: 'dealstage', label: 'stage', kind: 'status', fixed: true },
    { name: 'closedate', label: 'closeDate', kind: 'day', fixed: true },
  ],
  products: [
    { name: 'name', label: 'name' },
    { name: 'hs_sku', label: 'sku' },
    { name: 'price', label: 'price', kind: 'money' },
    { name: 'description', label: 'description' },
  ],
  invoices: [
    { name: 'hs_number', label: 'number', fixed: true },
    { name: 'hs_invoice_status', label: 'status', kind: 'status', fixed: true },
    { name: 'hs_invoice_date', label: 'date', kind: 'day', fixed: true },
    { name: 'hs_due_date', label: 'due', kind: 'day', fixed: true },
    { name: 'ledgerline_total', label: 'total', kind: 'money', fixed: true },
    { name: 'ledgerline_balance', label: 'balance', kind: 'money', fixed: true },
    { name: 'hs_comments', label: 'memo' },
  ],
};

/** Null when the record is gone. */
export async function readRecord(
  state: StateReader,
  type: HubSpotType,
  id: string,
): Promise<RecordView | null> {
  const record = await state.find('hubspot', type, id);
  if (!record) return null;
  const [associations, details] = await Promise.all([
    readAssociations(state, record),
    entityOf[type] === null ? null : readDetails(state, { side: 'hubspot', type, id }),
  ]);
  return {
    type,
    id,
    title: titleOf(type, record),
    properties: shownProperties[type].map((shown) => propertyView(record, shown)),
    associations,
    details,
  };
}

function propertyView(record: Json, { name, label, kind = 'text', fixed = false }: Shown): PropertyView {
  const value = textAt(record, `properties.${name}`);
  return { name, label, value: valueOf(record, kind, value), editable: fixed ? null : value };
}

function valueOf(record: Json, kind: Kind, value: string): Value | null {
  switch (kind) {
    case 'text':
      return text(value);
    case 'money':
      return money(value, currencyOf(record));
    case 'day':
      return day(dayOf(value));
    case 'status':
      // An invoice's finer status where Ledgerline keeps one.
      return status(hubspotStatus(record) || value);
    default:
      return kind satisfies never;
  }
}

const currencyOf = (record: Json): string =>
  textAt(record, 'properties.hs_currency') ||
  textAt(record, 'properties.deal_currency_code') ||
  DEFAULT_PORTAL.companyCurrency;

function titleOf(type: HubSpotType, record: Json): string {
  const property = (name: string): string => textAt(record, `properties.${name}`);
  const titles: Readonly<Record<HubSpotType, string>> = {
    contacts: contactName(record),
    companies: property('name') || property('domain'),
    deals: property('dealname'),
    products: property('name'),
    invoices: property('hs_number'),
  };
  return titles[type] || textAt(record, 'id');
}

async function readAssociations(state: StateReader, record: Json): Promise<readonly AssociationView[]> {
  const groups = await Promise.all(
    hubspotTypes.map(async (type) => {
      const ids = associatedIds(record, type);
      const records = await Promise.all(ids.map((id) => state.find('hubspot', type, id)));
      return records.flatMap((found) => (found ? [associationView(type, found)] : []));
    }),
  );
  return groups.flat();
}

const details: Readonly<Record<HubSpotType, (record: Json) => Value | null>> = {
  contacts: (record) => text(textAt(record, 'properties.email')),
  companies: (record) => text(textAt(record, 'properties.domain')),
  deals: (record) => money(textAt(record, 'properties.amount'), currencyOf(record)),
  products: (record) => text(textAt(record, 'properties.hs_sku')),
  invoices: (record) => money(textAt(record, 'properties.ledgerline_total'), currencyOf(record)),
};

const associationView = (type: HubSpotType, record: Json): AssociationView => ({
  type,
  id: textAt(record, 'id'),
  title: titleOf(type, record),
  detail: details[type](record),
});

const changeSchema = z.object({
  type: z.enum(hubspotTypes),
  id: z.string().min(1),
  change: z.record(z.string(), z.string().trim().max(500)),
});

/** What a person types into a record's page. Throws HubSpot's words when it refuses. */
export async function changeRecord(hubspot: StandInControl, body: unknown): Promise<void> {
  const { type, id, change } = changeSchema.parse(body);
  const open = new Set(shownProperties[type].flatMap(({ name, fixed }) => (fixed ? [] : [name])));
  const locked = Object.keys(change).find((name) => !open.has(name));
  if (locked !== undefined) throw new Error(`${locked} cannot be changed here.`);
  await hubspot.edit({ type, id, action: 'save', change });
}
