// Filters decide which records may cross for the first time: OR over groups, AND inside a group.

import { parseInstant, toDay } from './dates.ts';
import { hasValue } from './fields/values.ts';
import { parseDecimal } from './money.ts';
import type { FieldValues } from './record.ts';
import type { Filter, FilterCondition } from './rules.ts';

/** The record's own fields, and those of each associated record by the name of the reference. */
export interface Filterable {
  readonly fields: FieldValues;
  readonly associated: Readonly<Record<string, readonly FieldValues[]>>;
}

/** Whether a record passes. No groups let everything through; days are compared in `zone`. */
export function passes(filter: Filter, record: Filterable, zone: string): boolean {
  return filter.length === 0 || filter.some((group) => passesGroup(group, record, zone));
}

/** Conditions on one kind of associated record hold together for the same record. */
function passesGroup(group: readonly FilterCondition[], record: Filterable, zone: string): boolean {
  const own = group.filter((condition) => condition.of === undefined);
  if (!own.every((condition) => holds(condition, record.fields, zone))) return false;
  const kinds = new Set(group.flatMap((condition) => (condition.of === undefined ? [] : [condition.of])));
  return [...kinds].every((kind) =>
    (record.associated[kind] ?? []).some((fields) =>
      group.filter((condition) => condition.of === kind).every((condition) => holds(condition, fields, zone)),
    ),
  );
}

/** An empty value, and a field the record does not have, is *unknown* and nothing else: it lets nothing slip through. */
function holds(condition: FilterCondition, fields: FieldValues, zone: string): boolean {
  const value = fields[condition.field] ?? null;
  const first = condition.values[0] ?? '';
  const last = condition.values[1] ?? first;
  if (condition.operator === 'is-unknown') return !hasValue(value);
  if (!hasValue(value)) return false;
  switch (condition.operator) {
    case 'is-known':
      return true;
    case 'is':
      return equal(value, first);
    case 'is-not':
      return !equal(value, first);
    case 'is-any-of':
      return condition.values.some((option) => equal(value, option));
    case 'is-none-of':
      return !condition.values.some((option) => equal(value, option));
    case 'contains':
      return fold(value).includes(fold(first));
    case 'starts-with':
      return fold(value).startsWith(fold(first));
    case 'before':
      return ordered(value, first, zone, (order) => order < 0);
    case 'after':
      return ordered(value, first, zone, (order) => order > 0);
    case 'on-or-after':
      return ordered(value, first, zone, (order) => order >= 0);
    case 'more-than':
      return ordered(value, first, zone, (order) => order > 0);
    case 'less-than':
      return ordered(value, first, zone, (order) => order < 0);
    case 'between':
      return (
        ordered(value, first, zone, (order) => order >= 0) &&
        ordered(value, last, zone, (order) => order <= 0)
      );
    default:
      return condition.operator satisfies never;
  }
}

const fold = (value: string): string => value.trim().toLowerCase();

function equal(value: string, option: string): boolean {
  const left = parseDecimal(value);
  const right = parseDecimal(option);
  if (left && right) return left.equals(right);
  return fold(value) === fold(option);
}

/** Compares numbers as numbers and moments as days of the zone; a foreign value never holds. */
function ordered(value: string, bound: string, zone: string, accept: (order: number) => boolean): boolean {
  const left = parseDecimal(value);
  const right = parseDecimal(bound);
  if (left && right) return accept(left.comparedTo(right));
  if (!parseInstant(value) || !parseInstant(bound)) return false;
  const [leftDay, rightDay] = [toDay(value, zone), toDay(bound, zone)];
  if (leftDay === null || rightDay === null) return false;
  return accept(leftDay < rightDay ? -1 : leftDay > rightDay ? 1 : 0);
}
