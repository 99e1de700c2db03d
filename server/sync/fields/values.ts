// The meaning of field values: when two count as equal, and what one side's value becomes on the other.

import { isDay, noonOf, parseInstant, toDay } from '../dates.ts';
import { minorDigits, parseDecimal } from '../money.ts';
import type { FieldEnd, FieldMapping, FieldType } from '../rules.ts';
import { otherSide } from '../record.ts';
import type { Side } from '../record.ts';
import { amountCurrency } from '../context.ts';
import type { SyncContext } from '../context.ts';
import { addresses, foldEmail, removeAddress, replaceAddress } from './emails.ts';
import { countryCode, stateCode } from './places.ts';

export type Value = string | null;

export const hasValue = (value: Value | undefined): value is string =>
  value !== null && value !== undefined && value.trim() !== '';

/** Whether a HubSpot and a QuickBooks value mean the same, after normalising both. */
export function sameAcross(
  mapping: FieldMapping,
  hubspot: Value,
  quickbooks: Value,
  context: SyncContext,
): boolean {
  if (!hasValue(hubspot) || !hasValue(quickbooks)) return hasValue(hubspot) === hasValue(quickbooks);
  if (mapping.quickbooks.type === 'email' && mapping.hubspot.type === 'email') {
    const one = addresses(hubspot)[0];
    return (
      one !== undefined && addresses(quickbooks).some((address) => foldEmail(address) === foldEmail(one))
    );
  }
  const type = meetingType(mapping);
  if (comparable(type, hubspot, context) === comparable(type, quickbooks, context)) return true;
  return (
    mapping.hubspot.type !== mapping.quickbooks.type &&
    (standsAs(mapping, 'hubspot', hubspot, quickbooks, context) ||
      standsAs(mapping, 'quickbooks', quickbooks, hubspot, context))
  );
}

/** Between types of different precision (10.005 and 10.01) a value means what it would be written as. */
function standsAs(
  mapping: FieldMapping,
  from: Side,
  value: Value,
  other: Value,
  context: SyncContext,
): boolean {
  const written = cross(mapping, from, { value, replaces: other, agreed: null }, context);
  return sameWithin(mapping[otherSide(from)], written, other, context);
}

/** Whether a side's value has not changed from what that same side had. */
export function sameWithin(end: FieldEnd, now: Value, then: Value, context: SyncContext): boolean {
  if (!hasValue(now) || !hasValue(then)) return hasValue(now) === hasValue(then);
  return comparable(end.type, now, context) === comparable(end.type, then, context);
}

export interface Crossing {
  readonly value: Value;
  /** The value being replaced on the other side. */
  readonly replaces: Value;
  /** What the source had when both last agreed; tells which address of several to replace. */
  readonly agreed: Value;
}

/** What a value of side `from` is written as on the other side. */
export function cross(mapping: FieldMapping, from: Side, crossing: Crossing, context: SyncContext): Value {
  const { value, replaces, agreed } = crossing;
  const target = mapping[otherSide(from)];
  if (!hasValue(value)) {
    return target.type === 'email' && from === 'hubspot' ? removeAddress(replaces, agreed) : null;
  }
  switch (target.type) {
    case 'email':
      if (from === 'hubspot') return replaceAddress(replaces, agreed, value.trim());
      return pickAddress(value, replaces);
    case 'day':
      return toDay(value, context.portal.portalTimeZone);
    case 'instant':
      return isDay(value) ? noonOf(value, context.portal.portalTimeZone) : value;
    case 'money':
      return parseDecimal(value)?.toFixed(minorDigits(amountCurrency(context))) ?? null;
    case 'decimal':
      return parseDecimal(value)?.toFixed() ?? null;
    case 'boolean':
      return foldBoolean(value);
    case 'text':
      return value.replace(/\s+/g, ' ').trim();
    case 'multiline':
    case 'phone':
    case 'url':
    case 'enumeration':
    case 'country':
    case 'state':
      return value.trim();
    default:
      return target.type satisfies never;
  }
}

/** A mapping between a day and an instant is compared by day; otherwise HubSpot's type decides. */
function meetingType(mapping: FieldMapping): FieldType {
  return mapping.quickbooks.type === 'day' || mapping.hubspot.type === 'day' ? 'day' : mapping.hubspot.type;
}

/** QuickBooks' first address, unless HubSpot already has one of the others. */
function pickAddress(quickbooks: string, hubspot: Value): Value {
  const list = addresses(quickbooks);
  const kept =
    hubspot === null ? undefined : list.find((address) => foldEmail(address) === foldEmail(hubspot));
  return kept ?? list[0] ?? null;
}

function foldBoolean(value: string): string {
  return /^(true|1|yes)$/i.test(value.trim()) ? 'true' : 'false';
}

const fold = (value: string): string => value.normalize('NFC').replace(/\s+/g, ' ').trim();

function comparable(type: FieldType, value: string, context: SyncContext): string {
  switch (type) {
    case 'text':
    case 'multiline':
    case 'enumeration':
      return fold(value);
    case 'email':
      return addresses(value).map(foldEmail).toSorted().join(',');
    case 'phone':
      return (
        value
          .trim()
          .replace(/(?!^\+)\D/g, '')
          .replace(/^\+?00/, '+') || fold(value)
      );
    case 'url':
      return fold(value)
        .toLowerCase()
        .replace(/^https?:\/\//, '')
        .replace(/\/+$/, '');
    case 'money':
      return parseDecimal(value)?.toFixed(minorDigits(amountCurrency(context))) ?? fold(value);
    case 'decimal':
      return parseDecimal(value)?.toFixed() ?? fold(value);
    case 'day':
      return toDay(value, context.portal.portalTimeZone) ?? fold(value);
    case 'instant':
      return parseInstant(value)?.toISOString() ?? fold(value);
    case 'boolean':
      return foldBoolean(value);
    case 'country':
      return countryCode(value);
    case 'state':
      return stateCode(value);
    default:
      return type satisfies never;
  }
}
