import { describe, expect, test } from '@jest/globals';
import { forRecord } from '../../../../server/sync/context.ts';
import { cross, sameAcross, sameWithin } from '../../../../server/sync/fields/values.ts';
import type { Value } from '../../../../server/sync/fields/values.ts';
import type { Side } from '../../../../server/sync/record.ts';
import type { FieldType } from '../../../../server/sync/rules.ts';
import { aContext, aMapping } from '../../../support/builders.ts';

const between = (hubspot: FieldType, quickbooks: FieldType = hubspot) =>
  aMapping({ hubspot: { type: hubspot }, quickbooks: { type: quickbooks } });
const context = aContext();

describe('two values mean the same', () => {
  test.each<[FieldType, string, string]>([
    ['text', ' Ada  Lovelace ', 'Ada Lovelace'],
    ['text', 'Zoe\u0308', 'Zoë'],
    ['multiline', 'one\r\ntwo', 'one\ntwo'],
    ['email', 'Ada@X.com', 'b@x.com, ada@x.com'],
    ['phone', '+1 (555) 010-9999', '+15550109999'],
    ['phone', ' +1 555', '+1555'],
    ['phone', '0049 30 1', '+49301'],
    ['url', 'https://Example.com/', 'example.com'],
    ['money', '10.5', '10.50'],
    ['decimal', '0.3350', '.335'],
    ['boolean', 'TRUE', '1'],
    ['boolean', 'no', 'false'],
    ['enumeration', ' USD', 'USD'],
    ['country', 'United Kingdom', 'UK'],
    ['state', 'Texas', 'tx'],
    ['day', '2026-01-05', '1767571200000'],
    ['instant', '2026-01-05T00:00:00Z', '2026-01-05T01:00:00+01:00'],
  ])('%s: %j and %j', (type, hubspot, quickbooks) => {
    expect(sameAcross(between(type), hubspot, quickbooks, context)).toBe(true);
  });

  test.each<[FieldType, string, string]>([
    ['text', 'Ada', 'ada'],
    ['email', 'ada@x.com', 'b@x.com, c@x.com'],
    ['phone', '+1555', '1555'],
    ['phone', 'n/a', 'none'],
    ['url', 'example.com/a', 'example.com/b'],
    ['money', '10.50', '10.51'],
    ['decimal', '0.335', '0.3351'],
    ['boolean', 'yes', 'no'],
    ['enumeration', 'USD', 'usd'],
    ['country', 'US', 'GB'],
    ['state', 'TX', 'CA'],
    ['day', '2026-01-05', '2026-01-06'],
    ['instant', '2026-01-05T00:00:00Z', '2026-01-05T00:00:01Z'],
  ])('%s: never %j and %j', (type, hubspot, quickbooks) => {
    expect(sameAcross(between(type), hubspot, quickbooks, context)).toBe(false);
    expect(sameWithin(between(type).hubspot, hubspot, quickbooks, context)).toBe(false);
  });

  test.each<[Value, Value, boolean]>([
    [null, null, true],
    [null, '  ', true],
    [null, 'x', false],
    ['x', '', false],
  ])('of %p and %p, emptiness is a value of its own', (hubspot, quickbooks, expected) => {
    expect(sameAcross(between('text'), hubspot, quickbooks, context)).toBe(expected);
    expect(sameWithin(between('text').hubspot, hubspot, quickbooks, context)).toBe(expected);
  });

  test('a day and an instant are compared by the day of the portal, over daylight-saving changes', () => {
    const mapping = between('instant', 'day');
    expect(sameAcross(mapping, '2026-03-08T04:59:59Z', '2026-03-07', context)).toBe(true);
    expect(sameAcross(mapping, '2026-03-09T03:59:59Z', '2026-03-08', context)).toBe(true);
    expect(sameAcross(mapping, '2026-03-09T03:59:59Z', '2026-03-09', context)).toBe(false);
  });

  test('money is compared in the minor units of the record, not of the home currency', () => {
    const kuwaiti = forRecord(context, { 'CurrencyRef.value': 'KWD' });
    expect(sameAcross(between('money'), '1.234', '1.231', kuwaiti)).toBe(false);
    expect(sameAcross(between('money'), '1.234', '1.231', forRecord(context, {}))).toBe(true);
    const japanese = aContext({ company: { homeCurrency: 'JPY' } });
    expect(sameAcross(between('money'), '10.4', '10', japanese)).toBe(true);
  });

  test.each<[FieldType, FieldType, string, string, boolean]>([
    ['decimal', 'money', '10.005', '10.01', true],
    ['money', 'decimal', '10.01', '10.005', true],
    ['text', 'decimal', '10.0', '10', true],
    ['text', 'decimal', 'ten', '10', false],
    ['decimal', 'money', '10.02', '10.01', false],
    ['text', 'multiline', 'one two', 'one\ntwo', true],
  ])(
    '%s and %s: %j beside %j is what would be written: %p',
    (hubspot, quickbooks, ours, theirs, expected) => {
      expect(sameAcross(between(hubspot, quickbooks), ours, theirs, context)).toBe(expected);
    },
  );

  test('a changed address among several counts as a change of the field', () => {
    const end = between('email').quickbooks;
    expect(sameWithin(end, 'a@x.com, b@x.com', 'B@x.com,a@x.com', context)).toBe(true);
    expect(sameWithin(end, 'a@x.com, b@x.com', 'a@x.com', context)).toBe(false);
  });
});

