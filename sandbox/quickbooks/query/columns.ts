// The properties that can stand in WHERE and ORDERBY; the vendor refuses all others.

import type { Company } from '../company.ts';
import { fromCents } from '../money.ts';
import type { QuickBooksRecord } from '../store.ts';
import { flag, number, refId, text } from '../values.ts';

export type Cell = string | number | boolean | undefined;

export interface Column {
  kind: 'id' | 'text' | 'day' | 'number' | 'boolean' | 'instant';
  /** True when the value follows from the record's own fields, so that an index on it stays right. */
  own: boolean;
  value(record: QuickBooksRecord, company: Company): Cell;
}

/** By lower-cased property path. */
export type Columns = Readonly<Record<string, Column>>;

export function textColumn(key: string): Column {
  return { kind: 'text', own: true, value: (record) => text(record.fields, key) };
}

export function dayColumn(key: string): Column {
  return { kind: 'day', own: true, value: (record) => text(record.fields, key) };
}

export function numberColumn(key: string): Column {
  return { kind: 'number', own: false, value: (record) => number(record.fields, key) };
}

export function booleanColumn(key: string): Column {
  return { kind: 'boolean', own: false, value: (record) => flag(record.fields, key) };
}

export function referenceColumn(key: string): Column {
  return { kind: 'id', own: true, value: (record) => refId(record.fields, key) };
}

export const balanceColumn: Column = {
  kind: 'number',
  own: false,
  value: (record) => fromCents(record.balance),
};
export const totalColumn: Column = { kind: 'number', own: false, value: (record) => fromCents(record.total) };

export const commonColumns: Columns = {
  id: { kind: 'id', own: false, value: (record) => record.id },
  'metadata.createtime': { kind: 'instant', own: false, value: (record) => record.created },
  'metadata.lastupdatedtime': { kind: 'instant', own: false, value: (record) => record.updated },
};

/** Every name list filters on these. */
export const listColumns: Columns = {
  ...commonColumns,
  active: { kind: 'boolean', own: false, value: (record) => flag(record.fields, 'Active') ?? true },
};
