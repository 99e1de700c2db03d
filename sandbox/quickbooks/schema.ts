// Which properties an entity knows, how long and of what form they may be, and which ones the vendor only reads out.

import { QuickBooksFault } from './faults.ts';
import { isDay } from './time.ts';
import { isFields } from './values.ts';
import type { Fields } from './values.ts';

export type Rule =
  | { kind: 'text'; max: number; form?: 'name' | 'email' | 'web' }
  | { kind: 'number'; max?: number }
  | { kind: 'boolean' }
  | { kind: 'day' }
  | { kind: 'reference' }
  | { kind: 'choice'; of: readonly string[] }
  | { kind: 'object'; schema: Schema }
  | { kind: 'list'; schema: Schema }
  /** Known, but decided by the vendor: accepted and ignored. */
  | { kind: 'readOnly' };

export type Schema = Readonly<Record<string, Rule>>;

export const text = (max: number): Rule => ({ kind: 'text', max });
export const name = (max: number): Rule => ({ kind: 'text', max, form: 'name' });
export const choice = (...of: string[]): Rule => ({ kind: 'choice', of });
export const object = (schema: Schema): Rule => ({ kind: 'object', schema });
export const listOf = (schema: Schema): Rule => ({ kind: 'list', schema });
export const amount: Rule = { kind: 'number', max: 99_999_999_999 };
export const decimal: Rule = { kind: 'number' };
export const yesNo: Rule = { kind: 'boolean' };
export const day: Rule = { kind: 'day' };
export const reference: Rule = { kind: 'reference' };
export const readOnly: Rule = { kind: 'readOnly' };
export const email = (max: number): Rule =>
  object({ Id: readOnly, Address: { kind: 'text', max, form: 'email' } });
export const phone: Rule = object({ Id: readOnly, FreeFormNumber: text(30) });
export const web: Rule = object({ Id: readOnly, URI: { kind: 'text', max: 1000, form: 'web' } });
export const memo: Rule = object({ value: text(1000) });

export const address: Rule = object({
  Id: readOnly,
  Line1: text(500),
  Line2: text(500),
  Line3: text(500),
  Line4: text(500),
  Line5: text(500),
  City: text(255),
  Country: text(255),
  CountrySubDivisionCode: text(255),
  PostalCode: text(30),
  Lat: readOnly,
  Long: readOnly,
  Note: readOnly,
});

/** What every entity carries and no client decides. */
export const common: Schema = {
  Id: readOnly,
  SyncToken: readOnly,
  MetaData: readOnly,
  domain: readOnly,
  sparse: readOnly,
  status: readOnly,
  V4IDPseudonym: readOnly,
  ClientEntityId: readOnly,
  CustomExtensions: readOnly,
};

export interface Charset {
  /** What happens to text outside the Windows Latin-1 set. */
  foreign: 'keep' | 'reject' | 'replace';
}

/**
 * Checks a request against the schema and returns its writable part. Empty texts stay, because they clear a value.
 * Throws 2010 for unknown properties and wrong JSON types, 2040-2210 for malformed values.
 */
export function readRequest(schema: Schema, given: Fields, charset: Charset): Fields {
  const read: Fields = {};
  for (const [key, value] of Object.entries(given)) {
    const rule = Object.hasOwn(schema, key) ? schema[key] : undefined;
    if (!rule) throw unsupported(key);
    // Absence is the vendor's null; a null in a request counts as not sent.
    if (rule.kind !== 'readOnly' && value !== null) read[key] = readValue(rule, value, key, charset);
  }
  return read;
}

