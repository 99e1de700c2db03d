// Reading vendors' records, whose shapes are theirs: what is not there is empty, never an exception.

import type { Json } from './stand-in-control.ts';

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text, number or boolean at a dotted path, as text; empty when there is none. */
export function textAt(record: Json | undefined, path: string): string {
  const value = path
    .split('.')
    .reduce<unknown>((inner, name) => (isJson(inner) ? inner[name] : undefined), record);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

/** The list of objects at a dotted path; empty when there is none. */
export function listAt(record: Json | undefined, path: string): readonly Json[] {
  const value = path
    .split('.')
    .reduce<unknown>((inner, name) => (isJson(inner) ? inner[name] : undefined), record);
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** Ids of the HubSpot records of a type that this one is associated with. */
export function associatedIds(record: Json | undefined, type: string): readonly string[] {
  const all = record?.['associations'];
  const ids = isJson(all) ? all[type] : undefined;
  return Array.isArray(ids) ? ids.map(String) : [];
}
