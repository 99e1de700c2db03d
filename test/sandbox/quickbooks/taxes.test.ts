import { afterEach, describe, expect, test } from '@jest/globals';
import {
  britishCompany,
  canadianCompany,
  australianCompany,
  sampleCompany,
  usAutomatedTaxCompany,
  usManualTaxCompany,
} from '../../../sandbox/quickbooks/quickbooks.ts';
import type { CompanyOptions } from '../../../sandbox/quickbooks/company.ts';
import { aCustomer, connectedCompany, faultCode, line } from './connected-company.ts';
import type { Answer, ConnectedCompany, Json } from './connected-company.ts';

let company: ConnectedCompany;
let customer: Json;
afterEach(() => company.close());

async function open(options: CompanyOptions, fields: Json = {}): Promise<void> {
  company = await connectedCompany({ companies: [options] });
  customer = await aCustomer(company, fields);
}

const turn = (behaviours: Json) => company.control('PATCH', '/settings', { behaviours });
const taxed = (amount: number, code: string, detail: Json = {}) => ({
  DetailType: 'SalesItemLineDetail',
  Amount: amount,
  SalesItemLineDetail: { ItemRef: { value: '1' }, TaxCodeRef: { value: code }, ...detail },
});
const invoice = (Line: Json[], fields: Json = {}): Promise<Answer> =>
  company.post('/invoice', { CustomerRef: { value: customer.Id }, Line, ...fields });
const update = (fields: Json) => company.post('/invoice', { Id: '1', sparse: true, ...fields });
const rows = (form: Json) =>
  (form.TxnTaxDetail.TaxLine ?? []).map((row: Json) => [
    row.TaxLineDetail.TaxRateRef.value,
    row.TaxLineDetail.NetAmountTaxable,
    row.Amount,
  ]);
const code = (value: string) => ({ TxnTaxDetail: { TxnTaxCodeRef: { value } } });

describe('a US company without sales tax', () => {
  test('ignores what it is told of tax', async () => {
    await open(sampleCompany);
    const { Invoice } = (await invoice([taxed(100, 'TAX')], code('2'))).body;
    expect(Invoice).toMatchObject({ TotalAmt: 100, TxnTaxDetail: { TotalTax: 0 } });
    expect(Invoice.Line[0].SalesItemLineDetail.TaxCodeRef).toEqual({ value: 'NON' });
  });
});

describe('US tax by hand', () => {
  test('is a line per rate of the code of the form, each rounded by itself', async () => {
    await open(usManualTaxCompany);
    const { Invoice } = (await invoice([taxed(33.33, 'TAX'), taxed(50, 'NON')], code('3'))).body;
    expect(rows(Invoice)).toEqual([
      ['1', 33.33, 2.37],
      ['2', 33.33, 0.67],
    ]);
    expect(Invoice).toMatchObject({ TotalAmt: 86.37, Balance: 86.37 });
    expect(Invoice.TxnTaxDetail).toMatchObject({ TotalTax: 3.04, TxnTaxCodeRef: { value: '3' } });
  });

  test('is nothing without a code on the form, or the default code by a switch', async () => {
    await open(usManualTaxCompany);
    expect((await invoice([taxed(100, 'TAX')])).body.Invoice.TotalAmt).toBe(100);
    await turn({ manualTaxWithoutCode: 'defaultCode' });
    expect((await invoice([taxed(100, 'TAX')])).body.Invoice.TotalAmt).toBe(108);
  });

  test('rounds line by line by a switch', async () => {
    await open(usManualTaxCompany);
    const lines = [taxed(0.1, 'TAX'), taxed(0.1, 'TAX'), taxed(0.1, 'TAX')];
    expect((await invoice(lines, code('2'))).body.Invoice.TxnTaxDetail.TotalTax).toBe(0.02);
    await turn({ taxRounding: 'perLine' });
    expect((await invoice(lines, code('2'))).body.Invoice.TxnTaxDetail.TotalTax).toBe(0.03);
  });

  test('takes the discount into account when tax comes after it', async () => {
    await open(usManualTaxCompany);
    const DiscountLineDetail = { PercentBased: true, DiscountPercent: 10 };
    const lines = [taxed(100, 'TAX'), { DetailType: 'DiscountLineDetail', DiscountLineDetail }];
    const before = (await invoice(lines, code('2'))).body.Invoice;
    const after = (await invoice(lines, { ...code('2'), ApplyTaxAfterDiscount: true })).body.Invoice;
    expect([before.TotalAmt, after.TotalAmt]).toEqual([98, 97.2]);
  });

  test('is computed again at every update, and lost by a full one that does not name the code', async () => {
    await open(usManualTaxCompany);
    await invoice([taxed(100, 'TAX')], code('2'));
    const dearer = (await update({ SyncToken: '0', Line: [taxed(200, 'TAX')] })).body.Invoice;
    expect([dearer.TotalAmt, dearer.TxnTaxDetail.TotalTax]).toEqual([216, 16]);
    const full = { Id: '1', SyncToken: '1', CustomerRef: { value: customer.Id }, Line: [taxed(200, 'TAX')] };
    expect((await company.post('/invoice', full)).body.Invoice.TotalAmt).toBe(200);
  });

  test('defaults lines by item and customer, and lets an exempt customer off', async () => {
    await open(usManualTaxCompany, { Taxable: false });
    await company.edit({ type: 'Item', id: '1', action: 'save', change: { Taxable: true } });
    const exempt = (await invoice([line(100), taxed(50, 'TAX')], code('2'))).body.Invoice;
    expect(exempt.Line.slice(0, 2).map((one: Json) => one.SalesItemLineDetail.TaxCodeRef.value)).toEqual([
      'NON',
      'TAX',
    ]);
    expect(exempt.TotalAmt).toBe(150);
    await turn({ exemptCustomer: 'byLine' });
    expect((await invoice([line(100), taxed(50, 'TAX')], code('2'))).body.Invoice.TotalAmt).toBe(154);
  });

  test.each([
    ['6100', [taxed(5, '2')], {}],
    ['2500', [taxed(5, 'TAX')], code('99')],
  ])('refuses with %s', async (fault, lines, fields) => {
    await open(usManualTaxCompany);
    expect(faultCode(await invoice(lines, fields))).toBe(fault);
  });
});

