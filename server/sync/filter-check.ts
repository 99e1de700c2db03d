// Checks the filters of proposed rules: known fields, operators that fit them, and as many values as an operator takes.

import { isDay } from './dates.ts';
import type { FieldEnd, FieldType, Filter, FilterCondition, FilterOperator } from './rules.ts';
import { parseDecimal } from './money.ts';
import { propertyName } from './mapping-check.ts';
import { problem } from './rules-problem.ts';
import type { RulesProblem } from './rules-problem.ts';

/** What a filter looks at: QuickBooks records, whose fields are known, or an account's HubSpot records. */
export type FilterTarget =
  | { readonly kind: 'quickbooks'; readonly fields: readonly FieldEnd[] }
  | { readonly kind: 'hubspot'; readonly associations: readonly string[] };

export function checkFilter(path: string, filter: Filter, target: FilterTarget): readonly RulesProblem[] {
  return filter.flatMap((group, groupAt) =>
    group.length === 0
      ? [problem(`${path}.${groupAt}`, 'filter-empty-group')]
      : group.flatMap((condition, at) => checkCondition(`${path}.${groupAt}.${at}`, condition, target)),
  );
}

function checkCondition(
  path: string,
  condition: FilterCondition,
  target: FilterTarget,
): readonly RulesProblem[] {
  const { field, of, operator } = condition;
  const associations = target.kind === 'hubspot' ? target.associations : [];
  if (of !== undefined && !associations.includes(of))
    return [problem(`${path}.of`, 'filter-unknown-association', { of })];
  const known = target.kind === 'quickbooks' ? target.fields.find(({ name }) => name === field) : undefined;
  if (target.kind === 'quickbooks' ? !known : !isProperty(field))
    return [problem(`${path}.field`, 'filter-unknown-field', { field })];
  if (known && !fits(operator, known.type))
    return [problem(`${path}.operator`, 'filter-operator', { field, operator })];
  return checkValues(`${path}.values`, condition);
}

/** A property of the record, or of its primary company. */
const isProperty = (name: string): boolean => propertyName.test(name.replace(/^company\./, ''));

const ordered: readonly FieldType[] = ['day', 'instant', 'money', 'decimal'];

function fits(operator: FilterOperator, type: FieldType): boolean {
  switch (operator) {
    case 'is-known':
    case 'is-unknown':
    case 'is':
    case 'is-not':
    case 'is-any-of':
    case 'is-none-of':
      return true;
    case 'contains':
    case 'starts-with':
      return !ordered.includes(type) && type !== 'boolean';
    case 'before':
    case 'after':
    case 'on-or-after':
      return type === 'day' || type === 'instant';
    case 'more-than':
    case 'less-than':
      return type === 'money' || type === 'decimal';
    case 'between':
      return ordered.includes(type);
    default:
      return operator satisfies never;
  }
}

function checkValues(path: string, { operator, values }: FilterCondition): readonly RulesProblem[] {
  const [least, most] = valueCounts[operator];
  if (values.length < least || values.length > most || values.some((value) => value.trim() === ''))
    return [problem(path, 'filter-values', { operator, expected: String(least) })];
  const [from = '', to = from] = values;
  switch (operator) {
    case 'before':
    case 'after':
    case 'on-or-after':
      return isDay(from) ? [] : [problem(path, 'filter-day', { value: from })];
    case 'more-than':
    case 'less-than':
      return parseDecimal(from) ? [] : [problem(path, 'filter-number', { value: from })];
    case 'between':
      return isRange(from, to) ? [] : [problem(path, 'filter-values', { operator, expected: '2' })];
    case 'is':
    case 'is-not':
    case 'is-any-of':
    case 'is-none-of':
    case 'contains':
    case 'starts-with':
    case 'is-known':
    case 'is-unknown':
      return [];
    default:
      return operator satisfies never;
  }
}

/** Two days or two numbers, the smaller one first. */
function isRange(from: string, to: string): boolean {
  if (isDay(from) && isDay(to)) return from <= to;
  const [least, most] = [parseDecimal(from), parseDecimal(to)];
  return least !== null && most !== null && least.lessThanOrEqualTo(most);
}

/** Fewest and most values per operator. */
const valueCounts: Readonly<Record<FilterOperator, readonly [number, number]>> = {
  is: [1, 1],
  'is-not': [1, 1],
  'is-any-of': [1, 100],
  'is-none-of': [1, 100],
  contains: [1, 1],
  'starts-with': [1, 1],
  'is-known': [0, 0],
  'is-unknown': [0, 0],
  before: [1, 1],
  after: [1, 1],
  'on-or-after': [1, 1],
  between: [2, 2],
  'more-than': [1, 1],
  'less-than': [1, 1],
};
