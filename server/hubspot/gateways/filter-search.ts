// Filters as HubSpot searches, where a search says exactly what the filter says.

import { addDays, startOfDay } from '../../sync/dates.ts';
import type { Filter, FilterCondition } from '../../sync/rules.ts';

interface SearchFilter {
  readonly propertyName: string;
  readonly operator: string;
  readonly value?: string;
  readonly values?: readonly string[];
}

export interface FilterGroup {
  readonly filters: readonly SearchFilter[];
}

/** HubSpot's limits for one search. */
const limits = { groups: 5, filtersPerGroup: 6, filters: 18 };

/** Properties known to hold instants. Of others a day could mean midnight in UTC as well. */
const instants: ReadonlySet<string> = new Set([
  'createdate',
  'hs_createdate',
  'lastmodifieddate',
  'hs_lastmodifieddate',
]);

/** The groups of a search, or null where a search cannot say the same. */
export function filterGroupsOf(filter: Filter, zone: string): readonly FilterGroup[] | null {
  const groups: FilterGroup[] = [];
  for (const group of filter) {
    const filters: SearchFilter[] = [];
    for (const condition of group) {
      const found = filtersOf(condition, zone);
      if (found === null) return null;
      filters.push(...found);
    }
    groups.push({ filters });
  }
  const isTooMuch =
    groups.length > limits.groups ||
    groups.some(({ filters }) => filters.length > limits.filtersPerGroup) ||
    groups.flatMap(({ filters }) => filters).length > limits.filters;
  return isTooMuch ? null : groups;
}

function filtersOf(condition: FilterCondition, zone: string): readonly SearchFilter[] | null {
  const { field: propertyName, of, operator, values } = condition;
  const [first = '', last = first] = values;
  if (of !== undefined || propertyName.includes('.')) return null;
  const one = (name: string, value: string): SearchFilter => ({ propertyName, operator: name, value });
  const known: SearchFilter = { propertyName, operator: 'HAS_PROPERTY' };
  const lowered = values.map((value) => value.trim().toLowerCase());
  const startOf = (day: string): string => String(startOfDay(day, zone).getTime());
  switch (operator) {
    case 'is':
      return [one('EQ', first.trim())];
    // A record without the value passes HubSpot's negations, but not ours.
    case 'is-not':
      return [one('NEQ', first.trim()), known];
    case 'is-any-of':
      return [{ propertyName, operator: 'IN', values: lowered }];
    case 'is-none-of':
      return [{ propertyName, operator: 'NOT_IN', values: lowered }, known];
    case 'is-known':
      return [known];
    case 'is-unknown':
      return [{ propertyName, operator: 'NOT_HAS_PROPERTY' }];
    case 'more-than':
      return [one('GT', first)];
    case 'less-than':
      return [one('LT', first)];
    case 'before':
      return instants.has(propertyName) ? [one('LT', startOf(first))] : null;
    case 'after':
      return instants.has(propertyName) ? [one('GTE', startOf(addDays(first, 1)))] : null;
    case 'on-or-after':
      return instants.has(propertyName) ? [one('GTE', startOf(first))] : null;
    case 'between':
      return instants.has(propertyName)
        ? [one('GTE', startOf(first)), one('LT', startOf(addDays(last, 1)))]
        : null;
    // HubSpot searches words, not parts of them.
    case 'contains':
    case 'starts-with':
      return null;
    default:
      return operator satisfies never;
  }
}
