import { describe, expect, test } from '@jest/globals';
import { filterGroupsOf } from '../../../server/hubspot/gateways/filter-search.ts';
import type { FilterCondition } from '../../../server/sync/rules.ts';

const zone = 'America/New_York';
const is = (field: string, operator: FilterCondition['operator'], ...values: readonly string[]) => ({
  field,
  operator,
  values,
});
const startOf = (iso: string): string => String(Date.parse(iso));

describe('a filter as a HubSpot search', () => {
  test.each<[FilterCondition, readonly object[]]>([
    [is('city', 'is', 'Oslo'), [{ operator: 'EQ', value: 'Oslo' }]],
    [is('city', 'is-any-of', 'Oslo', 'Bergen'), [{ operator: 'IN', values: ['oslo', 'bergen'] }]],
    [is('city', 'is-not', 'Oslo'), [{ operator: 'NEQ', value: 'Oslo' }, { operator: 'HAS_PROPERTY' }]],
    [
      is('city', 'is-none-of', 'Oslo'),
      [{ operator: 'NOT_IN', values: ['oslo'] }, { operator: 'HAS_PROPERTY' }],
    ],
    [is('city', 'is-unknown'), [{ operator: 'NOT_HAS_PROPERTY' }]],
    [is('price', 'more-than', '10'), [{ operator: 'GT', value: '10' }]],
    [
      is('createdate', 'on-or-after', '2026-01-15'),
      [{ operator: 'GTE', value: startOf('2026-01-15T05:00Z') }],
    ],
    [is('createdate', 'after', '2026-01-15'), [{ operator: 'GTE', value: startOf('2026-01-16T05:00Z') }]],
  ])('%j', (condition, filters) => {
    const propertyName = condition.field;
    expect(filterGroupsOf([[condition]], zone)).toEqual([
      { filters: filters.map((filter) => ({ propertyName, ...filter })) },
    ]);
  });

  test.each<[string, FilterCondition[][]]>([
    ['associated records', [[{ ...is('hs_invoice_status', 'is', 'open'), of: 'invoice' }]]],
    ['the company', [[is('company.name', 'is', 'Acme')]]],
    ['a part of a word', [[is('city', 'contains', 'slo')]]],
    ['days of a property that may be a date or an instant', [[is('birthday', 'before', '2026-01-15')]]],
    ['more groups than a search holds', Array.from({ length: 6 }, () => [is('city', 'is-known')])],
    ['more conditions than a group holds', [Array.from({ length: 4 }, () => is('city', 'is-not', 'x'))]],
  ])('does not exist for %s', (_case, filter) => {
    expect(filterGroupsOf(filter, zone)).toBeNull();
  });

  test('without groups lets everything through', () => {
    expect(filterGroupsOf([], zone)).toEqual([]);
  });
});
