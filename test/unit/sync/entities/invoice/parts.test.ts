import { describe, expect, test } from '@jest/globals';
import { desiredParts } from '../../../../../server/sync/entities/invoice/parts.ts';
import type { FieldValues, RecordSnapshot } from '../../../../../server/sync/record.ts';
import { aContext, aLine, anApplication, anInvoice, linkedTo } from '../../../../support/builders.ts';

const parts = (invoice: RecordSnapshot, context = aContext()) =>
  desiredParts(invoice, context, linkedTo({ 'product:7': '601' }));
const only = (fields: FieldValues, product: string | null = null, currency = 'USD') =>
  parts(anInvoice({ currency, lines: [aLine('1', fields, product)] }))[0];

describe('lines', () => {
  test('carry quantity, unit price, product, currency and place', () => {
    const lines = [
      aLine('4', { Amount: '10', Qty: '2', UnitPrice: '5', ItemName: 'Anvil', Description: 'Heavy' }, '7'),
      aLine('2', { Amount: '3', Qty: '1', UnitPrice: '3', ItemName: 'Saw' }, '8'),
    ];
    expect(parts(anInvoice({ lines })).map(({ noun, key, values }) => ({ noun, key, values }))).toEqual([
      {
        noun: 'line',
        key: '4',
        values: {
          name: 'Anvil',
          description: 'Heavy',
          quantity: '2',
          price: '5',
          hs_product_id: '601',
          hs_line_item_currency_code: 'USD',
          hs_position_on_quote: '0',
        },
      },
      {
        noun: 'line',
        key: '2',
        values: {
          name: 'Saw',
          description: null,
          quantity: '1',
          price: '3',
          hs_product_id: null,
          hs_line_item_currency_code: 'USD',
          hs_position_on_quote: '1',
        },
      },
    ]);
  });

  test.each<[string, FieldValues, string, string]>([
    ['amount only', { Amount: '12.5' }, '1', '12.50'],
    ['no quantity', { Amount: '12.5', UnitPrice: '12.5' }, '1', '12.50'],
    ['quantity × price is not the amount', { Amount: '10', Qty: '3', UnitPrice: '3.33' }, '1', '10.00'],
    ['both negative', { Amount: '10', Qty: '-2', UnitPrice: '-5' }, '1', '10.00'],
    ['a product that rounds to the amount', { Amount: '1.01', Qty: '3', UnitPrice: '0.335' }, '3', '0.335'],
    ['many decimals', { Amount: '0.33', Qty: '0.3333333', UnitPrice: '1' }, '0.3333333', '1'],
    ['free', { Amount: '0', Qty: '2', UnitPrice: '0' }, '2', '0'],
  ])('%s: the amount is the truth', (_, fields, quantity, price) => {
    expect(only(fields)).toMatchObject({ noun: 'line', values: { quantity, price } });
  });

  test('the digits of the currency decide what an amount is', () => {
    expect(only({ Amount: '1.235' }, null, 'KWD')?.values).toMatchObject({ price: '1.235' });
    expect(only({ Amount: '1240' }, null, 'JPY')?.values).toMatchObject({ price: '1240' });
  });

  test.each<[string, FieldValues, string]>([
    ['its item', { ItemName: 'Anvil', Description: 'Heavy' }, 'Anvil'],
    ['the first line of its description', { Description: 'Freight\nby sea' }, 'Freight'],
    ['nothing better', { Description: ' ' }, 'Line'],
    ['shipping', { ItemRef: 'SHIPPING_ITEM_ID', Description: 'DHL' }, 'Shipping'],
  ])('a line is named after %s', (_, fields, name) => {
    expect(only({ Amount: '5', ...fields })?.values['name']).toBe(name);
  });

  test('shipping is a line', () => {
    expect(only({ Amount: '8', ItemRef: 'SHIPPING_ITEM_ID' })).toMatchObject({
      noun: 'line',
      values: { name: 'Shipping', quantity: '1', price: '8.00' },
    });
  });

  test('a description row is kept as text that costs nothing', () => {
    const row = only({ DetailType: 'DescriptionOnly', Description: 'Thank you\nfor coming' });
    expect(row).toMatchObject({
      noun: 'line',
      values: { name: 'Thank you', description: 'Thank you\nfor coming', price: '0.00', quantity: '1' },
    });
  });
});

describe('discounts and tax', () => {
  test.each<[string, FieldValues, string, string]>([
    [
      'a header discount in per cent',
      { DetailType: 'DiscountLineDetail', Amount: '10', PercentBased: 'true', DiscountPercent: '5' },
      'Discount 5%',
      '10.00',
    ],
    [
      'a header discount as an amount',
      { DetailType: 'DiscountLineDetail', Amount: '10', PercentBased: 'false' },
      'Discount',
      '10.00',
    ],
    ['a negative row', { Amount: '-7.5', Qty: '1', UnitPrice: '-7.5', ItemName: 'Rebate' }, 'Rebate', '7.50'],
    [
      'a negative row with words',
      { Amount: '-7.5', ItemName: 'Rebate', Description: 'Friends' },
      'Friends',
      '7.50',
    ],
  ])('%s becomes a discount of a positive amount', (_, fields, label, value) => {
    expect(only(fields)).toMatchObject({
      noun: 'discount',
      key: '1',
      values: { hs_label: label, hs_type: 'FIXED', hs_value: value },
    });
  });

  test('the whole tax of QuickBooks is one fixed amount, and no tax is no row', () => {
    const taxed = parts(anInvoice({ lines: [], fields: { 'TxnTaxDetail.TotalTax': '8.88' } }));
    expect(taxed).toMatchObject([{ noun: 'tax', values: { hs_type: 'FIXED', hs_value: '8.88' } }]);
    expect(parts(anInvoice({ lines: [], fields: { 'TxnTaxDetail.TotalTax': '0' } }))).toEqual([]);
  });
});

describe('payments', () => {
  const paid = anInvoice({
    lines: [],
    payments: [
      anApplication('180', '30', { PaymentRefNum: 'CHK 7' }),
      anApplication('182', '0', { CreditAmount: '10' }),
    ],
  });

  test('are what was applied to this invoice, at noon of their day in the portal’s zone', () => {
    expect(parts(paid)).toMatchObject([
      {
        noun: 'payment',
        key: '180',
        values: {
          hs_initial_amount: '30.00',
          hs_initiated_date: '2026-06-10T16:00:00.000Z',
          hs_currency_code: 'USD',
          hs_latest_status: 'succeeded',
          hs_reference_number: 'CHK 7',
        },
      },
    ]);
  });

  test('that only apply credits are not booked as money', () => {
    expect(parts(paid).map(({ key }) => key)).not.toContain('182');
  });

  test('are left out where the portal has no payments API', () => {
    expect(parts(paid, aContext({ portal: { paymentsApi: false } }))).toEqual([]);
  });
});
