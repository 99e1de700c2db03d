// Which mappings are in force: those a person left on, minus properties this HubSpot account does not let us write.

import type { SyncContext } from './context.ts';
import { rulesInForce } from './entity.ts';
import type { EntityDefinition } from './entity.ts';
import type { FieldMapping, SyncRules } from './rules.ts';

export const activeMappings = (rules: SyncRules, context: SyncContext): readonly FieldMapping[] =>
  rules.mappings.filter(
    (mapping) =>
      mapping.enabled &&
      !mapping.computed &&
      !context.portal.readOnlyProperties.includes(mapping.hubspot.name),
  );

/**
 * The HubSpot properties an entity's reads must ask for: the mapped ones and, where HubSpot's records may cross, what its
 * filters and names look at (`invoice.hs_invoice_status` is a property of an associated record).
 */
export function hubspotPropertiesOf(rules: SyncRules, definition: EntityDefinition): readonly string[] {
  const inForce = [...rules.mappings, ...rulesInForce(definition, rules, 'quickbooks').mappings];
  const mapped = inForce.filter((mapping) => !mapping.computed).map((mapping) => mapping.hubspot.name);
  if (rules.direction === 'to-hubspot') return [...new Set(mapped)];
  const filtered = rules.filters.toQuickbooks.flat().map(({ of, field }) => (of ? `${of}.${field}` : field));
  return [...new Set([...mapped, ...definition.alsoReads, ...filtered])];
}
