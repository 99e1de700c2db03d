import type { Company } from './company.ts';
import { entityType } from './entities/registry.ts';
import type { EntityType } from './entities/entity.ts';
import { missing, QuickBooksFault } from './faults.ts';
import { render, renderStub } from './render.ts';
import { DAY_MS, parseInstant } from './time.ts';
import type { Fields } from './values.ts';

const LOOK_BACK_DAYS = 30;
const MOST_OBJECTS = 1000;

/** Answers the content of `CDCResponse`. What exceeds 1,000 objects in all is left out without notice. */
export function changeData(
  company: Company,
  entities: string | undefined,
  changedSince: string | undefined,
): Fields[] {
  if (!entities) throw missing('entities');
  if (!changedSince) throw missing('changedSince');
  const since = parseInstant(changedSince);
  if (since === undefined) throw new QuickBooksFault('2060', `Invalid date: ${changedSince}`, 'changedSince');
  if (since < company.now() - LOOK_BACK_DAYS * DAY_MS) {
    const code = company.behaviour('cdcTooOldCode') === '2060' ? '2060' : '4001';
    throw new QuickBooksFault(
      code,
      `changedSince must be within the last ${LOOK_BACK_DAYS} days`,
      'changedSince',
    );
  }
  const types = entities.split(',').map((name) => requireType(name.trim()));
  let room = MOST_OBJECTS;
  const groups = types.map((type) => {
    const rows = changesOf(company, type, since, room);
    room -= rows.length;
    if (rows.length === 0) return {};
    const group: Fields = { [type.name]: rows, startPosition: 1, maxResults: rows.length };
    if (type.totalCount) group['totalCount'] = rows.length;
    return group;
  });
  return [{ QueryResponse: groups }];
}

/** Changed records by time of change, deleted ones last. */
function changesOf(company: Company, type: EntityType, since: number, room: number): Fields[] {
  const store = company.stores[type.name];
  const rows: Fields[] = [];
  for (const record of store.changedSince(since)) {
    if (rows.length >= room) return rows;
    rows.push(render(company, type, record));
  }
  const stubs = store.stubs.filter((stub) => stub.deleted >= since);
  return [...rows, ...stubs.slice(0, room - rows.length).map(renderStub)];
}

function requireType(name: string): EntityType {
  const type = entityType(name);
  if (type?.inChangeData) return type;
  throw new QuickBooksFault('2000', `Invalid object name : ${name}`, 'entities');
}