const shipped = async (state?: string) => {
  const address = state === undefined ? {} : { ShipAddr: { CountrySubDivisionCode: state } };
  return rows((await invoice([taxed(100, 'TAX')], address)).body.Invoice);
};

describe('automated US tax', () => {
  test('follows the ship-to state, else the company, and knows states without tax', async () => {
    await open(usAutomatedTaxCompany);
    const california = [
      ['3', 100, 6],
      ['4', 100, 2.75],
    ];
    expect([await shipped(), await shipped('CA'), await shipped('OR')]).toEqual([california, california, []]);
    expect(await shipped('AZ')).toEqual([
      ['1', 100, 5.6],
      ['2', 100, 0.5],
    ]);
  });

  test('moves with the address of an invoice', async () => {
    await open(usAutomatedTaxCompany);
    await invoice([taxed(100, 'TAX')]);
    const moved = await update({ SyncToken: '0', ShipAddr: { CountrySubDivisionCode: 'OR' } });
    expect(moved.body.Invoice).toMatchObject({ TotalAmt: 100, TxnTaxDetail: { TotalTax: 0 } });
  });

  test('overwrites a total that is sent, or honours and prorates it by a switch', async () => {
    await open(usAutomatedTaxCompany);
    const sent = { TxnTaxDetail: { TotalTax: 7 } };
    expect((await invoice([taxed(100, 'TAX')], sent)).body.Invoice.TotalAmt).toBe(108.75);
    await turn({ automatedTotalTax: 'honoured' });
    const { Invoice } = (await invoice([taxed(100, 'TAX')], sent)).body;
    expect(Invoice.TotalAmt).toBe(107);
    expect(rows(Invoice).map(([, , amount]: number[]) => amount)).toEqual([4.8, 2.2]);
  });

  test('takes a code of the company itself and keeps it, but no pseudo code', async () => {
    await open(usAutomatedTaxCompany);
    expect((await invoice([taxed(100, 'TAX')], code('6'))).body.Invoice.TotalAmt).toBe(105);
    expect((await update({ SyncToken: '0', Line: [taxed(200, 'TAX')] })).body.Invoice.TotalAmt).toBe(210);
    expect(faultCode(await invoice([taxed(5, 'TAX')], code('4')))).toBe('6160');
    expect(faultCode(await invoice([taxed(5, 'TAX')], code('NON')))).toBe('6160');
    await turn({ customSalesTaxCode: '6230' });
    expect(faultCode(await invoice([taxed(5, 'TAX')], code('4')))).toBe('6230');
  });
});

const excluded = { GlobalTaxCalculation: 'TaxExcluded' };
const inclusive = { GlobalTaxCalculation: 'TaxInclusive' };

