// What people have before them: both vendors' screens, the dice that decide for them, and what they remember.

import type { Books } from '../support/books.ts';
import type { Control, VendorRecord } from '../support/control.ts';
import type { Dice } from './dice.ts';

/** What people know of their own records and of those they removed; all as the vendors showed them. */
export interface Memory {
  /** Ids of the customers that somebody made in QuickBooks. */
  readonly customers: Set<string>;
  /** HubSpot records as their maker or last editor left them, by `type:id`. */
  readonly written: Map<string, VendorRecord>;
  /** Deleted or merged away, as last seen. */
  readonly buried: { readonly hubspot: Buried[]; readonly quickbooks: Buried[] };
  /** Ids of HubSpot contacts that were ever on an opened invoice of a person's. */
  readonly billed: Set<string>;
}

export interface Buried {
  readonly type: string;
  readonly record: VendorRecord;
  readonly mergedInto?: string;
}

export const newMemory = (): Memory => ({
  customers: new Set(),
  written: new Map(),
  buried: { hubspot: [], quickbooks: [] },
  billed: new Set(),
});

export interface Stage {
  readonly quickbooks: Control;
  readonly hubspot: Control;
  readonly memory: Memory;
  readonly dice: Dice;
  /** Writes a line of the script. */
  tell(line: string): void;
}

/** Does one thing and says in a line what it did; null when there was nobody to do it to. */
export type Edit = (stage: Stage, books: Books) => Promise<string | null>;
/** Edits by name, with how likely each is. */
export type Edits = Readonly<Record<string, readonly [number, Edit]>>;

/** Few words, so that people meet: addresses and SKUs are shared now and then. */
export const emails = ['ann', 'bea', 'cyd', 'dot', 'eve', 'fay', 'gil', 'hal'].map(
  (name) => `${name}@sim.example`,
);
export const firstNames = ['Ann', 'Béa', 'Cyd', 'Dot', 'Eve'];
export const lastNames = ['Ames', 'Birk', 'Cole', 'Dunn'];
export const cities = ['Oslo', 'Rome', 'Lyon', 'Kyiv'];
export const skus = ['S-1', 'S-2', 'S-3', 'S-4', 's-1 '];

export const sameNumber = (a: VendorRecord, b: VendorRecord): number =>
  Number(a['Id'] ?? a['id']) - Number(b['Id'] ?? b['id']);

/** A live record of this kind, or null. */
export async function pick(
  { quickbooks, hubspot, dice }: Stage,
  side: 'quickbooks' | 'hubspot',
  type: string,
  fits: (record: VendorRecord) => boolean = () => true,
): Promise<VendorRecord | null> {
  const records = await (side === 'quickbooks' ? quickbooks : hubspot).records(type);
  return dice.oneOf(records.filter(fits).toSorted(sameNumber)) ?? null;
}

export const isActive = ({ Active }: VendorRecord): boolean => Active !== false;
/** Of invoices and customers: something is owed. */
export const isOpen = ({ Balance }: VendorRecord): boolean => Number(Balance) > 0;
export const isSellable = ({ Active, Type }: VendorRecord): boolean =>
  Active !== false && Type !== 'Category';
