// HubSpot invoices with their lines and payments as parts.

import type { Gateway } from '../../sync/ports.ts';
import type { Part, RecordSnapshot } from '../../sync/record.ts';
import type { HubSpotClient } from '../client.ts';
import { Refused } from '../errors.ts';
import type { Noun } from '../object-types.ts';
import { readAssociations } from './associations.ts';
import type { AssociatedEnd } from './associations.ts';
import { createGateway } from './gateway.ts';
import type { RequestedRow } from './gateway.ts';
import { readActive } from './reader.ts';
import { fieldsOf, keyProperty, snapshotOf } from './record.ts';
import type { RecordRow } from './record.ts';

const lineProperties = [
  'name',
  'description',
  'quantity',
  'price',
  'amount',
  'discount',
  'hs_discount_percentage',
  'hs_sku',
  'hs_product_id',
  'hs_line_item_currency_code',
  'hs_tax_rate_group_id',
  'hs_position_on_quote',
  'hs_recurring_billing_start_date',
  keyProperty,
] as const;

/** Discounts, fees and taxes of the invoice as a whole. */
const adjustmentProperties = ['hs_label', 'hs_type', 'hs_value', keyProperty] as const;
const adjustments = ['discount', 'fee', 'tax'] as const;

const paymentProperties = [
  'hs_initial_amount',
  'hs_initiated_date',
  'hs_currency_code',
  'hs_latest_status',
  'hs_payment_method_type',
  'hs_processor_type',
  'hs_reference_number',
  'hs_fees_amount',
  'hs_refunds_amount',
  'hs_customer_email',
  'hs_internal_comment',
  keyProperty,
] as const;

export interface InvoiceGatewayOptions {
  readonly client: HubSpotClient;
  readonly properties: readonly string[];
  readonly uniqueKeyTypes: readonly string[];
  /** Whether the portal has payment records that can be read. */
  readonly paymentsApi: boolean;
  readonly readOnlyProperties: readonly string[];
  /** Whether invoices may cross to QuickBooks: then all that makes up their amount is read. */
  readonly whole: boolean;
}

/**
 * Parts: `line` (reference `product`) and `payment`, for whole invoices also `discount`, `fee` and `tax`; all named by
 * their HubSpot id. References: `contact` and
 * `company`, the first of each. The version is the invoice's own: changed lines do not always move it.
 */
export function createInvoiceGateway(options: InvoiceGatewayOptions): Gateway {
  const { client, properties } = options;
  return createGateway({
    client,
    noun: 'invoice',
    properties: [...new Set([...properties, 'hs_number', 'hs_title', 'hs_invoice_status'])],
    uniqueKeyTypes: options.uniqueKeyTypes,
    readOnlyProperties: options.readOnlyProperties,
    async snapshots(rows) {
      const ids = rows.map(({ row }) => row.id);
      const [contacts, companies, lines, payments, ...sums] = await Promise.all([
        readAssociations(client, 'invoice', 'contact', ids),
        readAssociations(client, 'invoice', 'company', ids),
        readParts(client, 'line', ids, lineProperties),
        options.paymentsApi ? readOffered(client, 'payment', ids, paymentProperties) : noParts,
        ...adjustments.map((noun) =>
          options.whole ? readOffered(client, noun, ids, adjustmentProperties) : noParts,
        ),
      ]);
      const whole = (id: string): RecordSnapshot['parts'] =>
        options.whole
          ? Object.fromEntries(adjustments.map((noun, at) => [noun, sums[at]?.get(id) ?? []]))
          : {};
      return rows.map((requested) => ({
        ...invoiceSnapshot(requested, properties),
        references: {
          contact: firstId(contacts, requested.row.id),
          company: firstId(companies, requested.row.id),
        },
        parts: {
          line: inOrder(lines.get(requested.row.id) ?? []),
          payment: payments.get(requested.row.id) ?? [],
          ...whole(requested.row.id),
        },
      }));
    },
    find: async () => new Map(),
  });
}

function invoiceSnapshot({ id, row }: RequestedRow, properties: readonly string[]): RecordSnapshot {
  const label = row.properties['hs_number'] || row.properties['hs_title'] || '';
  const snapshot = snapshotOf(row, { requestedId: id, entity: 'invoice', label, properties });
  const voided = snapshot.state === 'active' && row.properties['hs_invoice_status'] === 'voided';
  return voided ? { ...snapshot, state: 'voided' } : snapshot;
}

async function readParts(
  client: HubSpotClient,
  noun: Noun,
  invoiceIds: readonly string[],
  properties: readonly string[],
): Promise<ReadonlyMap<string, readonly Part[]>> {
  const ends = await readAssociations(client, 'invoice', noun, invoiceIds);
  const ids = [...ends.values()].flat().map(({ id }) => id);
  const rows = await readActive({ client, noun, properties }, ids);
  const parts = new Map(rows.map((row) => [row.id, partOf(row, properties)]));
  return new Map(
    [...ends].map(([invoiceId, list]) => [invoiceId, list.flatMap(({ id }) => parts.get(id) ?? [])]),
  );
}

const noParts: ReadonlyMap<string, readonly Part[]> = new Map();

/** An account can lose its payment processor, or an object type, at any time; its invoices go on without such records then. */
async function readOffered(
  client: HubSpotClient,
  noun: Noun,
  invoiceIds: readonly string[],
  properties: readonly string[],
): Promise<ReadonlyMap<string, readonly Part[]>> {
  try {
    return await readParts(client, noun, invoiceIds, properties);
  } catch (error) {
    if (error instanceof Refused) return noParts;
    throw error;
  }
}

const partOf = (row: RecordRow, properties: readonly string[]): Part => ({
  key: row.id,
  id: row.id,
  fields: fieldsOf(row, properties),
  references: 'hs_product_id' in row.properties ? { product: row.properties['hs_product_id'] || null } : {},
});

const firstId = (ends: ReadonlyMap<string, readonly AssociatedEnd[]>, id: string): string | null =>
  ends.get(id)?.[0]?.id ?? null;

/** As a reader sees them: by position, lines without one last, older first. */
const inOrder = (lines: readonly Part[]): readonly Part[] =>
  lines.toSorted((a, b) => Math.sign(positionOf(a) - positionOf(b)) || Number(a.key) - Number(b.key));

function positionOf({ fields }: Part): number {
  const text = fields['hs_position_on_quote'];
  return text ? Number(text) : Number.MAX_SAFE_INTEGER;
}
