import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import {
  lineTotal,
  minorDigits,
  money,
  moneyOf,
  moneyText,
  parseDecimal,
  sumMoney,
} from '../../../server/sync/money.ts';

describe('money', () => {
  test.each([
    ['USD', '10.5', 1050, '10.50'],
    ['USD', '10.005', 1001, '10.01'],
    ['USD', '-10.005', -1001, '-10.01'],
    ['USD', '10.0049', 1000, '10.00'],
    ['USD', '0.29', 29, '0.29'],
    ['USD', '-0.05', -5, '-0.05'],
    ['JPY', '1240', 1240, '1240'],
    ['JPY', '1240.5', 1241, '1241'],
    ['JPY', '-1240.5', -1241, '-1241'],
    ['KWD', '1.2345', 1235, '1.235'],
    ['KWD', '1', 1000, '1.000'],
  ])(
    '%s %s is %d minor units, rounded half away from zero, and reads %s',
    (currency, text, minor, written) => {
      expect(money(text, currency)).toEqual({ minor, currency });
      expect(moneyText(money(text, currency))).toBe(written);
    },
  );

  test.each([null, undefined, '', 'n/a'])('absent text (%p) is zero', (text) => {
    expect(money(text, 'USD').minor).toBe(0);
  });

  test.each([
    ['JPY', 0],
    ['RWF', 0],
    ['KWD', 3],
    ['EUR', 2],
    ['XYZ', 2],
  ])('%s has %d digits after the point', (currency, digits) => {
    expect(minorDigits(currency)).toBe(digits);
  });

  test('amounts of one currency add up; another currency among them is a programming error', () => {
    expect(sumMoney([moneyOf(150, 'EUR'), moneyOf(-50, 'EUR')], 'EUR')).toEqual(moneyOf(100, 'EUR'));
    expect(sumMoney([], 'EUR')).toEqual(moneyOf(0, 'EUR'));
    expect(() => sumMoney([moneyOf(1, 'USD')], 'EUR')).toThrow('USD');
  });

  test('quantity times price is rounded once, at the end', () => {
    expect(lineTotal(new Decimal('3'), new Decimal('0.335'), 'USD').minor).toBe(101);
    expect(lineTotal(new Decimal('0.1'), new Decimal('0.2'), 'KWD').minor).toBe(20);
  });
});

describe('decimals', () => {
  test.each([
    ['12', '12'],
    [' +1.50 ', '1.5'],
    ['-.5', '-0.5'],
    ['1e-7', '0.0000001'],
  ])('%p reads as %s', (text, written) => {
    expect(parseDecimal(text)?.toFixed()).toBe(written);
  });

  test.each(['', '1,000.00', '12 USD', 'Infinity', 'NaN', '0x10', null, undefined])(
    '%p is no number',
    (text) => {
      expect(parseDecimal(text)).toBeNull();
    },
  );
});
