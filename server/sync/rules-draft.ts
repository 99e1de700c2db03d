// Rules as a person proposes them: what may be chosen, without what follows from the choice.

import { choicesOf } from './entities/choices.ts';
import type { EntityDefinition } from './entity.ts';
import type { Direction, FieldEnd, FieldMapping, SyncRules } from './rules.ts';

export interface MappingDraft {
  readonly id: string;
  readonly enabled: boolean;
  readonly direction: Direction;
  /** Read for mappings of one's own only. */
  readonly hubspot?: FieldEnd;
  /** Only the name is read: type and limits are QuickBooks' own. */
  readonly quickbooks?: Pick<FieldEnd, 'name'>;
}

export interface RulesDraft extends Omit<SyncRules, 'entity' | 'mappings'> {
  readonly mappings: readonly MappingDraft[];
}

/** The rules a draft means: built-in mappings as they are defined, fields of QuickBooks with their types and limits. */
export function completeRules(definition: EntityDefinition, draft: RulesDraft): SyncRules {
  const builtIns = new Map(definition.mappings.map((mapping) => [mapping.id, mapping]));
  return {
    ...draft,
    entity: definition.name,
    mappings: draft.mappings.map((mapping): FieldMapping => {
      const { id, enabled, direction } = mapping;
      const builtIn = builtIns.get(id);
      if (builtIn) return { ...builtIn, enabled, direction };
      const hubspot = mapping.hubspot ?? { name: '', type: 'text' };
      const quickbooks = quickbooksEnd(definition, mapping.quickbooks?.name ?? '');
      return { id, enabled, direction, hubspot, quickbooks, builtIn: false };
    }),
  };
}

function quickbooksEnd(definition: EntityDefinition, name: string): FieldEnd {
  const known = choicesOf(definition.name).quickbooksFields.find((field) => field.name === name);
  if (!known) return { name, type: 'text' };
  const { writable: _writable, ...end } = known;
  return end;
}
