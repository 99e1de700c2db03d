import { expect, test } from '@jest/globals';
import { differencesIn } from '../../../server/http/card-choices.ts';
import { changedRows } from '../../../server/sync/entities/invoice/compare.ts';
import { aLine, anInvoice } from '../../support/builders.ts';

const agreed = (Id: string, Amount: string) => ({
  hubspotId: null,
  hubspot: {},
  quickbooks: {
    DetailType: 'SalesItemLineDetail',
    Description: `Row ${Id}`,
    Id,
    Amount,
    Qty: '1',
    UnitPrice: Amount,
  },
});

test('what the core says of changed rows is what cards can name', () => {
  const invoice = anInvoice({
    lines: [
      aLine('1', { Description: 'Row 1', Amount: '12', Qty: '1', UnitPrice: '12' }),
      aLine('3', { Description: 'Row 3', Amount: '5', Qty: '1', UnitPrice: '5' }),
    ],
  });
  const differences = changedRows({ a: agreed('1', '10'), b: agreed('2', '20') }, invoice, 'USD');
  expect(differencesIn({ differences })).toEqual([
    { kind: 'changed', text: expect.stringContaining('10.00 → 1 × Row 1, 12.00') },
    { kind: 'removed', text: '1 × Row 2, 20.00' },
    { kind: 'added', text: '1 × Row 3, 5.00' },
  ]);
});
