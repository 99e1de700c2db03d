// Versions of one table's records in order of time, as HubSpot's search index sees them: some time after the write.

import type { CrmRecord, RecordVersion } from './record-table.ts';

interface Entry {
  record: CrmRecord;
  at: number;
  sequence: number;
}

export class ChangeLog {
  private entries: Entry[] = [];
  private sorted = true;
  private size = 0;
  /** What the index still shows of recently written records; null: nothing yet. Oldest write first. */
  private readonly pending = new Map<CrmRecord, RecordVersion | null>();
  private readonly lagMs: () => number;

  constructor(lagMs: () => number) {
    this.lagMs = lagMs;
  }

  /** Notes that `record` has a new version; `before` is the version it replaces, null at creation. */
  add(record: CrmRecord, before: RecordVersion | null): void {
    const { updatedAt, sequence } = record.version;
    if (before === null) this.size += 1;
    this.keepIndexed(record, before, updatedAt);
    const last = this.entries.at(-1);
    if (last && last.at > updatedAt) this.sorted = false;
    this.entries.push({ record, at: updatedAt, sequence });
    if (this.entries.length > 2 * this.size + 1000) this.compact(updatedAt);
  }

  /** The version the search index shows at `now`; null while it shows none. */
  indexed(record: CrmRecord, now: number): RecordVersion | null {
    if (record.archivedAt !== undefined) return null;
    if (record.version.updatedAt + this.lagMs() <= now) return record.version;
    const shown = this.pending.get(record);
    return shown === undefined ? record.version : shown;
  }

  /** Indexed versions last changed at or after `from` (epoch ms), oldest change first. */
  *since(from: number, now: number): Generator<[CrmRecord, RecordVersion]> {
    this.forgetVisible(now);
    this.sort();
    for (let at = this.firstAtOrAfter(from); at < this.entries.length; at++) {
      const entry = this.entries[at];
      if (!entry) return;
      const version = this.indexed(entry.record, now);
      if (version?.sequence === entry.sequence) yield [entry.record, version];
    }
  }

  private keepIndexed(record: CrmRecord, before: RecordVersion | null, now: number): void {
    const shown = before && this.indexedBefore(record, before, now);
    this.pending.delete(record);
    if (this.lagMs() > 0) this.pending.set(record, shown);
    if (this.pending.size > 5000) this.forgetVisible(now);
  }

  private indexedBefore(record: CrmRecord, before: RecordVersion, now: number): RecordVersion | null {
    if (before.updatedAt + this.lagMs() <= now) return before;
    const shown = this.pending.get(record);
    return shown === undefined ? before : shown;
  }

  private forgetVisible(now: number): void {
    for (const record of this.pending.keys()) {
      if (record.version.updatedAt + this.lagMs() > now) return;
      this.pending.delete(record);
    }
  }

  private firstAtOrAfter(from: number): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.entries[middle]?.at ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private sort(): void {
    if (this.sorted) return;
    this.entries.sort((a, b) => a.at - b.at || a.sequence - b.sequence);
    this.sorted = true;
  }

  private compact(now: number): void {
    this.entries = this.entries.filter(
      ({ record, sequence }) =>
        record.version.sequence === sequence || this.indexed(record, now)?.sequence === sequence,
    );
  }
}
