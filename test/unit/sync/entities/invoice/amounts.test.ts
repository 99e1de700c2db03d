import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Decimal } from 'decimal.js';
import { billedBy, pricing } from '../../../../../server/sync/entities/invoice/amounts.ts';
import { lineTotal, moneyOf, parseDecimal, sumMoney } from '../../../../../server/sync/money.ts';
import { aBill, aBilledLine, anAdjustment } from '../../../../support/bill-builders.ts';

import { billed, sold } from './sold.ts';

const line = (id: string, quantity: string, price: string, amount: string) =>
  aBilledLine(id, { quantity, price, amount });

describe('amounts', () => {
  test.each([
    ['whole', [line('1', '2', '50', '100')], ['2 × 50 = 100']],
    ['fractions of a cent', [line('1', '3', '33.335', '100.005')], ['3 × 33.336667 = 100.01']],
    ['discounted', [line('1', '2', '50', '90')], ['2 × 45 = 90']],
    ['discounted unevenly', [line('1', '3', '50', '100')], ['3 × 33.333333 = 100']],
    ['given away', [line('1', '2', '50', '0')], ['2 × 0 = 0']],
    ['no quantity', [line('1', '', '50', '50')], ['1 × 50 = 50']],
    ['nothing of it', [line('1', '0', '50', '0')], ['0 × 50 = 0']],
    ['too many', [line('1', '300000', '0.001', '299.99')], ['1 × 299.99 = 299.99']],
  ])('of a line that is %s are quantity times price', (_what, lines, expected) => {
    expect(billed(sold(aBill({ lines })))).toEqual(expected.map((row) => `custom: ${row}`));
  });

  test('of several lines add up to the rounded total, whatever fractions each has', () => {
    const lines = ['1', '2', '3'].map((id) => line(id, '1', '1.005', '1.005'));
    expect(billed(sold(aBill({ lines })))).toEqual([
      'custom: 1 × 1.01 = 1.01',
      'custom: 1 × 1 = 1',
      'custom: 1 × 1.01 = 1.01',
    ]);
  });

  test('without a net price of HubSpot’s are worked out', () => {
    const { rows } = billedBy(
      aBill({ lines: [aBilledLine('1', { quantity: '2', price: '7.5', amount: null })] }),
      'USD',
    );
    expect(rows[0]?.amount).toEqual(moneyOf(1500, 'USD'));
  });

  test('are discounted before fees, and fees come before taxes', () => {
    const { rows, tax, total } = billedBy(
      aBill({
        discounts: [anAdjustment('d', 'PERCENT', '10')],
        fees: [anAdjustment('f', 'PERCENT', '10')],
        taxes: [anAdjustment('t', 'PERCENT', '20')],
      }),
      'USD',
    );
    expect(rows.map(({ kind, amount }) => [kind, amount.minor])).toEqual([
      ['line', 10_000],
      ['fee', 900],
      ['discount', -1000],
    ]);
    expect([tax?.amount.toFixed(), total.minor]).toEqual(['19.8', 11_880]);
  });

  test('never discount more than there is', () => {
    const { total } = billedBy(aBill({ discounts: [anAdjustment('d', 'FIXED', '150')] }), 'USD');
    expect(total.minor).toBe(0);
  });

  test('are in the invoice’s currency and its minor units', () => {
    const yen = aBill({ lines: [line('1', '3', '33.5', '100.5')], fields: { hs_currency: 'JPY' } });
    expect(billedBy(yen, 'USD').rows[0]?.amount).toEqual(moneyOf(101, 'JPY'));
  });
});

test('rows always add up to HubSpot’s total, and each is its quantity times its price', () => {
  const decimals = fc
    .integer({ min: 0, max: 5_000_000 })
    .map((n) => new Decimal(n).dividedBy(1000).toFixed());
  const anyLine = fc.tuple(fc.constantFrom('1', '3', '0.5', '7'), decimals);
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 6 }), decimals, (lines, fee) => {
      const invoice = aBill({
        lines: lines.map(([quantity, price], at) =>
          line(String(at), quantity, price, new Decimal(quantity).times(price).toFixed()),
        ),
        discounts: [anAdjustment('d', 'PERCENT', '7.5')],
        fees: [anAdjustment('f', 'FIXED', fee)],
      });
      const { rows, total } = billedBy(invoice, 'USD');
      expect(
        sumMoney(
          rows.map(({ amount }) => amount),
          'USD',
        ),
      ).toEqual(total);
      for (const { amount, part } of rows) {
        const priced = pricing(amount, part?.fields['quantity'] ?? null, part?.fields['price'] ?? null);
        const [quantity, price] = ['Qty', 'UnitPrice'].map((name) =>
          parseDecimal(priced[`SalesItemLineDetail.${name}`]),
        );
        expect(lineTotal(quantity ?? new Decimal(0), price ?? new Decimal(0), 'USD')).toEqual(amount);
      }
    }),
  );
});
