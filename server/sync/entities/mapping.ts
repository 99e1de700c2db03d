// Short words for the tables of built-in mappings.

import type { Direction, FieldEnd, FieldMapping, FieldType } from '../rules.ts';

type End = string | FieldEnd;

/** A built-in mapping of two ends of the same type, switched on. */
export function builtIn(
  id: string,
  type: FieldType,
  hubspot: End,
  quickbooks: End,
  direction: Direction = 'two-way',
): FieldMapping {
  return {
    id,
    hubspot: end(hubspot, type),
    quickbooks: end(quickbooks, type),
    direction,
    enabled: true,
    builtIn: true,
  };
}

/** A value that is always QuickBooks'; people cannot switch it off. */
export const enforced = (id: string, type: FieldType, hubspot: End, quickbooks: End): FieldMapping => ({
  ...builtIn(id, type, hubspot, quickbooks, 'to-hubspot'),
  enforced: true,
});

export const field = (name: string, type: FieldType, maxLength?: number): FieldEnd =>
  maxLength === undefined ? { name, type } : { name, type, maxLength };

const end = (value: End, type: FieldType): FieldEnd =>
  typeof value === 'string' ? { name: value, type } : value;
