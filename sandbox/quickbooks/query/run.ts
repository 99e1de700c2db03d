import type { Company } from '../company.ts';
import { entityType } from '../entities/registry.ts';
import type { EntityType } from '../entities/entity.ts';
import { QuickBooksFault } from '../faults.ts';
import { render } from '../render.ts';
import type { QuickBooksRecord } from '../store.ts';
import { parseInstant } from '../time.ts';
import type { Fields } from '../values.ts';
import type { Cell, Column } from './columns.ts';
import { parseQuery } from './parse.ts';
import type { Condition, Literal, Query } from './parse.ts';

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 1000;
const LAST_UPDATED = 'metadata.lastupdatedtime';

interface Test {
  column: Column;
  path: string;
  condition: Condition;
  holds: (cell: Cell) => boolean;
}

/** Runs one statement; answers the content of `QueryResponse`. Throws 4000 and 4001. */
export function runQuery(company: Company, statement: string): Fields {
  const query = parseQuery(statement);
  const type = entityType(query.entity);
  if (!type) throw invalid(`Metadata not found for Entity: ${query.entity}`);
  for (const property of query.properties) requireProperty(type, property);
  const tests = query.conditions.map((condition) => compile(type, condition));
  const orderings = query.orderings.map(({ property, descending }) => ({
    column: findColumn(type, property),
    path: property.toLowerCase(),
    descending,
  }));
  const limit = pageSize(company, query);
  const start = Math.max(1, query.startPosition ?? 1);
  // Name lists hide what is inactive unless the statement speaks of Active itself.
  const hideInactive = type.kind === 'list' && !tests.some(({ path }) => path === 'active');
  const source = orderedRecords(company, type, tests, orderings);
  const matches = function* (): Iterable<QuickBooksRecord> {
    for (const record of source) {
      if (hideInactive && record.fields['Active'] === false) continue;
      if (tests.every(({ column, holds }) => holds(column.value(record, company)))) yield record;
    }
  };
  if (query.count) return { totalCount: count(matches()) };
  return page(company, type, matches(), start, limit);
}

function page(
  company: Company,
  type: EntityType,
  matches: Iterable<QuickBooksRecord>,
  start: number,
  limit: number,
): Fields {
  const rows: Fields[] = [];
  let position = 0;
  for (const record of matches) {
    if (rows.length >= limit) break;
    position++;
    if (position >= start) rows.push(render(company, type, record));
  }
  if (rows.length === 0) return {};
  const response: Fields = { [type.name]: rows, startPosition: start, maxResults: rows.length };
  // For some entities only, and then the number of rows returned, not of rows there are.
  if (type.totalCount) response['totalCount'] = rows.length;
  return response;
}

function count(matches: Iterable<QuickBooksRecord>): number {
  const rows = matches[Symbol.iterator]();
  let total = 0;
  while (!rows.next().done) total++;
  return total;
}

function pageSize(company: Company, query: Query): number {
  const wanted = query.maxResults ?? DEFAULT_PAGE;
  if (wanted <= LARGEST_PAGE) return wanted;
  if (company.behaviour('queryTooLarge') === 'clamp') return LARGEST_PAGE;
  throw invalid(`value ${wanted} is too large. Max allowed value is ${LARGEST_PAGE}.`);
}

/** The cheapest order of records that contains every match. */
function orderedRecords(
  company: Company,
  type: EntityType,
  tests: Test[],
  orderings: { column: Column; path: string; descending: boolean }[],
): Iterable<QuickBooksRecord> {
  const store = company.stores[type.name];
  const [first] = orderings;
  const narrowed = narrow(company, type, tests);
  if (narrowed) return sortRecords(company, type, [...narrowed], orderings);
  if (!first)
    return type.kind === 'transaction'
      ? store.latestFirst()
      : store.sortedBy((record) => listKey(company, type, record));
  if (orderings.length === 1 && first.path === LAST_UPDATED) {
    return first.descending ? store.latestFirst() : store.changedSince(earliest(tests));
  }
  return sortRecords(company, type, [...store.all()], orderings);
}

/** Candidates by id or by an equality index, when a condition allows it. */
function narrow(company: Company, type: EntityType, tests: Test[]): Iterable<QuickBooksRecord> | undefined {
  const store = company.stores[type.name];
  for (const { column, path, condition } of tests) {
    if (condition.comparison !== '=' && condition.comparison !== 'IN') continue;
    const values = condition.values.map(String);
    if (path === 'id') return new Set(values.flatMap((id) => store.get(id) ?? []));
    if (!column.own) continue;
    const key = (record: QuickBooksRecord): string =>
      String(column.value(record, company) ?? '').toLowerCase();
    return store.find(
      path,
      key,
      values.map((value) => value.toLowerCase()),
    );
  }
  return undefined;
}