function readValue(
  rule: Exclude<Rule, { kind: 'readOnly' }>,
  value: unknown,
  key: string,
  charset: Charset,
): unknown {
  switch (rule.kind) {
    case 'text':
      return readText(rule, value, key, charset);
    case 'number':
      return readNumber(rule, value, key);
    case 'boolean':
      if (value === true || value === 'true') return true;
      if (value === false || value === 'false') return false;
      throw unsupported(key);
    case 'day': {
      const given = scalar(value, key);
      if (given !== '' && !isDay(given.slice(0, 10)))
        throw new QuickBooksFault('2060', `Invalid date: ${given}`, key);
      return given.slice(0, 10);
    }
    case 'reference':
      return readReference(value, key);
    case 'choice': {
      const given = scalar(value, key);
      if (given !== '' && !rule.of.includes(given)) {
        throw new QuickBooksFault('2170', `Invalid Enumeration : ${given}`, key);
      }
      return given;
    }
    case 'object':
      if (!isFields(value)) throw unsupported(key);
      return readRequest(rule.schema, value, charset);
    case 'list':
      if (!Array.isArray(value)) throw unsupported(key);
      return value.map((item: unknown) => {
        if (!isFields(item)) throw unsupported(key);
        return readRequest(rule.schema, item, charset);
      });
    default:
      return rule satisfies never;
  }
}

function readText(
  rule: Extract<Rule, { kind: 'text' }>,
  value: unknown,
  key: string,
  charset: Charset,
): string {
  const given = withinCharset(scalar(value, key).trim(), key, charset);
  if (given.length > rule.max) {
    throw new QuickBooksFault('2050', `Min:0, Max:${rule.max}, supplied length:${given.length}`, key);
  }
  if (given === '') return given;
  switch (rule.form) {
    case undefined:
      return given;
    case 'name':
      if (/[:\t\n\r]/.test(given)) {
        throw new QuickBooksFault(
          '2040',
          `${key} has one of the invalid characters: colon, tab, new line`,
          key,
        );
      }
      return given;
    case 'email':
      if (!given.split(',').every((part) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(part.trim()))) {
        throw new QuickBooksFault(
          '2210',
          'Email Address does not conform to the syntax rules of RFC 822',
          key,
        );
      }
      return given;
    case 'web':
      if (!/^(https?:\/\/)?[^\s.]+\.[^\s]+$/i.test(given)) {
        throw new QuickBooksFault('2200', `Invalid Web Address : ${given}`, key);
      }
      return given;
    default:
      return rule.form satisfies never;
  }
}

/** Windows-1252 is what Latin-1 companies store in practice: typographic quotes, dashes and the euro sign included. */
const FOREIGN = /[^\t\n\r\u0020-\u007e\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/gu;

function withinCharset(given: string, key: string, charset: Charset): string {
  switch (charset.foreign) {
    case 'keep':
      return given;
    case 'replace':
      return given.replace(FOREIGN, '?');
    case 'reject':
      if (given.search(FOREIGN) < 0) return given;
      throw new QuickBooksFault('2040', `${key} has characters that cannot be stored`, key);
    default:
      return charset.foreign satisfies never;
  }
}

function readNumber(
  rule: Extract<Rule, { kind: 'number' }>,
  value: unknown,
  key: string,
): number | undefined {
  if (value === '') return undefined;
  const given = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof given !== 'number') throw unsupported(key);
  if (rule.max !== undefined && Math.abs(given) > rule.max) {
    throw new QuickBooksFault('2240', `${key} must be between -${rule.max} and ${rule.max}`, key);
  }
  return given;
}

function readReference(value: unknown, key: string): Fields | undefined {
  if (!isFields(value)) throw unsupported(key);
  const unknown = Object.keys(value).find((property) => !['value', 'name', 'type'].includes(property));
  if (unknown !== undefined) throw unsupported(unknown);
  const id = value['value'];
  // Only `value` counts: the name is a copy the vendor makes when it reads the record out.
  return id === undefined || id === null || id === '' ? undefined : { value: scalar(id, key) };
}

function scalar(value: unknown, key: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw unsupported(key);
}

export function unsupported(property: string): QuickBooksFault {
  return new QuickBooksFault(
    '2010',
    'Property Name:failed to parse json object; a property specified is unsupported or invalid',
    property,
  );
}
