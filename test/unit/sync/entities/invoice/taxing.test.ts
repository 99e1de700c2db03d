import { describe, expect, test } from '@jest/globals';
import type { DecideInput } from '../../../../../server/sync/decide.ts';
import type { RecordSnapshot } from '../../../../../server/sync/record.ts';
import type { CompanyFacts, SyncRules } from '../../../../../server/sync/rules.ts';
import { aBill, aBilledLine, anAdjustment } from '../../../../support/bill-builders.ts';
import { aContext } from '../../../../support/builders.ts';
import { failure, rows, sold, twoWay, written } from './sold.ts';

const inCountry = (
  company: Partial<CompanyFacts>,
  options: SyncRules['options'],
  invoice: RecordSnapshot = aBill(),
): DecideInput =>
  sold(invoice, {
    rules: twoWay(options),
    context: { ...aContext({ company }), taxPercents: { '5': '20', '6': '5', '4': '0' } },
  });

const british = (options: SyncRules['options'], invoice?: RecordSnapshot): DecideInput =>
  inCountry({ country: 'GB', homeCurrency: 'USD', salesTax: 'global' }, options, invoice);

const codes = (question: DecideInput): readonly (string | null | undefined)[] =>
  rows(question).map((row) => row['SalesItemLineDetail.TaxCodeRef.value']);

describe('in the US', () => {
  const feed = aBill({
    discounts: [anAdjustment('d', 'FIXED', '10')],
    fees: [anAdjustment('f', 'FIXED', '5')],
  });

  test('rows are not taxable', () => {
    expect(codes(inCountry({ salesTax: 'automated' }, {}, feed))).toEqual(['NON', 'NON', undefined]);
  });

  test('rows are taxable where that was chosen, fees never, after the discount', () => {
    const question = inCountry({ salesTax: 'automated' }, { linesTaxable: true }, feed);
    expect(codes(question)).toEqual(['TAX', 'NON', undefined]);
    expect(written(question)?.values).toHaveProperty('ApplyTaxAfterDiscount', 'true');
    expect(codes(inCountry({ salesTax: 'off' }, { linesTaxable: true }, feed))).toEqual([
      'NON',
      'NON',
      undefined,
    ]);
  });

  test('a company without automated tax names its code, or fails before the write', () => {
    const manual = { salesTax: 'manual' } as const;
    const question = inCountry(manual, { linesTaxable: true, taxCode: '2' });
    expect(written(question)?.values).toHaveProperty(['TxnTaxDetail.TxnTaxCodeRef.value'], '2');
    expect(failure(inCountry(manual, { linesTaxable: true }))).toMatchObject({
      category: 'tax-code-required',
    });
  });
});

describe('elsewhere', () => {
  test('prices contain the tax of the chosen code', () => {
    const question = british({ taxCode: '5' });
    expect(written(question)?.values).toMatchObject({ GlobalTaxCalculation: 'TaxInclusive' });
    expect(rows(question)).toMatchObject([
      {
        Amount: '83.33',
        'SalesItemLineDetail.TaxInclusiveAmt': '100.00',
        'SalesItemLineDetail.TaxCodeRef.value': '5',
      },
    ]);
  });

  test('tax comes on top where prices do not contain it', () => {
    const question = british({ taxCode: '5', hubspotPricesIncludeTax: false });
    expect(written(question)?.values).toMatchObject({ GlobalTaxCalculation: 'TaxExcluded' });
    expect(rows(question)).toMatchObject([{ Amount: '100' }]);
  });

  test('HubSpot’s own tax goes through the table of rates, on top of the prices', () => {
    const invoice = aBill({
      taxes: [anAdjustment('t', 'PERCENT', '20.0')],
      fees: [anAdjustment('f', 'FIXED', '5')],
    });
    const question = british({ taxCode: '4', taxRates: '20=5, 5=6' }, invoice);
    expect(written(question)?.values).toMatchObject({ GlobalTaxCalculation: 'TaxExcluded' });
    expect(codes(question)).toEqual(['5', '5']);
  });

  test('a fixed tax is the rate of the table that makes it', () => {
    const taxed = (value: string) => aBill({ taxes: [anAdjustment('t', 'FIXED', value)] });
    expect(codes(british({ taxRates: '20=5,5=6' }, taxed('5')))).toEqual(['6']);
    expect(failure(british({ taxRates: '20=5,5=6' }, taxed('7')))).toMatchObject({
      category: 'tax-code-required',
      details: { rate: 'unknown' },
    });
  });

  test('lines with a rate of their own have its code, the others that of no tax', () => {
    const lines = [aBilledLine('1', { hs_tax_rate_group_id: '17' }), aBilledLine('2')];
    expect(codes(british({ taxRates: '#17=5,0=4' }, aBill({ lines })))).toEqual(['5', '4']);
    expect(failure(british({ taxRates: '#17=5' }, aBill({ lines })))).toMatchObject({
      category: 'tax-code-required',
      details: { setting: 'taxRates', rate: '0' },
    });
  });

  test('a discount is a negative row per code, so that the tax on it is taken off', () => {
    const lines = [
      aBilledLine('1', { hs_tax_rate_group_id: '17' }),
      aBilledLine('2', { amount: '50', price: '50' }),
    ];
    const question = british(
      { taxRates: '#17=5,0=4' },
      aBill({ lines, discounts: [anAdjustment('d', 'FIXED', '10')] }),
    );
    expect(
      rows(question).map((row) => `${row['SalesItemLineDetail.TaxCodeRef.value']} ${row['Amount']}`),
    ).toEqual(['5 100', '4 50', '5 -6.67', '4 -3.33']);
  });

  test.each([
    ['no code was chosen', {}, { setting: 'taxCode' }],
    ['the rate of the code is not known', { taxCode: '99' }, { setting: 'taxCode', code: '99' }],
  ])('nothing is written when %s', (_why, options, details) => {
    expect(failure(british(options))).toMatchObject({ category: 'tax-code-required', details });
  });
});
