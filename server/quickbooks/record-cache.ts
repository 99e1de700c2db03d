// Copies of QuickBooks records met during one pass, so that what a feed or listing already brought is not paid for twice.

import type { Customer } from './wire/customer.ts';
import type { Invoice } from './wire/invoice.ts';
import type { Item } from './wire/item.ts';
import type { Payment } from './wire/payment.ts';
import type { WireRecord } from './wire/record.ts';

export type Deleted = 'deleted';

/** Least recently used copies fall out first. */
export class BoundedCache<T extends WireRecord> {
  private readonly entries = new Map<string, { readonly copy: T | Deleted; taken: boolean }>();
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  get(id: string): T | Deleted | null {
    const entry = this.entries.get(id);
    if (!entry) return null;
    this.entries.delete(id);
    this.entries.set(id, entry);
    return entry.copy;
  }

  /**
   * A copy that stands for a read, once: whoever asks again within a pass does so because that copy was not good enough.
   */
  take(id: string): T | Deleted | null {
    const entry = this.entries.get(id);
    if (!entry || entry.taken) return null;
    entry.taken = true;
    return entry.copy;
  }

  /** Keeps the copy unless a newer one is there already. */
  put(record: T): void {
    const held = this.entries.get(record.Id)?.copy;
    if (held && held !== 'deleted' && Number(held.SyncToken) > Number(record.SyncToken)) return;
    this.store(record.Id, record);
  }

  putDeleted(id: string): void {
    this.store(id, 'deleted');
  }

  /** For copies that a write to another record has made old. */
  forget(id: string): void {
    this.entries.delete(id);
  }

  private store(id: string, copy: T | Deleted): void {
    this.entries.delete(id);
    this.entries.set(id, { copy, taken: false });
    const oldest = this.entries.keys().next();
    if (this.entries.size > this.limit && !oldest.done) this.entries.delete(oldest.value);
  }
}

export interface RecordCache {
  readonly customers: BoundedCache<Customer>;
  readonly items: BoundedCache<Item>;
  readonly invoices: BoundedCache<Invoice>;
  readonly payments: BoundedCache<Payment>;
}

/** Two full answers of each kind. An invoice takes a few kilobytes. */
const copiesOfEachKind = 2000;

/** Made for one pass and thrown away with it: copies are not kept fresh. */
export const createRecordCache = (limit: number = copiesOfEachKind): RecordCache => ({
  customers: new BoundedCache<Customer>(limit),
  items: new BoundedCache<Item>(limit),
  invoices: new BoundedCache<Invoice>(limit),
  payments: new BoundedCache<Payment>(limit),
});