function earliest(tests: Test[]): number {
  const bounds = tests
    .filter(({ path, condition }) => path === LAST_UPDATED && /^[>=]/.test(condition.comparison))
    .map(({ condition }) => parseInstant(String(condition.values[0])) ?? 0);
  return Math.max(0, ...bounds);
}

function sortRecords(
  company: Company,
  type: EntityType,
  records: QuickBooksRecord[],
  orderings: { column: Column; descending: boolean }[],
): QuickBooksRecord[] {
  if (orderings.length === 0) {
    if (type.kind === 'transaction')
      return records.toSorted((a, b) => b.updated - a.updated || b.sequence - a.sequence);
    return records.toSorted((a, b) => compare(listKey(company, type, a), listKey(company, type, b)));
  }
  return records.toSorted((a, b) => {
    for (const { column, descending } of orderings) {
      const order = compare(
        sortable(column, column.value(a, company)),
        sortable(column, column.value(b, company)),
      );
      if (order !== 0) return descending ? -order : order;
    }
    return a.sequence - b.sequence;
  });
}

function listKey(company: Company, type: EntityType, record: QuickBooksRecord): string {
  return String(type.columns['fullyqualifiedname']?.value(record, company) ?? record.id).toLowerCase();
}

function sortable(column: Column, cell: Cell): string | number {
  if (column.kind === 'id') return Number(cell ?? 0) || 0;
  if (typeof cell === 'string') return cell.toLowerCase();
  return Number(cell ?? 0);
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compile(type: EntityType, condition: Condition): Test {
  const column = findColumn(type, condition.property);
  const { comparison, values } = condition;
  if (column.kind === 'id' && comparison !== '=' && comparison !== 'IN') {
    throw invalid(`Operator ${comparison} is not supported for property '${condition.property}'`);
  }
  const path = condition.property.toLowerCase();
  if (comparison === 'LIKE') {
    const pattern = likePattern(String(values[0]));
    return { column, path, condition, holds: (cell) => cell !== undefined && pattern.test(String(cell)) };
  }
  const wanted = values.map((value) => literal(column, value, condition.property));
  const [first] = wanted;
  const holds = (cell: Cell): boolean => {
    const have = cell === undefined ? undefined : comparable(column, cell);
    if (comparison === '=' || comparison === 'IN') return have !== undefined && wanted.includes(have);
    if (have === undefined || first === undefined) return false;
    const order = compare(have, first);
    return comparison === '<'
      ? order < 0
      : comparison === '>'
        ? order > 0
        : comparison === '<='
          ? order <= 0
          : order >= 0;
  };
  return { column, path, condition, holds };
}

function likePattern(value: string): RegExp {
  const parts = value.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*')}$`, 'i');
}

function comparable(column: Column, cell: NonNullable<Cell>): string | number {
  if (column.kind === 'boolean') return cell === true ? 1 : 0;
  return typeof cell === 'string' ? cell.toLowerCase() : Number(cell);
}

function literal(column: Column, value: Literal, property: string): string | number {
  switch (column.kind) {
    case 'boolean':
      if (typeof value === 'boolean') return value ? 1 : 0;
      if (/^(true|false)$/i.test(value)) return value.toLowerCase() === 'true' ? 1 : 0;
      break;
    case 'number':
      if (typeof value === 'string' && Number.isFinite(Number(value)) && value !== '') return Number(value);
      break;
    case 'instant': {
      const at = typeof value === 'string' ? parseInstant(value) : undefined;
      if (at !== undefined) return at;
      break;
    }
    case 'day':
      if (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)) return value.slice(0, 10);
      break;
    case 'id':
    case 'text':
      if (typeof value === 'string') return value.toLowerCase();
      break;
    default:
      return column.kind satisfies never;
  }
  throw invalid(`Invalid value '${String(value)}' for property '${property}'`);
}

function findColumn(type: EntityType, property: string): Column {
  const path = property.toLowerCase();
  const column = Object.hasOwn(type.columns, path) ? type.columns[path] : undefined;
  if (column) return column;
  if (knowsProperty(type, property)) throw invalid(`property '${property}' is not queryable`);
  throw invalid(`Property ${property} not found for Entity ${type.name}`);
}

/** Column lists do not narrow the answer, but names have to exist and complex ones are refused. */
function requireProperty(type: EntityType, property: string): void {
  const rule = Object.entries(type.schema).find(([key]) => key.toLowerCase() === property.toLowerCase())?.[1];
  const complex = rule?.kind === 'object' || rule?.kind === 'list';
  const known = Object.hasOwn(type.columns, property.toLowerCase()) || (rule !== undefined && !complex);
  if (!known) throw invalid(`Property ${property} not found for Entity ${type.name}`);
}

function knowsProperty(type: EntityType, property: string): boolean {
  return Object.keys(type.schema).some((key) => key.toLowerCase() === property.toLowerCase());
}

function invalid(detail: string): QuickBooksFault {
  return new QuickBooksFault('4001', `QueryValidationError: ${detail}`);
}
