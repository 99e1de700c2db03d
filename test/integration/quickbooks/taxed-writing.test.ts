import { afterEach, describe, expect, test } from '@jest/globals';
import type { CompanyOptions } from '../../../sandbox/quickbooks/company.ts';
import { britishCompany, usManualTaxCompany } from '../../../sandbox/quickbooks/presets.ts';
import type { FieldValues } from '../../../server/sync/record.ts';
import type { OperationResult } from '../../../server/sync/ports.ts';
import { acceptedOf, salesRow, writeTo } from './operations.ts';
import { Realm } from './realm.ts';

let realm: Realm;
afterEach(() => realm.close());

async function startWithCustomer(company: CompanyOptions): Promise<string> {
  realm = await Realm.start(company);
  await realm.reset();
  return realm.save('Customer', { DisplayName: 'Ada' });
}

const taxCode = (code: string): FieldValues => ({ 'SalesItemLineDetail.TaxCodeRef.value': code });

const create = (customer: string, values: FieldValues, row: FieldValues): Promise<OperationResult> =>
  writeTo(realm, 'invoice', { values: { 'CustomerRef.value': customer, ...values }, rows: [row] });

describe('outside the US', () => {
  test('tax on top of the prices comes back with the totals', async () => {
    const customer = await startWithCustomer(britishCompany);
    const values = { GlobalTaxCalculation: 'TaxExcluded' };
    expect(await create(customer, values, salesRow('100', taxCode('6')))).toMatchObject({
      ok: true,
      values: { ...values, TotalAmt: '120', 'TxnTaxDetail.TotalTax': '20' },
    });
  });

  test('tax inside the prices is told by the gross of each row', async () => {
    const customer = await startWithCustomer(britishCompany);
    const row = salesRow('100', { ...taxCode('6'), 'SalesItemLineDetail.TaxInclusiveAmt': '120' });
    const result = acceptedOf(await create(customer, { GlobalTaxCalculation: 'TaxInclusive' }, row));
    expect(result.values).toMatchObject({ TotalAmt: '120', 'TxnTaxDetail.TotalTax': '20' });
    expect(result.rows?.[0]).toMatchObject({ 'SalesItemLineDetail.TaxInclusiveAmt': '120' });
  });

  test.each([
    ['row without a code', { GlobalTaxCalculation: 'TaxExcluded' }, {}],
    ['row with a code for purchases', { GlobalTaxCalculation: 'TaxExcluded' }, taxCode('9')],
    ['form that does not say how to tax', {}, taxCode('6')],
  ])('a %s needs a tax code', async (_, values, detail) => {
    const customer = await startWithCustomer(britishCompany);
    expect(await create(customer, values, salesRow('100', detail))).toMatchObject({
      ok: false,
      category: 'tax-code-required',
    });
  });

  test('the fee of a payment is booked without tax', async () => {
    await startWithCustomer(britishCompany);
    const result = await writeTo(realm, 'payment', {
      noun: 'expense',
      key: '31',
      values: { 'AccountRef.value': '35', TxnDate: '2026-06-03', GlobalTaxCalculation: 'NotApplicable' },
      rows: [
        {
          Amount: '2.9',
          'AccountBasedExpenseLineDetail.AccountRef.value': '8',
          'AccountBasedExpenseLineDetail.TaxCodeRef.value': '9',
        },
      ],
    });
    expect(result).toMatchObject({ ok: true });
    expect(await realm.state('Purchase')).toMatchObject([{ TotalAmt: 2.9, TxnTaxDetail: { TotalTax: 0 } }]);
  });

  test('rows replaced later are taxed anew', async () => {
    const customer = await startWithCustomer(britishCompany);
    const values = { GlobalTaxCalculation: 'TaxExcluded' };
    const { id, version } = acceptedOf(await create(customer, values, salesRow('100', taxCode('6'))));
    const change = { action: 'update', target: id, version, intentId: 'intent-2' } as const;
    const result = await writeTo(realm, 'invoice', { ...change, rows: [{ ...salesRow('50'), Id: '1' }] });
    expect(result).toMatchObject({ ok: true, values: { TotalAmt: '60', 'TxnTaxDetail.TotalTax': '10' } });
  });
});

test('in the US, without automation, the code of the form taxes the rows marked for it', async () => {
  const customer = await startWithCustomer(usManualTaxCompany);
  const values = { 'TxnTaxDetail.TxnTaxCodeRef.value': '2' };
  expect(await create(customer, values, salesRow('100', taxCode('TAX')))).toMatchObject({
    ok: true,
    values: { ...values, TotalAmt: '108', 'TxnTaxDetail.TotalTax': '8' },
  });
});
