// Which types may be mapped to each other: a value must be readable as the target's type without being cut or guessed.

import { otherSide, sides } from '../record.ts';
import type { Direction, FieldMapping, FieldType } from '../rules.ts';

/** By the type a value comes from: the types it can become. */
const becomes: Readonly<Record<FieldType, readonly FieldType[]>> = {
  text: ['text', 'multiline', 'enumeration', 'country', 'state'],
  multiline: ['multiline'],
  email: ['email', 'text', 'multiline'],
  phone: ['phone', 'text', 'multiline'],
  url: ['url', 'text', 'multiline'],
  money: ['money', 'decimal'],
  decimal: ['decimal', 'money'],
  day: ['day', 'instant'],
  instant: ['instant', 'day'],
  boolean: ['boolean'],
  enumeration: ['enumeration', 'text', 'multiline'],
  country: ['country', 'text'],
  state: ['state', 'text'],
};

export const canBecome = (from: FieldType, to: FieldType): boolean => becomes[from].includes(to);

/** Whether values can flow in every direction the mapping asks for. */
export function areCompatible({
  hubspot,
  quickbooks,
  direction,
}: Pick<FieldMapping, 'hubspot' | 'quickbooks' | 'direction'>): boolean {
  const ends = { hubspot, quickbooks };
  return sides
    .filter((target) => isTowards(direction, target))
    .every((target) => canBecome(ends[otherSide(target)].type, ends[target].type));
}

const isTowards = (direction: Direction, target: (typeof sides)[number]): boolean =>
  direction === 'two-way' || direction === `to-${target}`;
