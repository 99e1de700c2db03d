import { describe, expect, test } from '@jest/globals';
import { passes } from '../../../server/sync/filter.ts';
import type { FilterOperator } from '../../../server/sync/rules.ts';

const record = (fields: Readonly<Record<string, string | null>>) => ({ fields, associated: {} });

const holds = (value: string | null, operator: FilterOperator, values: readonly string[], zone = 'UTC') =>
  passes([[{ field: 'x', operator, values }]], record({ x: value }), zone);

describe('operators', () => {
  test.each<[string, FilterOperator, string[], boolean]>([
    ['Acme', 'is', ['acme '], true],
    ['10.0', 'is', ['10'], true],
    ['Acme', 'is', ['Acme Tools'], false],
    ['Acme', 'is-not', ['ACME'], false],
    ['Acme', 'is-not', ['Zen'], true],
    ['paid', 'is-any-of', ['open', 'paid'], true],
    ['draft', 'is-any-of', ['open', 'paid'], false],
    ['paid', 'is-none-of', ['draft'], true],
    ['draft', 'is-none-of', ['open', 'draft'], false],
    ['Acme Tools', 'contains', ['TOOL'], true],
    ['Acme Tools', 'contains', ['saw'], false],
    ['Acme Tools', 'starts-with', ['acme'], true],
    ['Acme Tools', 'starts-with', ['tools'], false],
    ['Acme', 'is-known', [], true],
    ['Acme', 'is-unknown', [], false],
    ['2026-01-04', 'before', ['2026-01-05'], true],
    ['2026-01-05', 'before', ['2026-01-05'], false],
    ['2026-01-06', 'after', ['2026-01-05'], true],
    ['2026-01-05', 'after', ['2026-01-05'], false],
    ['2026-01-05', 'on-or-after', ['2026-01-05'], true],
    ['2026-01-04', 'on-or-after', ['2026-01-05'], false],
    ['9', 'more-than', ['10'], false],
    ['10.01', 'more-than', ['10'], true],
    ['9', 'less-than', ['10'], true],
    ['10', 'less-than', ['10'], false],
    ['5', 'between', ['5', '7'], true],
    ['7', 'between', ['5', '7'], true],
    ['7.1', 'between', ['5', '7'], false],
    ['2026-01-06', 'between', ['2026-01-05', '2026-01-07'], true],
    ['soon', 'after', ['2026-01-05'], false],
    ['12', 'more-than', ['a dozen'], false],
  ])('%p %s %j is %p', (value, operator, values, expected) => {
    expect(holds(value, operator, values)).toBe(expected);
  });

  const operators: readonly FilterOperator[] = [
    'is',
    'is-not',
    'is-any-of',
    'is-none-of',
    'contains',
    'starts-with',
    'is-known',
    'before',
    'after',
    'on-or-after',
    'between',
    'more-than',
    'less-than',
  ];
  test.each(operators)('an empty value and a field the record does not have never pass *%s*', (operator) => {
    expect(holds(null, operator, ['', ''])).toBe(false);
    expect(holds('  ', operator, ['2026-01-05'])).toBe(false);
    expect(passes([[{ field: 'other', operator, values: ['5'] }]], record({ x: '5' }), 'UTC')).toBe(false);
  });

  test('an empty value and a field the record does not have are unknown', () => {
    expect(holds(null, 'is-unknown', [])).toBe(true);
    expect(passes([[{ field: 'other', operator: 'is-unknown', values: [] }]], record({}), 'UTC')).toBe(true);
  });

  test('moments are compared as days of the zone', () => {
    expect(holds('2026-01-05T03:00:00Z', 'on-or-after', ['2026-01-05'], 'America/New_York')).toBe(false);
    expect(holds('2026-01-05T03:00:00Z', 'on-or-after', ['2026-01-05'], 'Europe/Paris')).toBe(true);
    expect(holds('1767571200000', 'on-or-after', ['2026-01-05'], 'America/New_York')).toBe(true);
  });
});

const is = (field: string, value: string, of?: string) =>
  ({ field, operator: 'is', values: [value], ...(of === undefined ? {} : { of }) }) as const;

const onInvoices = (...invoices: Readonly<Record<string, string>>[]) => ({
  fields: { city: 'Rome' },
  associated: { invoice: invoices },
});

describe('groups', () => {
  test('no groups let everything through', () => {
    expect(passes([], record({}), 'UTC')).toBe(true);
  });

  test('groups are joined by OR, conditions inside a group by AND', () => {
    const filter = [[is('city', 'Paris'), is('kind', 'shop')], [is('city', 'Rome')]];
    expect(passes(filter, record({ city: 'Paris', kind: 'shop' }), 'UTC')).toBe(true);
    expect(passes(filter, record({ city: 'Paris', kind: 'bank' }), 'UTC')).toBe(false);
    expect(passes(filter, record({ city: 'Rome', kind: 'bank' }), 'UTC')).toBe(true);
  });

  const openFromHubSpot = [[is('status', 'open', 'invoice'), is('source', 'HubSpot', 'invoice')]];

  test('conditions on an associated record in one group hold for the same record', () => {
    const split = onInvoices({ status: 'open', source: 'x' }, { status: 'paid', source: 'HubSpot' });
    expect(passes(openFromHubSpot, split, 'UTC')).toBe(false);
    expect(passes(openFromHubSpot, onInvoices({ status: 'open', source: 'HubSpot' }), 'UTC')).toBe(true);
  });

  test('conditions in different groups may hold for different records', () => {
    const either = [[is('status', 'draft', 'invoice')], [is('source', 'HubSpot', 'invoice')]];
    expect(passes(either, onInvoices({ status: 'open' }, { source: 'HubSpot' }), 'UTC')).toBe(true);
  });

  test('a condition on an associated record fails where there is none', () => {
    expect(passes(openFromHubSpot, onInvoices(), 'UTC')).toBe(false);
    const unknown = [[{ field: 'status', of: 'invoice', operator: 'is-unknown', values: [] }]] as const;
    expect(passes(unknown, onInvoices(), 'UTC')).toBe(false);
  });

  test('own and associated conditions of a group hold together', () => {
    const both = [[is('city', 'Rome'), is('status', 'open', 'invoice')]];
    expect(passes(both, onInvoices({ status: 'open' }), 'UTC')).toBe(true);
    expect(passes([[is('city', 'Oslo'), ...openFromHubSpot.flat()]], onInvoices(), 'UTC')).toBe(false);
  });
});
