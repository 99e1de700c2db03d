// The body of a search: its limits, and its filters compiled to predicates.

import { z } from 'zod';
import { invalid } from './errors.ts';
import type { PropertyCatalog } from './property-catalog.ts';
import type { PropertyType } from './property-definitions.ts';

export type Properties = Readonly<Record<string, string>>;
export type Predicate = (properties: Properties) => boolean;

const OPERATORS = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const;

const filterSchema = z.object({
  propertyName: z.string(),
  operator: z.enum(OPERATORS),
  value: z.coerce.string().optional(),
  highValue: z.coerce.string().optional(),
  values: z.array(z.coerce.string()).optional(),
});

const sortSchema = z.union([
  z.string(),
  z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).optional() }),
]);

const requestSchema = z.object({
  query: z.string().optional(),
  filterGroups: z.array(z.object({ filters: z.array(filterSchema) })).default([]),
  filters: z.array(filterSchema).optional(),
  sorts: z.array(sortSchema).default([]),
  properties: z.array(z.string()).optional(),
  limit: z.coerce.number().int().min(0).default(10),
  after: z.coerce.number().int().min(0).default(0),
});

export type Filter = z.infer<typeof filterSchema>;

/** A search HubSpot accepts. */
export interface SearchRequest {
  query: string | undefined;
  groups: Filter[][];
  sort: { propertyName: string; descending: boolean } | undefined;
  properties: string[] | undefined;
  limit: number;
  after: number;
}

const MOST_GROUPS = 5;
const MOST_FILTERS = 6;
const MOST_FILTERS_IN_ALL = 18;
const LONGEST_BODY = 3000;
const LARGEST_PAGE = 200;
/** Results of one query that can be reached by paging. */
export const REACHABLE = 10_000;

/** Reads a search body under all of HubSpot's caps; throws VALIDATION_ERROR. */
export function readSearch(body: unknown, catalog: PropertyCatalog): SearchRequest {
  if (JSON.stringify(body ?? {}).length > LONGEST_BODY) {
    throw invalid(`The request body is longer than ${LONGEST_BODY} characters.`);
  }
  const parsed = requestSchema.safeParse(body ?? {});
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    refuse(`${issue?.path.join('.')} ${issue?.message}`);
  }
  const { filters, filterGroups, sorts, query, properties, limit, after } = parsed.data;
  const groups = filterGroups.map((group) => group.filters);
  if (filters && filters.length > 0) groups.push(filters);
  checkCaps(groups, sorts.length, limit, after);
  for (const filter of groups.flat()) checkFilter(filter, catalog);
  return { query, groups, sort: readSort(sorts[0], catalog), properties, limit, after };
}

function checkCaps(groups: Filter[][], sorts: number, limit: number, after: number): void {
  if (groups.length > MOST_GROUPS) refuse(`at most ${MOST_GROUPS} filterGroups are allowed`);
  if (groups.some((group) => group.length > MOST_FILTERS)) {
    refuse(`at most ${MOST_FILTERS} filters are allowed in a filterGroup`);
  }
  if (groups.flat().length > MOST_FILTERS_IN_ALL)
    refuse(`at most ${MOST_FILTERS_IN_ALL} filters are allowed`);
  if (sorts > 1) refuse('only one sort is allowed');
  if (limit > LARGEST_PAGE) refuse(`limit must be at most ${LARGEST_PAGE}`);
  if (after >= REACHABLE || after + limit > REACHABLE) {
    refuse(`results beyond the first ${REACHABLE} cannot be paged`);
  }
}

function refuse(what: string): never {
  throw invalid(`There was a problem with the request: ${what}`);
}

function checkFilter(filter: Filter, catalog: PropertyCatalog): void {
  const { propertyName, operator, value, highValue, values } = filter;
  if (!catalog.get(propertyName)) {
    refuse(`property ${propertyName} does not exist`);
  }
  const needs =
    operator === 'IN' || operator === 'NOT_IN'
      ? values !== undefined && values.length > 0
      : operator === 'BETWEEN'
        ? value !== undefined && highValue !== undefined
        : operator === 'HAS_PROPERTY' || operator === 'NOT_HAS_PROPERTY'
          ? value === undefined
          : value !== undefined;
  if (!needs) refuse(`wrong value for ${operator}`);
}

