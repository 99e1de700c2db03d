import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { sparseBody, touchesNested, UnwritableValue } from '../../../server/quickbooks/gateways/body.ts';
import { jsonNumber } from '../../../server/quickbooks/gateways/json-number.ts';
import { customerFields, invoiceFields } from '../../../server/quickbooks/gateways/writable-fields.ts';

describe('decimals as JSON numbers', () => {
  const decimalText = fc
    .tuple(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), fc.integer({ min: 0, max: 10 }))
    .map(([digits, places]) => new Decimal(digits.toString()).times(new Decimal(10).pow(-places)).toFixed());

  test('keep every digit of up to fifteen', () => {
    fc.assert(
      fc.property(decimalText, (text) => {
        const sent = JSON.stringify(jsonNumber(text));
        expect(new Decimal(sent).equals(text)).toBe(true);
      }),
    );
  });

  test.each(['0.1', '1.10', '33.333333', '-0.07', '1e3', '0.0000001'])('take %s as it is', (text) => {
    expect(new Decimal(String(jsonNumber(text))).equals(text)).toBe(true);
  });

  test.each(['9007199254740993', '0.12345678901234567891', '1e400', 'ten', '', '1,5', 'NaN'])(
    'refuse %j',
    (text) => {
      expect(jsonNumber(text)).toBeNull();
    },
  );
});

describe('the body of a write', () => {
  test('nests dotted paths to any depth', () => {
    const values = {
      'CustomerRef.value': '5',
      'TxnTaxDetail.TxnTaxCodeRef.value': '2',
      ExchangeRate: '1.25',
      ApplyTaxAfterDiscount: 'true',
    };
    expect(sparseBody(invoiceFields, values, null)).toEqual({
      CustomerRef: { value: '5' },
      TxnTaxDetail: { TxnTaxCodeRef: { value: '2' } },
      ExchangeRate: 1.25,
      ApplyTaxAfterDiscount: true,
    });
  });

  test('carries the custom fields nobody touched, because the list is replaced whole', () => {
    const current = { 'CustomField.1': 'PO 7', 'CustomField.2': null, 'CustomField.3': 'Blue' };
    expect(sparseBody(invoiceFields, { 'CustomField.3': null }, current)).toEqual({
      CustomField: [
        { DefinitionId: '1', Type: 'StringType', StringValue: 'PO 7' },
        { DefinitionId: '3', Type: 'StringType', StringValue: '' },
      ],
    });
  });

  test.each(['Balance', 'TotalAmt', 'EmailStatus', 'CustomField.4', 'Line'])(
    'has no place for %s',
    (path) => {
      expect(() => sparseBody(invoiceFields, { [path]: '1' }, null)).toThrow(UnwritableValue);
    },
  );

  test.each([
    [{ 'BillAddr.City': 'Paris' }, true],
    [{ 'CustomField.1': 'PO 7' }, true],
    [{ 'CustomerRef.value': '5', 'CustomerMemo.value': 'Hello' }, false],
  ])('of %j needs the record as it is now: %s', (values, needed) => {
    expect(touchesNested(invoiceFields, values)).toBe(needed);
  });

  test('of a reference alone does not need the record', () => {
    expect(touchesNested(customerFields, { 'PrimaryEmailAddr.Address': 'ada@example.com' })).toBe(false);
  });
});
