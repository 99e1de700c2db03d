import type { Fields } from './values.ts';

/** One stored record. Fields are vendor-shaped and writable ones only; what follows from others is kept beside them. */
export interface QuickBooksRecord {
  id: string;
  token: number;
  /** Epoch ms, whole seconds. */
  created: number;
  updated: number;
  /** Raised at each change; orders records changed within one second. */
  sequence: number;
  fields: Fields;
  /** Set by the vendor alone: delivery, deposit, void marks. */
  system: Fields;
  /** Cents: a transaction's total, or 0. */
  total: number;
  /** Cents: what is open on a transaction, unapplied on a payment, owed by a customer. */
  balance: number;
  /** Cents this record adds to its customer's balance, and which customer that is. */
  posted: { owner: string | undefined; cents: number };
  /** Cents applied to this invoice or credit memo by payment id, oldest first. */
  applied: Map<string, number> | undefined;
}

export interface Stub {
  id: string;
  deleted: number;
}

type Key = (record: QuickBooksRecord) => string | undefined;

interface ColumnIndex {
  key: Key;
  buckets: Map<string, Set<QuickBooksRecord>>;
  current: Map<QuickBooksRecord, string>;
}

interface LogEntry {
  record: QuickBooksRecord;
  sequence: number;
}

/** All records of one type in one company, with indexes by id, by equality on a column, and by last update. */
export class RecordStore {
  readonly stubs: Stub[] = [];
  private readonly deletedIds = new Set<string>();
  private readonly records = new Map<string, QuickBooksRecord>();
  private readonly indexes = new Map<string, ColumnIndex>();
  private log: LogEntry[] = [];
  private logSorted = true;
  private sorted: QuickBooksRecord[] | undefined;

  get size(): number {
    return this.records.size;
  }

  get(id: string): QuickBooksRecord | undefined {
    return this.records.get(id);
  }

  all(): Iterable<QuickBooksRecord> {
    return this.records.values();
  }

  isDeleted(id: string): boolean {
    return this.deletedIds.has(id);
  }

  /** Stores a new record or takes note that one has changed. */
  save(record: QuickBooksRecord): void {
    this.records.set(record.id, record);
    const last = this.log.at(-1);
    if (last && last.record.updated > record.updated) this.logSorted = false;
    this.log.push({ record, sequence: record.sequence });
    if (this.log.length > 2 * this.records.size + 1000)
      this.log = this.log.filter((entry) => isCurrent(entry));
    for (const index of this.indexes.values()) addToIndex(index, record);
    this.sorted = undefined;
  }

  /** For a change that leaves no date: indexes follow, the order of changes does not. */
  reindex(record: QuickBooksRecord): void {
    for (const index of this.indexes.values()) addToIndex(index, record);
  }

  remove(record: QuickBooksRecord, deleted: number): void {
    this.records.delete(record.id);
    record.sequence = -1;
    for (const index of this.indexes.values()) dropFromIndex(index, record);
    this.sorted = undefined;
    this.stubs.push({ id: record.id, deleted });
    this.deletedIds.add(record.id);
  }

  /** Records whose column equals one of the values. The index is built at first use and kept up to date. */
  find(column: string, key: Key, values: Iterable<string>): Set<QuickBooksRecord> {
    let index = this.indexes.get(column);
    if (!index) {
      index = { key, buckets: new Map(), current: new Map() };
      this.indexes.set(column, index);
      for (const record of this.records.values()) addToIndex(index, record);
    }
    const found = new Set<QuickBooksRecord>();
    for (const value of values) for (const record of index.buckets.get(value) ?? []) found.add(record);
    return found;
  }

  /** Records changed at or after `from` (epoch ms), oldest change first. */
  *changedSince(from: number): Iterable<QuickBooksRecord> {
    const log = this.sortedLog();
    let low = 0;
    let high = log.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((log[middle]?.record.updated ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < log.length; i++) {
      const entry = log[i];
      if (entry && isCurrent(entry)) yield entry.record;
    }
  }

  /** Every record, latest change first. */
  *latestFirst(): Iterable<QuickBooksRecord> {
    const log = this.sortedLog();
    for (let i = log.length - 1; i >= 0; i--) {
      const entry = log[i];
      if (entry && isCurrent(entry)) yield entry.record;
    }
  }

  /** Every record by a key, kept until something changes. */
  sortedBy(key: (record: QuickBooksRecord) => string): QuickBooksRecord[] {
    if (!this.sorted) {
      const keyed = [...this.records.values()].map((record) => ({ record, key: key(record) }));
      this.sorted = keyed
        .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
        .map(({ record }) => record);
    }
    return this.sorted;
  }

  /** Outdated entries hold a record whose time has moved on, so they are dropped before the search. */
  private sortedLog(): LogEntry[] {
    const current = this.log.filter((entry) => isCurrent(entry));
    if (current.length !== this.log.length) this.log = current;
    if (!this.logSorted) {
      this.log.sort((a, b) => a.record.updated - b.record.updated || a.sequence - b.sequence);
      this.logSorted = true;
    }
    return this.log;
  }
}

function isCurrent(entry: LogEntry): boolean {
  return entry.sequence === entry.record.sequence;
}

function addToIndex(index: ColumnIndex, record: QuickBooksRecord): void {
  const before = index.current.get(record);
  const after = index.key(record);
  if (before === after) return;
  dropFromIndex(index, record);
  if (after === undefined) return;
  index.current.set(record, after);
  const bucket = index.buckets.get(after);
  if (bucket) bucket.add(record);
  else index.buckets.set(after, new Set([record]));
}

function dropFromIndex(index: ColumnIndex, record: QuickBooksRecord): void {
  const before = index.current.get(record);
  if (before === undefined) return;
  index.current.delete(record);
  const bucket = index.buckets.get(before);
  bucket?.delete(record);
  if (bucket?.size === 0) index.buckets.delete(before);
}
