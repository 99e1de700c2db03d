import { describe, expect, test } from '@jest/globals';
import type { Dependencies } from '../../../../../server/sync/entity.ts';
import type { CompanyFacts } from '../../../../../server/sync/rules.ts';
import { aBill } from '../../../../support/bill-builders.ts';
import { aContext } from '../../../../support/builders.ts';
import { failure, inStep, paired, since, sold, twoWay, written } from './sold.ts';

const company = (facts: Partial<CompanyFacts>) => ({ context: aContext({ company: facts }) });

describe('found before the write', () => {
  test('are closed books, up to their last day', () => {
    const details = { day: '2026-06-02', closedUpTo: '2026-06-02' };
    expect(failure(sold(aBill(), company({ bookCloseDate: '2026-06-02' })))).toMatchObject({
      category: 'closed-books',
      details,
    });
    expect(failure(sold(aBill(), company({ bookCloseDate: '2026-06-01' })))).toBeNull();
  });

  test('is a customer that was made inactive', () => {
    const dependencies: Dependencies = (entity, id, side) =>
      entity === 'contact' ? { state: 'linked', id: '12', inactive: true } : paired(entity, id, side);
    expect(failure(sold(aBill(), { dependencies }))).toMatchObject({
      category: 'reference-inactive',
      details: { reference: 'contact', id: '12' },
    });
  });

  test('is a currency the company does not have', () => {
    const euros = aBill({ fields: { hs_currency: 'EUR' } });
    expect(failure(sold(euros))).toMatchObject({
      category: 'currency-mismatch',
      details: { invoiceCurrency: 'EUR', companyCurrency: 'USD' },
    });
    const several = sold(euros, company({ multicurrency: true }));
    expect(written(several)?.values).toMatchObject({ 'CurrencyRef.value': 'EUR' });
  });

  test('is an edit in books that were closed meanwhile', () => {
    const pair = inStep();
    const memo = since(pair, {
      hubspot: (record) => ({ ...record, fields: { ...record.fields, hs_comments: 'Thanks' } }),
    });
    expect(failure({ ...memo, ...company({ bookCloseDate: '2026-06-30' }) })).toMatchObject({
      category: 'closed-books',
    });
    expect(failure({ ...pair, ...company({ bookCloseDate: '2026-06-30' }) })).toBeNull();
  });
});

describe('the number', () => {
  const number = (facts: Partial<CompanyFacts>, options = {}, hs_number = 'INV-7') =>
    written(sold(aBill({ fields: { hs_number } }), { ...company(facts), rules: twoWay(options) }))?.values[
      'DocNumber'
    ];
  const custom = { customTransactionNumbers: true };

  test('is QuickBooks’ own, unless HubSpot’s is wanted or the company numbers its own', () => {
    expect(number({})).toBeUndefined();
    expect(number({}, { numberPolicy: 'hubspot' })).toBe('INV-7');
    expect(number(custom)).toBe('INV-7');
  });

  test('is never cut: one of more than 21 characters fails', () => {
    const long = 'INV-2026-000000000001-A';
    expect(failure(sold(aBill({ fields: { hs_number: long } }), company(custom)))).toMatchObject({
      category: 'value-not-accepted',
      details: { field: 'DocNumber', limit: 'length', allowed: '21', actual: '23' },
    });
  });

  test('is the one a person chose instead of a taken one', () => {
    const resolutions = [{ choice: 'use-number', subject: null, value: 'INV-7-2' }] as const;
    expect(written(sold(aBill(), { ...company(custom), resolutions }))?.values['DocNumber']).toBe('INV-7-2');
  });

  test('follows HubSpot’s afterwards where it came from there', () => {
    const renumbered = (facts: Partial<CompanyFacts>) =>
      written(
        since(inStep(aBill(), company(facts)), {
          hubspot: (record) => ({ ...record, fields: { ...record.fields, hs_number: 'INV-8' } }),
        }),
      )?.values;
    expect(renumbered(custom)).toEqual({ DocNumber: 'INV-8' });
    expect(renumbered({})).toBeUndefined();
  });
});

test('a purchase order number goes to the chosen custom field, both ways', () => {
  const order = aBill({ fields: { hs_purchase_order_number: 'PO 7' } });
  expect(written(sold(order))?.values).not.toHaveProperty(['CustomField.2']);
  const rules = twoWay({ purchaseOrderField: '2' });
  expect(written(sold(order, { rules }))?.values).toHaveProperty(['CustomField.2'], 'PO 7');
});
