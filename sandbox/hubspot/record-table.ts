// The records of one object type in one account, with the indexes the API needs: ids in order, unique values,
// merged ids, and time of last change as the (lagging) search index sees it.

import { ChangeLog } from './change-log.ts';
import type { ObjectType } from './object-types.ts';
import { objectTypeInfo } from './object-types.ts';

/** Properties of a record at one moment; replaced as a whole by each write. */
export interface RecordVersion {
  readonly properties: Readonly<Record<string, string>>;
  /** Epoch ms. */
  readonly updatedAt: number;
  /** Rises with every write of the table. */
  readonly sequence: number;
}

export interface CrmRecord {
  readonly id: string;
  readonly type: ObjectType;
  /** Epoch ms. */
  readonly createdAt: number;
  version: RecordVersion;
  /** Epoch ms; set while archived. */
  archivedAt?: number | undefined;
  /** Association type ids by type and id of the other record. */
  readonly links: Map<ObjectType, Map<string, Set<number>>>;
  /** Amounts that a caller wrote, which are therefore not computed any more. */
  written?: Set<string>;
}

const FIRST_ID = 1001;

export class RecordTable {
  readonly type: ObjectType;
  readonly records = new Map<string, CrmRecord>();
  /** Loser id to winner id. */
  readonly mergedInto = new Map<string, string>();
  readonly changes: ChangeLog;
  private readonly ids: string[] = [];
  private readonly uniqueNames = new Set<string>();
  private readonly unique = new Map<string, Map<string, string>>();
  private sequence = 0;

  constructor(type: ObjectType, searchLagMs: () => number) {
    this.type = type;
    this.changes = new ChangeLog(searchLagMs);
  }

  /** Records in order of their ids, archived ones included, from the first id after `after`. */
  *inOrder(after?: string): Generator<CrmRecord> {
    for (let at = after === undefined ? 0 : Math.max(0, Number(after) - FIRST_ID + 1); ; at++) {
      const id = this.ids[at];
      if (id === undefined) return;
      const record = this.records.get(id);
      if (record) yield record;
    }
  }

  /** The record with this id, or the record it was merged into. */
  resolve(id: string): CrmRecord | undefined {
    let current = id;
    for (let winner = this.mergedInto.get(current); winner; winner = this.mergedInto.get(current)) {
      current = winner;
    }
    return this.records.get(current);
  }

  live(id: string): CrmRecord | undefined {
    const record = this.resolve(id);
    return record?.archivedAt === undefined ? record : undefined;
  }

  /** Starts indexing a property's values; must be called before any record has one. */
  indexUnique(name: string): void {
    this.uniqueNames.add(name);
  }

  forgetUnique(name: string): void {
    this.uniqueNames.delete(name);
    this.unique.delete(name);
  }

  /** The live record that holds a value of a unique property. */
  findUnique(name: string, value: string): CrmRecord | undefined {
    const id = this.unique.get(name)?.get(uniqueKey(name, value));
    return id === undefined ? undefined : this.records.get(id);
  }

  insert(properties: Record<string, string>, now: number, createdAt = now): CrmRecord {
    const id = String(FIRST_ID + this.ids.length);
    const info = objectTypeInfo(this.type);
    const created = new Date(createdAt).toISOString();
    const version = this.nextVersion(
      { ...properties, hs_object_id: id, [info.created]: created, hs_createdate: created },
      now,
    );
    const record: CrmRecord = { id, type: this.type, createdAt, version, links: new Map() };
    this.ids.push(id);
    this.records.set(id, record);
    this.index(record, version.properties);
    this.changes.add(record, null);
    return record;
  }

  /** Replaces all properties of a record; its last-modified properties follow `now`. */
  replace(record: CrmRecord, properties: Record<string, string>, now: number): void {
    const before = record.version;
    if (record.archivedAt === undefined) this.unindex(record, before.properties);
    record.version = this.nextVersion(properties, now);
    if (record.archivedAt === undefined) this.index(record, record.version.properties);
    this.changes.add(record, before);
  }

  archive(record: CrmRecord, now: number): void {
    this.unindex(record, record.version.properties);
    record.archivedAt = now;
  }

  restore(record: CrmRecord, now: number): void {
    record.archivedAt = undefined;
    this.index(record, record.version.properties);
    this.replace(record, { ...record.version.properties }, now);
  }

  private nextVersion(properties: Record<string, string>, now: number): RecordVersion {
    const moment = new Date(now).toISOString();
    this.sequence += 1;
    return {
      properties: {
        ...properties,
        [objectTypeInfo(this.type).lastModified]: moment,
        hs_lastmodifieddate: moment,
      },
      updatedAt: now,
      sequence: this.sequence,
    };
  }

  private index(record: CrmRecord, properties: Readonly<Record<string, string>>): void {
    for (const [name, value] of this.uniqueValues(properties)) {
      let values = this.unique.get(name);
      if (!values) this.unique.set(name, (values = new Map()));
      values.set(uniqueKey(name, value), record.id);
    }
  }

  private unindex(record: CrmRecord, properties: Readonly<Record<string, string>>): void {
    for (const [name, value] of this.uniqueValues(properties)) {
      const values = this.unique.get(name);
      if (values?.get(uniqueKey(name, value)) === record.id) values.delete(uniqueKey(name, value));
    }
  }

  private *uniqueValues(properties: Readonly<Record<string, string>>): Generator<[string, string]> {
    for (const name of this.uniqueNames) {
      const value = properties[name];
      if (value !== undefined) yield [name, value];
    }
    // A contact's further addresses are as unique as its first one.
    for (const address of (properties['hs_additional_emails'] ?? '').split(';')) {
      if (address) yield ['email', address];
    }
  }
}

function uniqueKey(name: string, value: string): string {
  return name === 'email' ? value.trim().toLowerCase() : value;
}
