// Carries out searches against the lagging index.

import { presentVersion } from './reads.ts';
import type { WireObject } from './reads.ts';
import type { ObjectType } from './object-types.ts';
import { objectTypeInfo } from './object-types.ts';
import type { Portal } from './portal.ts';
import type { CrmRecord, RecordVersion } from './record-table.ts';
import { comparable, compileGroup, instantOf, readSearch } from './search-request.ts';
import type { Predicate, SearchRequest } from './search-request.ts';

type Hit = [record: CrmRecord, version: RecordVersion];

export interface SearchAnswer {
  total: number;
  results: WireObject[];
  paging?: { next: { after: string } };
}

/** Answers a search body, in order of record ids unless a sort is given. */
export function search(portal: Portal, type: ObjectType, body: unknown): SearchAnswer {
  const request = readSearch(body, portal.catalogs[type]);
  const matches = predicate(portal, type, request);
  const hits: Hit[] = [];
  for (const hit of candidates(portal, type, request)) if (matches(hit[1].properties)) hits.push(hit);
  sortHits(portal, type, request, hits);
  const { limit, after } = request;
  const end = after + limit;
  return {
    total: hits.length,
    results: hits
      .slice(after, end)
      .map(([record, version]) =>
        presentVersion(portal, record, version, { properties: request.properties }),
      ),
    ...(end < hits.length && limit > 0 && { paging: { next: { after: String(end) } } }),
  };
}

function predicate(portal: Portal, type: ObjectType, request: SearchRequest): Predicate {
  const groups = request.groups.map((group) => compileGroup(group, portal.catalogs[type]));
  const words = (request.query ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const { searched } = objectTypeInfo(type);
  return (properties) =>
    (groups.length === 0 || groups.some((group) => group(properties))) &&
    words.every((word) => searched.some((name) => properties[name]?.toLowerCase().includes(word)));
}

/** Whether the index by last change already gives the wanted order. */
function isByLastChange(type: ObjectType, { sort }: SearchRequest): boolean {
  return sort?.propertyName === objectTypeInfo(type).lastModified && !sort.descending;
}

/** Only records changed since the lower bound of every group have to be looked at. */
function lowerBound(type: ObjectType, { groups }: SearchRequest): number {
  const { lastModified } = objectTypeInfo(type);
  const bounds = groups.map((group) => {
    const filter = group.find(
      ({ propertyName, operator }) =>
        propertyName === lastModified && ['GT', 'GTE', 'EQ', 'BETWEEN'].includes(operator),
    );
    return filter?.value === undefined ? 0 : instantOf(filter.value);
  });
  return bounds.length === 0 ? 0 : Math.min(...bounds.map((bound) => (Number.isNaN(bound) ? 0 : bound)));
}

function* candidates(portal: Portal, type: ObjectType, request: SearchRequest): Generator<Hit> {
  const table = portal.tables[type];
  const now = portal.now();
  const from = lowerBound(type, request);
  if (from > 0 || isByLastChange(type, request)) {
    yield* table.changes.since(from, now);
    return;
  }
  for (const record of table.records.values()) {
    const version = table.changes.indexed(record, now);
    if (version) yield [record, version];
  }
}

function sortHits(portal: Portal, type: ObjectType, request: SearchRequest, hits: Hit[]): void {
  const { sort } = request;
  if (isByLastChange(type, request)) return;
  const name = sort?.propertyName ?? 'hs_object_id';
  const propertyType = portal.catalogs[type].get(name)?.type ?? 'string';
  const sign = sort?.descending ? -1 : 1;
  // Records without the property come last, whichever way it is sorted.
  const keyed = hits.map((hit) => {
    const value = hit[1].properties[name];
    return { hit, key: value === undefined ? undefined : comparable(propertyType, value) };
  });
  keyed.sort((a, b) => {
    if (a.key === b.key) return Number(a.hit[0].id) - Number(b.hit[0].id);
    if (a.key === undefined) return 1;
    if (b.key === undefined) return -1;
    return a.key < b.key ? -sign : sign;
  });
  hits.splice(0, hits.length, ...keyed.map(({ hit }) => hit));
}