const written = (type: FieldType, from: Side, value: Value, replaces: Value = null, agreed: Value = null) =>
  cross(between(type), from, { value, replaces, agreed }, context);

describe('a value crosses', () => {
  test.each<[FieldType, string, string | null]>([
    ['text', ' Ada \n Lovelace ', 'Ada Lovelace'],
    ['multiline', ' one\n two ', 'one\n two'],
    ['phone', ' +1 (555) 01 ', '+1 (555) 01'],
    ['url', ' https://x.com ', 'https://x.com'],
    ['money', '10.005', '10.01'],
    ['money', 'about 5', null],
    ['decimal', '0.3350', '0.335'],
    ['decimal', 'some', null],
    ['day', '2026-01-05T03:00:00Z', '2026-01-04'],
    ['day', '1767571200000', '2026-01-05'],
    ['day', 'soon', null],
    ['instant', '2026-01-05', '2026-01-05T17:00:00.000Z'],
    ['instant', '2026-07-05', '2026-07-05T16:00:00.000Z'],
    ['instant', '2026-01-05T03:00:00Z', '2026-01-05T03:00:00Z'],
    ['boolean', 'Yes', 'true'],
    ['boolean', '0', 'false'],
    ['country', ' Germany ', 'Germany'],
    ['state', 'Texas', 'Texas'],
    ['enumeration', ' net30 ', 'net30'],
  ])('%s: %j is written as %j, from either side', (type, value, expected) => {
    expect(written(type, 'hubspot', value)).toBe(expected);
    expect(written(type, 'quickbooks', value)).toBe(expected);
  });

  test('an empty value crosses as nothing', () => {
    expect(written('text', 'hubspot', '  ')).toBeNull();
    expect(written('email', 'quickbooks', null, 'a@x.com')).toBeNull();
  });

  test('an e-mail change in HubSpot replaces only the matched address', () => {
    expect(written('email', 'hubspot', 'new@x.com', 'a@x.com, b@x.com', 'A@x.com')).toBe(
      'new@x.com, b@x.com',
    );
  });

  test('an e-mail emptied in HubSpot takes only the matched address out', () => {
    expect(written('email', 'hubspot', null, 'a@x.com, b@x.com', 'A@x.com')).toBe('b@x.com');
    expect(written('email', 'hubspot', '', 'a@x.com', 'a@x.com')).toBeNull();
  });

  test('the first of several QuickBooks addresses is used, unless HubSpot has another of them', () => {
    expect(written('email', 'quickbooks', 'a@x.com, b@x.com', 'old@x.com')).toBe('a@x.com');
    expect(written('email', 'quickbooks', 'a@x.com, B@x.com', 'b@x.com')).toBe('B@x.com');
  });

  test('an amount keeps the digits of its own currency', () => {
    const japan = aContext({ company: { homeCurrency: 'JPY' } });
    const crossing = { value: '10.55', replaces: null, agreed: null };
    const inDollars = forRecord(japan, { 'CurrencyRef.value': 'USD' });
    expect(cross(between('money'), 'quickbooks', crossing, inDollars)).toBe('10.55');
    expect(cross(between('money'), 'quickbooks', crossing, japan)).toBe('11');
  });
});
