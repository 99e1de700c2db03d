// Wire records as flat text: dotted paths, exact decimals, absence as null.

import { Decimal } from 'decimal.js';
import type { FieldValues } from '../../sync/record.ts';
import type { WireRecord } from '../wire/record.ts';

/** Bookkeeping of the wire, said elsewhere in a snapshot or meaningless outside its answer. */
const left: ReadonlySet<string> = new Set(['Id', 'SyncToken', 'MetaData', 'domain', 'sparse', 'status']);

/** Scalars of a record by dotted path. Lists are left out, except custom fields: `CustomField.1` by definition id. */
export function flatten(record: WireRecord): FieldValues {
  const fields: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(record)) {
    if (left.has(name)) continue;
    if (name === 'CustomField') Object.assign(fields, customFields(value));
    else addScalars(fields, name, value);
  }
  return fields;
}

/** Scalars of one row by dotted path relative to the row, its `Id` included. */
export function flattenRow(row: object): FieldValues {
  const fields: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(row)) addScalars(fields, name, value);
  return fields;
}

function addScalars(fields: Record<string, string | null>, path: string, value: unknown): void {
  if (Array.isArray(value) || value === undefined) return;
  if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) addScalars(fields, `${path}.${name}`, inner);
    return;
  }
  fields[path] = scalarText(value);
}

/** Text of a JSON scalar; empty text is absence, because QuickBooks never sends null. */
export function scalarText(value: unknown): string | null {
  if (typeof value === 'number') return decimalText(value);
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The digits of the JSON number; `String` alone would write very small rates with an exponent. */
export function decimalText(value: number): string {
  const digits = String(value);
  return digits.includes('e') ? new Decimal(digits).toFixed() : digits;
}

const valueKeys = ['StringValue', 'NumberValue', 'DateValue', 'BooleanValue'];

function customFields(value: unknown): FieldValues {
  const fields: Record<string, string | null> = {};
  for (const field of Array.isArray(value) ? value : []) {
    if (typeof field !== 'object' || field === null) continue;
    const entries = new Map<string, unknown>(Object.entries(field));
    const definition = entries.get('DefinitionId');
    if (typeof definition !== 'string') continue;
    const key = valueKeys.find((candidate) => entries.has(candidate));
    fields[`CustomField.${definition}`] = key === undefined ? null : scalarText(entries.get(key));
  }
  return fields;
}
