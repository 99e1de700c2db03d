// Everything the model may look at: what both vendors have at the end, and what people remember of what they removed.

import type { Control, VendorRecord } from '../../support/control.ts';
import type { Memory } from '../stage.ts';

export interface Evidence {
  readonly realmId: string;
  /** The day it is in the company's zone. */
  readonly today: string;
  readonly customers: readonly VendorRecord[];
  readonly items: readonly VendorRecord[];
  readonly invoices: readonly VendorRecord[];
  readonly payments: readonly VendorRecord[];
  readonly hubspot: {
    readonly contacts: readonly VendorRecord[];
    readonly companies: readonly VendorRecord[];
    readonly products: readonly VendorRecord[];
    readonly invoices: readonly VendorRecord[];
    readonly line_items: readonly VendorRecord[];
    readonly discounts: readonly VendorRecord[];
    readonly commerce_payments: readonly VendorRecord[];
  };
  readonly memory: Memory;
}

export interface Company {
  readonly realmId: string;
  readonly timeZone: string;
}

export async function gather(
  sides: { readonly quickbooks: Control; readonly hubspot: Control },
  { realmId, timeZone }: Company,
  memory: Memory,
  now: Date,
): Promise<Evidence> {
  const { quickbooks, hubspot } = sides;
  return {
    realmId,
    today: new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now),
    customers: await quickbooks.records('Customer'),
    items: await quickbooks.records('Item'),
    invoices: await quickbooks.records('Invoice'),
    payments: await quickbooks.records('Payment'),
    hubspot: {
      contacts: await hubspot.records('contacts'),
      companies: await hubspot.records('companies'),
      products: await hubspot.records('products'),
      invoices: await hubspot.records('invoices'),
      line_items: await hubspot.records('line_items'),
      discounts: await hubspot.records('discounts'),
      commerce_payments: await hubspot.records('commerce_payments'),
    },
    memory,
  };
}

export type Mirrored = 'contact' | 'product' | 'invoice';

const typeOf: Readonly<Record<Mirrored, 'contacts' | 'products' | 'invoices'>> = {
  contact: 'contacts',
  product: 'products',
  invoice: 'invoices',
};

export const keyOf = ({ realmId }: Evidence, entity: Mirrored, id: string): string =>
  `${realmId}:${entity}:${id}`;

/** Live HubSpot records that carry the key of this QuickBooks record. */
export const keyed = (evidence: Evidence, entity: Mirrored, id: string): readonly VendorRecord[] =>
  evidence.hubspot[typeOf[entity]].filter(
    ({ properties }) => properties.ledgerline_key === keyOf(evidence, entity, id),
  );

/** Whether a person deleted or merged away the HubSpot record with the key of this QuickBooks record. */
export const isBuried = (evidence: Evidence, entity: Mirrored, id: string): boolean =>
  evidence.memory.buried.hubspot.some(
    ({ type, record }) =>
      type === typeOf[entity] && record['properties'].ledgerline_key === keyOf(evidence, entity, id),
  );

/** The QuickBooks id that a HubSpot record's key names. */
export const namedBy = ({ properties }: VendorRecord): string | null =>
  typeof properties.ledgerline_key === 'string' && properties.ledgerline_key !== ''
    ? properties.ledgerline_key.split(':').at(-1)
    : null;