function readSort(
  sort: z.infer<typeof sortSchema> | undefined,
  catalog: PropertyCatalog,
): SearchRequest['sort'] {
  if (sort === undefined) return undefined;
  const read =
    typeof sort === 'string'
      ? { propertyName: sort.replace(/^-/, ''), descending: sort.startsWith('-') }
      : { propertyName: sort.propertyName, descending: sort.direction === 'DESCENDING' };
  if (catalog.get(read.propertyName)) return read;
  return refuse(`property ${read.propertyName} does not exist`);
}

/** A stored value as something that can be ordered. Dates are stored in one ISO form, which orders as it is. */
export function comparable(type: PropertyType, value: string): number | string {
  switch (type) {
    case 'number':
      return Number(value);
    case 'date':
    case 'datetime':
      return value;
    case 'bool':
    case 'enumeration':
    case 'string':
    case 'phone_number':
      return value.toLowerCase();
    default:
      return type satisfies never;
  }
}

/** The instant a filter's value means, in epoch ms; NaN when it means none. */
export function instantOf(value: string): number {
  return /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
}

/** A filter's value in the form stored values are compared in. */
function operand(type: PropertyType, value: string): number | string {
  if (type !== 'date' && type !== 'datetime') return comparable(type, value);
  const instant = instantOf(value);
  if (Number.isNaN(instant) || Math.abs(instant) > 8.64e15) return '';
  const moment = new Date(instant).toISOString();
  return type === 'date' ? moment.slice(0, 10) : moment;
}

/** All filters of one group must hold. */
export function compileGroup(group: Filter[], catalog: PropertyCatalog): Predicate {
  const predicates = group.map((filter) => compile(filter, catalog));
  return (properties) => predicates.every((predicate) => predicate(properties));
}

function compile(filter: Filter, catalog: PropertyCatalog): Predicate {
  const { propertyName, operator } = filter;
  const type = catalog.get(propertyName)?.type ?? 'string';
  const value = operand(type, filter.value ?? '');
  const compared = (test: (own: number | string) => boolean, whenMissing = false): Predicate => {
    return (properties) => {
      const own = properties[propertyName];
      return own === undefined ? whenMissing : test(comparable(type, own));
    };
  };
  switch (operator) {
    case 'EQ':
      return compared((own) => own === value);
    case 'NEQ':
      return compared((own) => own !== value, true);
    case 'LT':
      return compared((own) => own < value);
    case 'LTE':
      return compared((own) => own <= value);
    case 'GT':
      return compared((own) => own > value);
    case 'GTE':
      return compared((own) => own >= value);
    case 'BETWEEN': {
      const high = operand(type, filter.highValue ?? '');
      return compared((own) => own >= value && own <= high);
    }
    case 'IN':
      return compared(isIn(type, filter.values ?? []));
    case 'NOT_IN': {
      const listed = isIn(type, filter.values ?? []);
      return compared((own) => !listed(own), true);
    }
    case 'HAS_PROPERTY':
      return (properties) => properties[propertyName] !== undefined;
    case 'NOT_HAS_PROPERTY':
      return (properties) => properties[propertyName] === undefined;
    case 'CONTAINS_TOKEN':
      return compared(hasToken(filter.value ?? ''));
    case 'NOT_CONTAINS_TOKEN': {
      const contains = hasToken(filter.value ?? '');
      return compared((own) => !contains(own), true);
    }
    default:
      return operator satisfies never;
  }
}

/** Text is indexed in lower case and listed values are taken as they are, so that upper-case ones match nothing. */
function isIn(type: PropertyType, values: string[]): (own: number | string) => boolean {
  const listed = new Set(
    values.map((value) => (type === 'string' || type === 'phone_number' ? value : operand(type, value))),
  );
  return (own) => listed.has(own);
}

/** `*` stands for any characters within a word. */
function hasToken(pattern: string): (own: number | string) => boolean {
  const escaped = pattern.toLowerCase().replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  const word = new RegExp(`(^|[^a-z0-9])${escaped.replaceAll('*', '.*')}($|[^a-z0-9])`);
  return (own) => word.test(String(own));
}
