// A mapping's limits, checked before anything is written: a value that does not fit fails its record, it is never cut.

import type { Failure } from './failure.ts';
import type { Value } from './fields/values.ts';
import type { Merge } from './merge.ts';
import { sides } from './record.ts';
import type { Side } from './record.ts';
import type { FieldEnd, FieldMapping } from './rules.ts';

/** The first merged value its target would not take, as a failure; null when all fit. */
export function refusedValue(
  mappings: readonly FieldMapping[],
  merged: Pick<Merge, Side | 'unreadable'>,
): Failure | null {
  for (const mapping of mappings) {
    for (const side of sides) {
      const end = mapping[side];
      const isUnreadable = merged.unreadable.some((it) => it.mapping === mapping.id && it.target === side);
      const limit = isUnreadable
        ? { limit: 'type', allowed: end.type }
        : brokenLimit(end, merged[side][end.name] ?? null);
      if (limit) return notAccepted({ mapping: mapping.id, side, field: end.name, ...limit });
    }
  }
  return null;
}

function brokenLimit(end: FieldEnd, value: Value): Readonly<Record<string, string>> | null {
  if (value === null) return null;
  if (end.maxLength !== undefined && value.length > end.maxLength) {
    return { limit: 'length', allowed: String(end.maxLength), actual: String(value.length) };
  }
  if (end.options && !end.options.includes(value)) {
    return { limit: 'options', allowed: end.options.join(', ') };
  }
  return null;
}

const notAccepted = (details: Readonly<Record<string, string>>): Failure => ({
  category: 'value-not-accepted',
  details,
  vendor: null,
  waitsOn: [],
});
