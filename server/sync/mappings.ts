// Which mappings are in force: those a person left on, minus properties this HubSpot account does not let us write.

import type { SyncContext } from './context.ts';
import type { FieldMapping, SyncRules } from './rules.ts';

export const activeMappings = (rules: SyncRules, context: SyncContext): readonly FieldMapping[] =>
  rules.mappings.filter(
    (mapping) => mapping.enabled && !context.portal.readOnlyProperties.includes(mapping.hubspot.name),
  );

/** The HubSpot properties an entity's reads must ask for. */
export const hubspotPropertiesOf = (rules: SyncRules | null): readonly string[] => [
  ...new Set((rules?.mappings ?? []).map((mapping) => mapping.hubspot.name)),
];
