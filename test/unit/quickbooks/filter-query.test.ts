import { describe, expect, test } from '@jest/globals';
import { countStatement } from '../../../server/quickbooks/gateways/filter-query.ts';
import { customerNoun, invoiceNoun, itemNoun } from '../../../server/quickbooks/gateways/noun.ts';
import type { FilterCondition } from '../../../server/sync/rules.ts';

const is = (field: string, operator: FilterCondition['operator'], ...values: readonly string[]) => ({
  field,
  operator,
  values,
});

describe('a filter as a QuickBooks count', () => {
  test.each([
    [customerNoun, [], ''],
    [customerNoun, [is('CompanyName', 'is', "O'Hara")], " WHERE CompanyName = 'O\\'Hara'"],
    [
      customerNoun,
      [is('PrimaryEmailAddr.Address', 'contains', '@x.com')],
      " WHERE PrimaryEmailAddr LIKE '%@x.com%'",
    ],
    [
      customerNoun,
      [is('Balance', 'more-than', '10'), is('GivenName', 'starts-with', 'A')],
      " WHERE Balance > '10' AND GivenName LIKE 'A%'",
    ],
    [itemNoun, [is('Sku', 'is-any-of', 'a', 'b')], " WHERE Sku IN ('a', 'b')"],
    [
      invoiceNoun,
      [is('TxnDate', 'between', '2026-01-01', '2026-01-31')],
      " WHERE TxnDate >= '2026-01-01' AND TxnDate <= '2026-01-31'",
    ],
  ])('%# says the same', (noun, group, where) => {
    expect(countStatement(noun, [group])).toBe(`SELECT COUNT(*) FROM ${noun.resource}${where}`);
  });

  test.each<[string, FilterCondition[][]]>([
    ['groups joined by OR', [[is('CompanyName', 'is', 'a')], [is('CompanyName', 'is', 'b')]]],
    ['a field that cannot be queried', [[is('BillAddr.City', 'is', 'Oslo')]]],
    ['a negation', [[is('CompanyName', 'is-not', 'a')]]],
    ['an empty field', [[is('CompanyName', 'is-unknown')]]],
    ['the wildcard as text', [[is('CompanyName', 'contains', '50%')]]],
    ['one such condition among others', [[is('CompanyName', 'is', 'a'), is('Notes', 'is-known')]]],
  ])('does not exist for %s', (_case, filter) => {
    expect(countStatement(customerNoun, filter)).toBeNull();
  });
});
