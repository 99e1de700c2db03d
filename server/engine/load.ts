// From marks to pairs: which link a marked record belongs to, and the sides as they are now.

import type { Link } from '../sync/base.ts';
import type { EntityDefinition } from '../sync/entity.ts';
import type { RecordSnapshot, Side } from '../sync/record.ts';
import type { Sync } from '../sync/rules.ts';
import { inherited } from './inheriting.ts';
import type { Mark } from './stores.ts';
import { goneRecord } from './unit.ts';
import type { Pass, Unit } from './unit.ts';

/** Records of one side by id; `unread` ids could not be read and say nothing. */
export interface Reading {
  readonly records: ReadonlyMap<string, RecordSnapshot>;
  readonly unread: ReadonlySet<string>;
}

/** Groups marks of one entity into units, with nothing read yet. Two marks of one pair make one unit. */
export async function gatherUnits(
  pass: Pass,
  definition: EntityDefinition,
  sync: Sync,
  marks: readonly Mark[],
): Promise<Unit[]> {
  const links = await linksOf(pass, definition, marks);
  const units = new Map<string, { link: Link | null; marks: Mark[] }>();
  for (const mark of marks) {
    const link = links.get(`${mark.side}:${mark.id}`) ?? null;
    const name = link ? `link:${link.id}` : `${mark.side}:${mark.id}`;
    const unit = units.get(name) ?? { link, marks: [] };
    unit.marks.push(mark);
    units.set(name, unit);
  }
  return [...units.values()].map((unit): Unit => ({
    definition,
    sync,
    ...unit,
    hubspot: null,
    quickbooks: null,
    recorded: [],
    resolutions: [],
  }));
}

async function linksOf(
  pass: Pass,
  definition: EntityDefinition,
  marks: readonly Mark[],
): Promise<ReadonlyMap<string, Link>> {
  const found = new Map<string, Link>();
  for (const side of ['quickbooks', 'hubspot'] as const) {
    const ids = marks.filter((mark) => mark.side === side).map((mark) => mark.id);
    if (ids.length === 0) continue;
    for (const link of await pass.store.links.bySide(definition.name, side, ids)) {
      found.set(`quickbooks:${link.quickbooksId}`, link);
      found.set(`hubspot:${link.hubspotId}`, link);
    }
  }
  return found;
}

/** Reads records of one side, in as few calls as the vendor allows. */
export async function readSide(
  pass: Pass,
  side: Side,
  entity: string,
  ids: readonly string[],
): Promise<Reading> {
  if (ids.length === 0) return { records: new Map(), unread: new Set() };
  const result = await pass.access.gateway(side, entity).read([...new Set(ids)]);
  const records = new Map(result.found.map((record) => [record.id, record]));
  for (const id of result.gone) records.set(id, goneRecord(side, entity, id));
  return { records, unread: new Set(result.unread) };
}

/** The id of a unit's record on one side, from its link or its marks. */
export function idOn(unit: Unit, side: Side): string | null {
  if (unit.link) return side === 'hubspot' ? unit.link.hubspotId : unit.link.quickbooksId;
  return unit.marks.find((mark) => mark.side === side)?.id ?? null;
}

/** A record that QuickBooks said was merged away reads as gone or put away; the link knows where it went. */
function mergedAway({ link }: Unit, record: RecordSnapshot): RecordSnapshot {
  const isThere = record.side !== 'quickbooks' || record.state === 'active' || record.state === 'voided';
  return isThere ? record : { ...record, mergedInto: link?.mergedInto ?? record.mergedInto };
}

/** Whether what was read is older than what the base already knows; it then counts as unread. */
export function isStale(unit: Unit, record: RecordSnapshot): boolean {
  const known = record.side === 'hubspot' ? unit.link?.hubspotVersion : unit.link?.quickbooksVersion;
  return record.state !== 'deleted' && Boolean(known) && BigInt(record.version) < BigInt(known ?? '0');
}

/** Units that were read, and units that could not be read now and are put off. */
export interface Loaded {
  readonly ready: Unit[];
  readonly postponed: Unit[];
}

/** Reads one side of units in one call. */
export async function readUnits(pass: Pass, units: readonly Unit[], side: Side): Promise<Loaded> {
  if (units.length === 0) return { ready: [], postponed: [] };
  const [first] = units;
  const entity = first?.definition.name ?? '';
  pass.lease.assertHeld();
  const ids = units.flatMap((unit) => idOn(unit, side) ?? []);
  const reading = await readSide(pass, side, entity, ids);
  const ready: Unit[] = [];
  const postponed: Unit[] = [];
  for (const unit of units) {
    const id = idOn(unit, side);
    const record = id === null ? undefined : reading.records.get(id);
    if (!record || isStale(unit, record)) postponed.push(unit);
    else ready.push(inherited(pass, { ...unit, [side]: mergedAway(unit, record) }));
  }
  return { ready, postponed };
}
