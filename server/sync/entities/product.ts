// HubSpot product with QuickBooks product or service (item). Matched by SKU.

import type { EntityDefinition } from '../entity.ts';
import { planRecord } from '../plan-record.ts';
import { hasValue } from '../fields/values.ts';
import type { FieldMapping } from '../rules.ts';
import { builtIn, field } from './mapping.ts';

const mappings: readonly FieldMapping[] = [
  builtIn('name', 'text', 'name', field('Name', 'text', 100)),
  builtIn('sku', 'text', 'hs_sku', field('Sku', 'text', 100)),
  builtIn('description', 'multiline', 'description', field('Description', 'multiline', 4000)),
  builtIn('price', 'decimal', 'price', 'UnitPrice'),
  builtIn('cost', 'decimal', 'hs_cost_of_goods_sold', 'PurchaseCost'),
];

/** Categories only group items, bundles only expand on invoices: neither can be sold as such. */
const outOfScope: Readonly<Record<string, 'category-item' | 'bundle'>> = {
  Category: 'category-item',
  Group: 'bundle',
  Bundle: 'bundle',
};

export const product: EntityDefinition = {
  name: 'product',
  requires: [],
  uses: [],
  mappings,
  scope(record, rules) {
    if (record.side !== 'quickbooks') return null;
    const excluded = outOfScope[record.fields['Type'] ?? ''];
    if (excluded) return excluded;
    return rules.options['onlyWithSku'] === true && !hasValue(record.fields['Sku']) ? 'no-sku' : null;
  },
  matchKeys(record) {
    const sku = record.fields[record.side === 'quickbooks' ? 'Sku' : 'hs_sku'];
    return hasValue(sku) ? [`sku:${sku.trim().toLowerCase()}`] : [];
  },
  derive: () => ({}),
  forQuickbooks(input) {
    const account = input.rules.options['incomeAccount'];
    if (typeof account !== 'string' || account === '') {
      const details = { setting: 'incomeAccount' };
      return { kind: 'failure', failure: { category: 'missing-data', details, vendor: null, waitsOn: [] } };
    }
    const type = input.rules.options['newItemType'] === 'NonInventory' ? 'NonInventory' : 'Service';
    return { kind: 'values', values: { Type: type, 'IncomeAccountRef.value': account } };
  },
  plan: (input) => planRecord('product', input),
  planGone: () => [],
  summary: () => null,
  revisitOn: () => null,
  alsoReads: [],
  recommended: () => ({
    entity: 'product',
    direction: 'to-hubspot',
    winner: 'quickbooks',
    mappings,
    filters: { toHubspot: [], toQuickbooks: [] },
    stopUpdatingUnmatched: false,
    options: { onlyWithSku: true },
  }),
};
