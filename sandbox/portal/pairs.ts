// Which records belong together: Ledgerline's key on a HubSpot record names the QuickBooks record.

import { listAt, textAt } from './json.ts';
import type { Json } from './stand-in-control.ts';
import { idOf } from './state-reader.ts';
import type { StateReader } from './state-reader.ts';

export const quickbooksTypes = ['Customer', 'Item', 'Invoice', 'Payment'] as const;
export type QuickBooksType = (typeof quickbooksTypes)[number];
export const hubspotTypes = ['contacts', 'companies', 'deals', 'products', 'invoices'] as const;
export type HubSpotType = (typeof hubspotTypes)[number];
export type Entity = 'contact' | 'product' | 'invoice';

export type Selection =
  | { readonly side: 'quickbooks'; readonly type: QuickBooksType; readonly id: string }
  | { readonly side: 'hubspot'; readonly type: HubSpotType; readonly id: string };

/** Null: records of this type have no counterpart. */
export const entityOf: Readonly<Record<HubSpotType | Exclude<QuickBooksType, 'Payment'>, Entity | null>> = {
  Customer: 'contact',
  Item: 'product',
  Invoice: 'invoice',
  contacts: 'contact',
  companies: null,
  deals: null,
  products: 'product',
  invoices: 'invoice',
};
export const quickbooksTypeOf = { contact: 'Customer', product: 'Item', invoice: 'Invoice' } as const;
export const hubspotTypeOf = { contact: 'contacts', product: 'products', invoice: 'invoices' } as const;

/** `realm:entity:id` for records, `realm:invoice:id:part:id` for the parts of an invoice. */
export interface ParsedKey {
  readonly entity: string;
  readonly id: string;
  readonly part: { readonly noun: string; readonly id: string } | null;
}

export function keyOf(hubspotRecord: Json): ParsedKey | null {
  const [realm, entity, id, noun, partId] = textAt(hubspotRecord, 'properties.ledgerline_key').split(':');
  if (!realm || !entity || !id) return null;
  return { entity, id, part: noun && partId ? { noun, id: partId } : null };
}

/** The QuickBooks id a HubSpot record mirrors, or null. */
export function mirroredId(entity: Entity, hubspotRecord: Json): string | null {
  const key = keyOf(hubspotRecord);
  return key?.entity === entity && key.part === null ? key.id : null;
}

/** HubSpot ids by the QuickBooks id they mirror. */
export async function mirrors(state: StateReader, entity: Entity): Promise<ReadonlyMap<string, string>> {
  const records = await state.read('hubspot', hubspotTypeOf[entity]);
  return new Map(
    records.flatMap((record) => {
      const id = mirroredId(entity, record);
      return id === null ? [] : [[id, idOf(record)] as const];
    }),
  );
}

/** Both ends of the pair a selected record belongs to. A payment stands for the first invoice it pays. */
export interface Pair {
  readonly entity: Entity;
  readonly quickbooksId: string | null;
  readonly hubspotId: string | null;
}

export async function pairOf(state: StateReader, selection: Selection): Promise<Pair | null> {
  const record = await state.find(selection.side, selection.type, selection.id);
  if (!record) return null;
  if (selection.side === 'hubspot') {
    const entity = entityOf[selection.type];
    if (entity === null) return null;
    return { entity, quickbooksId: mirroredId(entity, record), hubspotId: selection.id };
  }
  const entity = selection.type === 'Payment' ? 'invoice' : entityOf[selection.type];
  const quickbooksId = selection.type === 'Payment' ? (paidInvoices(record)[0]?.id ?? null) : selection.id;
  if (quickbooksId === null || entity === null) return null;
  return { entity, quickbooksId, hubspotId: (await mirrors(state, entity)).get(quickbooksId) ?? null };
}

/** The invoices a QuickBooks payment covers, with the amount applied to each as the vendor's number. */
export const paidInvoices = (payment: Json): readonly { readonly id: string; readonly amount: string }[] =>
  listAt(payment, 'Line').flatMap((line) =>
    listAt(line, 'LinkedTxn')
      .filter((linked) => textAt(linked, 'TxnType') === 'Invoice')
      .map((linked) => ({ id: textAt(linked, 'TxnId'), amount: textAt(line, 'Amount') })),
  );
