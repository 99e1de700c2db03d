// Invoices that a sales person made in HubSpot, in the words of the promise under test.

import type { FieldValues, Part, RecordSnapshot } from '../../server/sync/record.ts';
import { aHubSpotInvoice } from './builders.ts';

/** A line of a HubSpot invoice over 1 × 100 unless told; `product` names its HubSpot product. */
export const aBilledLine = (id: string, fields: FieldValues = {}, product: string | null = null): Part => ({
  key: id,
  id,
  fields: {
    name: `Line ${id}`,
    description: null,
    quantity: '1',
    price: '100',
    amount: '100',
    hs_product_id: product,
    hs_tax_rate_group_id: null,
    ...fields,
  },
  references: { product },
});

/** A discount, fee or tax of a HubSpot invoice. */
export const anAdjustment = (id: string, type: 'PERCENT' | 'FIXED', value: string): Part => ({
  key: id,
  id,
  fields: { hs_label: `Adjustment ${id}`, hs_type: type, hs_value: value },
  references: {},
});

interface BillWish {
  readonly lines?: readonly Part[];
  readonly discounts?: readonly Part[];
  readonly fees?: readonly Part[];
  readonly taxes?: readonly Part[];
  readonly contact?: string | null;
  readonly fields?: FieldValues;
}

/** An open invoice that a sales person made in HubSpot on 2 June 2026: 100 USD to contact 501. */
export const aBill = (
  wish: BillWish = {},
  changes: Parameters<typeof aHubSpotInvoice>[1] = {},
): RecordSnapshot =>
  aHubSpotInvoice(
    {
      hs_number: 'INV-7',
      hs_currency: 'USD',
      hs_invoice_status: 'open',
      hs_invoice_billable: 'true',
      hs_createdate: '2026-06-02T15:00:00.000Z',
      hs_invoice_date: '2026-06-02T16:00:00.000Z',
      hs_due_date: '2026-06-30T16:00:00.000Z',
      ...wish.fields,
    },
    {
      references: { contact: wish.contact === undefined ? '501' : wish.contact },
      parts: {
        line: wish.lines ?? [aBilledLine('1')],
        discount: wish.discounts ?? [],
        fee: wish.fees ?? [],
        tax: wish.taxes ?? [],
        payment: [],
      },
      ...changes,
    },
  );
