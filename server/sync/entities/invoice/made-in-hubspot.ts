// Which invoices may go to QuickBooks at all, whatever the filter says: those made in HubSpot. It is decided once, when
// an invoice is first seen, and kept with the link and in a property beside our key.

import type { ExclusionReason } from '../../failure.ts';
import { hasValue } from '../../fields/values.ts';
import type { RecordSnapshot, Side } from '../../record.ts';
import type { FieldMapping, FilterCondition, SyncRules } from '../../rules.ts';

export const originProperty = 'ledgerline_origin';
export const statusProperty = 'hs_invoice_status';

/** Values of HubSpot's *Invoice source* that say that some sync or older integration made the invoice. */
const otherSources: ReadonlySet<string> = new Set(['data_sync', 'legacy_quickbooks']);

/** Why a HubSpot invoice never goes to QuickBooks, or does not yet; null when it may. */
export function staysInHubspot({ fields, key, state }: RecordSnapshot): ExclusionReason | null {
  const isForeign =
    key !== null ||
    hasValue(fields[originProperty]) ||
    fields['hs_invoice_billable'] === 'false' ||
    otherSources.has((fields['hs_invoice_source'] ?? '').toLowerCase());
  if (isForeign) return 'not-made-in-hubspot';
  if (state === 'voided') return 'voided';
  return (fields[statusProperty] ?? 'draft') === 'draft' ? 'draft' : null;
}

/** The recommended filter towards QuickBooks. Only billable invoices have HubSpot as their source. */
export const madeInHubspotSince = (day: string): readonly FilterCondition[] => [
  { field: statusProperty, operator: 'is-none-of', values: ['draft'] },
  { field: 'hs_createdate', operator: 'on-or-after', values: [day] },
  { field: 'hs_invoice_billable', operator: 'is', values: ['true'] },
];

/** Our property, or for a copy whose link was never stored the marker QuickBooks keeps, says where a pair was made. */
export function madeIn(hubspot: RecordSnapshot | null, quickbooks: RecordSnapshot | null): Side | null {
  const said = hubspot?.fields[originProperty];
  if (said === 'hubspot' || said === 'quickbooks') return said;
  return hubspot && quickbooks?.key === hubspot.id ? 'hubspot' : null;
}

/** HubSpot computes these on invoices of its own; a write is refused. */
const computedByHubspot: ReadonlySet<string> = new Set(['status', 'billed', 'balanceDue']);

/**
 * Invoices made in QuickBooks never flow back to it. Of those made in HubSpot, HubSpot keeps its own status and amounts, and
 * the number follows a policy instead of a mapping. A purchase order number has a field of its own where one was chosen.
 */
export function invoiceRulesFor(rules: SyncRules, origin: Side): SyncRules {
  const order = purchaseOrder(rules);
  const mappings = [...rules.mappings.filter(({ id }) => id !== order?.id), ...(order ? [order] : [])];
  if (origin === 'quickbooks')
    return { ...rules, mappings, direction: rules.direction === 'two-way' ? 'to-hubspot' : rules.direction };
  return {
    ...rules,
    mappings: mappings
      .filter(({ id }) => !computedByHubspot.has(id))
      .map((mapping) => (mapping.id === 'number' ? { ...mapping, computed: true } : mapping)),
  };
}

function purchaseOrder({ options }: SyncRules): FieldMapping | null {
  const chosen = options['purchaseOrderField'];
  if (typeof chosen !== 'string' || chosen === '') return null;
  return {
    id: 'purchaseOrder',
    hubspot: { name: 'hs_purchase_order_number', type: 'text' },
    quickbooks: { name: `CustomField.${chosen}`, type: 'text', maxLength: 31 },
    direction: 'two-way',
    enabled: true,
    builtIn: true,
  };
}