describe('tax outside the US', () => {
  test('is a line per rate, zero rates included, exempt codes not', async () => {
    await open(britishCompany);
    const lines = [taxed(100, '6'), taxed(40, '7'), taxed(10, '5'), taxed(5, '8')];
    const { Invoice } = (await invoice(lines, excluded)).body;
    expect(rows(Invoice)).toEqual([
      ['10', 100, 20],
      ['11', 40, 2],
      ['9', 10, 0],
    ]);
    expect([Invoice.TotalAmt, Invoice.TxnTaxDetail.TotalTax]).toEqual([177, 22]);
    expect(Invoice.TxnTaxDetail.TaxLine[0].TaxLineDetail.TaxPercent).toBe(20);
  });

  test('has two lines for a code of two rates', async () => {
    await open(canadianCompany);
    expect(rows((await invoice([taxed(33.33, '7')], excluded)).body.Invoice)).toEqual([
      ['5', 33.33, 1.67],
      ['7', 33.33, 3.32],
    ]);
  });

  test('is contained in prices, net in Amount and gross beside it', async () => {
    await open(britishCompany);
    const { Invoice } = (await invoice([taxed(83.33, '6', { TaxInclusiveAmt: 100 })], inclusive)).body;
    expect(Invoice).toMatchObject({ TotalAmt: 100, TxnTaxDetail: { TotalTax: 16.67 } });
    const computed = (await invoice([taxed(10, '6')], inclusive)).body.Invoice;
    expect(computed.Line[0].SalesItemLineDetail.TaxInclusiveAmt).toBe(12);
    expect(faultCode(await invoice([taxed(10, '6', { TaxInclusiveAmt: 13 })], inclusive))).toBe('6000');
  });

  test('takes gross amounts by a switch, and the stored line stands when sent back', async () => {
    await open(britishCompany);
    await turn({ inclusiveAmount: 'gross' });
    const sold = taxed(100, '6', { Qty: 3, UnitPrice: 33.3333333 });
    const { Invoice } = (await invoice([sold], inclusive)).body;
    const [{ Amount, SalesItemLineDetail }] = Invoice.Line;
    expect([Amount, SalesItemLineDetail.TaxInclusiveAmt, Invoice.TotalAmt]).toEqual([83.33, 100, 100]);
    const { ItemAccountRef: _account, ...detail } = SalesItemLineDetail;
    const again = { ...Invoice.Line[0], SalesItemLineDetail: detail };
    expect((await update({ SyncToken: '0', Line: [again] })).body.Invoice).toMatchObject({
      TotalAmt: 100,
      SyncToken: '0',
    });
  });

  test('honours a total that is sent, or recomputes it by a switch, and forgets it at the next change', async () => {
    await open(britishCompany);
    const sent = { ...excluded, TxnTaxDetail: { TotalTax: 20.01 } };
    expect((await invoice([taxed(100, '6')], sent)).body.Invoice.TotalAmt).toBe(120.01);
    expect((await update({ SyncToken: '0', Line: [taxed(50, '6')] })).body.Invoice.TotalAmt).toBe(60);
    await turn({ globalTotalTax: 'recomputed' });
    expect((await invoice([taxed(100, '6')], sent)).body.Invoice.TotalAmt).toBe(120);
  });

  test('comes after the discount, or before it by a switch', async () => {
    await open(britishCompany);
    const lines = [taxed(100, '6'), { DetailType: 'DiscountLineDetail', Amount: 10, DiscountLineDetail: {} }];
    expect((await invoice(lines, excluded)).body.Invoice.TotalAmt).toBe(108);
    await turn({ globalDiscount: 'afterTax' });
    expect((await invoice(lines, excluded)).body.Invoice.TotalAmt).toBe(110);
  });

  test('does not apply where the form says so, codes needed all the same, unless by a switch', async () => {
    await open(britishCompany);
    const free = { GlobalTaxCalculation: 'NotApplicable' };
    expect((await invoice([taxed(100, '6')], free)).body.Invoice.TotalAmt).toBe(100);
    expect(faultCode(await invoice([line(5)], free))).toBe('6000');
    await turn({ codesWhenNotApplicable: 'optional' });
    expect((await invoice([line(5)], free)).status).toBe(200);
  });

  test('asks for VAT in Britain and for GST elsewhere', async () => {
    await open(britishCompany);
    expect((await invoice([line(5)], excluded)).body.Fault.Error[0]).toMatchObject({
      code: '6000',
      Detail: 'Business Validation Error: Make sure all your transactions have a VAT rate before you save.',
    });
    await company.close();
    await open(australianCompany);
    expect((await invoice([line(5)], excluded)).body.Fault.Error[0].Detail).toContain('a GST rate');
  });

  test.each([
    ['2020', taxed(5, '6'), {}],
    ['2500', taxed(5, 'TAX'), excluded],
    ['6470', taxed(5, '9'), excluded],
    ['6170', taxed(5, '6'), { GlobalTaxCalculation: 'NotApplicable', TxnTaxDetail: { TotalTax: 0 } }],
  ])('is refused with %s for %j', async (fault, sold, fields) => {
    await open(britishCompany);
    expect(faultCode(await invoice([sold], fields))).toBe(fault);
  });

  test('falls to nothing with a void', async () => {
    await open(britishCompany);
    await invoice([taxed(100, '6')], inclusive);
    const { Invoice } = (await company.post('/invoice?operation=void', { Id: '1', SyncToken: '0' })).body;
    expect(Invoice).toMatchObject({ TotalAmt: 0, Balance: 0, TxnTaxDetail: { TotalTax: 0 } });
    expect(Invoice.Line[0].SalesItemLineDetail.TaxInclusiveAmt).toBeUndefined();
  });
});
