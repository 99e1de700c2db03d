import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aCustomer, anInvoice, aPayment, connectedCompany, faultCode, line } from './connected-company.ts';
import type { ConnectedCompany, Json } from './connected-company.ts';

let company: ConnectedCompany;
let customer: Json;
beforeEach(async () => {
  company = await connectedCompany();
  customer = await aCustomer(company, {
    DisplayName: "Amy's Bird Sanctuary",
    BillAddr: { Line1: '4581 Finch St.', City: 'Bayshore' },
  });
});
afterEach(() => company.close());

const create = (fields: Json) =>
  company.post('/invoice', { CustomerRef: { value: customer.Id }, Line: [line(100)], ...fields });
const prefer = (change: Json) => company.edit({ type: 'Preferences', action: 'save', change });

describe('creating', () => {
  test('answers the recorded shape', async () => {
    const { Invoice } = (await create({ TxnDate: '2024-01-15' })).body;
    const { MetaData, ShipFromAddr, ...rest } = Invoice;
    expect(ShipFromAddr).toBeDefined();
    expect(MetaData.LastModifiedByRef).toEqual({ value: expect.any(String) });
    const address = { Id: '1', Line1: '4581 Finch St.', City: 'Bayshore' };
    expect(rest).toEqual({
      AllowIPNPayment: false,
      AllowOnlinePayment: false,
      AllowOnlineCreditCardPayment: true,
      AllowOnlineACHPayment: true,
      domain: 'QBO',
      sparse: false,
      Id: '1',
      SyncToken: '0',
      CustomField: [],
      DocNumber: '1001',
      TxnDate: '2024-01-15',
      CurrencyRef: { value: 'USD', name: 'United States Dollar' },
      LinkedTxn: [],
      Line: [
        {
          Id: '1',
          LineNum: 1,
          Amount: 100,
          DetailType: 'SalesItemLineDetail',
          CustomExtensions: [],
          SalesItemLineDetail: {
            ItemRef: { value: '1', name: 'Services' },
            UnitPrice: 100,
            Qty: 1,
            ItemAccountRef: { value: '1', name: 'Services' },
            TaxCodeRef: { value: 'NON' },
          },
        },
        { Amount: 100, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
      ],
      TxnTaxDetail: { TotalTax: 0 },
      CustomerRef: { value: customer.Id, name: "Amy's Bird Sanctuary" },
      BillAddr: address,
      ShipAddr: address,
      FreeFormAddress: true,
      DueDate: '2024-02-14',
      TotalAmt: 100,
      ApplyTaxAfterDiscount: false,
      PrintStatus: 'NeedToPrint',
      EmailStatus: 'NotSet',
      Balance: 100,
    });
  });

  test.each<[string, string | undefined, Json]>([
    ['2020', 'Line', { Line: [] }],
    ['2020', 'CustomerRef', { CustomerRef: null }],
    ['2500', 'CustomerRef', { CustomerRef: { value: '99' } }],
    ['2500', 'ItemRef', { Line: [line(1, 1, '99')] }],
    ['2020', 'Amount', { Line: [{ ...line(5), Amount: undefined }] }],
    ['6070', 'Amount', { Line: [{ ...line(33.33, 3), Amount: 100 }] }],
    [
      '6100',
      'TaxCodeRef',
      {
        Line: [{ ...line(5), SalesItemLineDetail: { ItemRef: { value: '1' }, TaxCodeRef: { value: '2' } } }],
      },
    ],
    [
      '6090',
      'DiscountLineDetail',
      { Line: [line(5), { DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: true } }] },
    ],
    ['6000', 'TotalAmt', { Line: [line(-5)] }],
    ['2050', 'DocNumber', { DocNumber: 'x'.repeat(22) }],
    ['6420', 'BillEmail', { EmailStatus: 'NeedToSend' }],
    ['6000', 'CurrencyRef', { CurrencyRef: { value: 'EUR' } }],
    ['2060', 'TxnDate', { TxnDate: '2024-02-30' }],
    ['2010', 'LineEx', { LineEx: {} }],
  ])('is refused with %s at %s for %j', async (code, element, fields) => {
    const answer = await create(fields);
    expect(answer.body.Fault.Error[0]).toMatchObject({ code, element });
  });

  test('takes an unrounded price, an amount alone, a negative line, a discount and a description row', async () => {
    const Line = [
      line(33.333333, 3),
      { DetailType: 'SalesItemLineDetail', Amount: 10.5, SalesItemLineDetail: { ItemRef: { value: '1' } } },
      line(-10.5),
      { DetailType: 'DescriptionOnly', Description: 'Thanks' },
      { DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: true, DiscountPercent: 5 } },
    ];
    const { Invoice } = (await create({ Line })).body;
    expect(Invoice.Line.slice(-2)).toEqual([
      { Amount: 100, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
      {
        Amount: 5,
        DetailType: 'DiscountLineDetail',
        DiscountLineDetail: {
          PercentBased: true,
          DiscountPercent: 5,
          DiscountAccountRef: { value: '86', name: 'Discounts given' },
        },
      },
    ]);
    expect([Invoice.TotalAmt, Invoice.Balance]).toEqual([95, 95]);
  });

  test('refuses an inactive customer with 610', async () => {
    await company.edit({ type: 'Customer', id: customer.Id, action: 'deactivate' });
    expect(faultCode(await create({}))).toBe('610');
  });

  test('numbers itself, or follows the company that numbers its own', async () => {
    await create({ DocNumber: '2000' });
    expect((await create({})).body.Invoice.DocNumber).toBe('2001');
    await prefer({ SalesFormsPrefs: { CustomTxnNumbers: true } });
    expect((await create({})).body.Invoice.DocNumber).toBeUndefined();
    expect((await create({ DocNumber: '2000' })).body.Fault.Error[0].Detail).toContain(
      'DocNumber=2000 is assigned to TxnType=Invoice with TxnId=1',
    );
    const allowed = await company.post('/invoice?include=allowduplicatedocnum', {
      CustomerRef: { value: customer.Id },
      Line: [line(1)],
      DocNumber: '2000',
    });
    expect(allowed.status).toBe(200);
  });

  test('is refused in closed books and by a lapsed subscription', async () => {
    await prefer({ AccountingInfoPrefs: { BookCloseDate: '2024-12-31' } });
    expect(faultCode(await create({ TxnDate: '2024-12-31' }))).toBe('6210');
    expect((await create({ TxnDate: '2025-01-01' })).status).toBe(200);
    await company.edit({
      type: 'CompanyInfo',
      action: 'save',
      change: { NameValue: [{ Name: 'SubscriptionStatus', Value: 'EXPIRED' }] },
    });
    expect(faultCode(await create({}))).toBe('6190');
  });

  test('falls due by the term', async () => {
    expect((await create({ TxnDate: '2026-01-01', SalesTermRef: { value: '2' } })).body.Invoice.DueDate).toBe(
      '2026-01-16',
    );
  });

  test('raises the customer balance and time, not the token', async () => {
    await company.control('POST', '/clock', { advanceMs: 2000 });
    await create({});
    const { Customer } = (await company.get(`/customer/${customer.Id}`)).body;
    expect([Customer.Balance, Customer.SyncToken]).toEqual([100, '0']);
    expect(Date.parse(Customer.MetaData.LastUpdatedTime)).toBeGreaterThan(
      Date.parse(customer.MetaData.LastUpdatedTime),
    );
  });

  test('uses open credits at once when the company asks for it', async () => {
    await prefer({ SalesFormsPrefs: { AutoApplyCredit: true } });
    await company.post('/creditmemo', { CustomerRef: { value: customer.Id }, Line: [line(30)] });
    const { Invoice } = (await create({})).body;
    expect([Invoice.TotalAmt, Invoice.Balance, Invoice.SyncToken]).toEqual([100, 70, '1']);
  });
});

describe('updating', () => {
  test('replaces lines by id and leaves out the rest', async () => {
    const invoice = await anInvoice(company, customer.Id, { Line: [line(10), line(20)] });
    const { Line } = (
      await company.post('/invoice', {
        Id: invoice.Id,
        SyncToken: '0',
        sparse: true,
        Line: [{ ...line(25), Id: '2' }, line(5), { ...line(7), Id: '99' }],
      })
    ).body.Invoice;
    expect(Line.map((one: Json) => [one.Id, one.Amount])).toEqual([
      ['2', 25],
      ['3', 5],
      ['4', 7],
      [undefined, 37],
    ]);
  });

  test('releases surplus money when a paid total falls', async () => {
    const invoice = await anInvoice(company, customer.Id);
    const payment = (await aPayment(company, customer.Id, 100, { [invoice.Id]: 100 })).body.Payment;
    const change = { Id: invoice.Id, SyncToken: '1', sparse: true, Line: [{ ...line(60), Id: '1' }] };
    expect((await company.post('/invoice', change)).body.Invoice).toMatchObject({ TotalAmt: 60, Balance: 0 });
    expect((await company.get(`/payment/${payment.Id}`)).body.Payment).toMatchObject({
      UnappliedAmt: 40,
      SyncToken: '1',
    });
    expect((await company.get(`/customer/${customer.Id}`)).body.Customer.Balance).toBe(-40);
  });

  test('is marked by sending', async () => {
    const invoice = await anInvoice(company, customer.Id);
    const { Invoice } = (await company.call('POST', `/invoice/${invoice.Id}/send?sendTo=a@b.co`)).body;
    expect(Invoice).toMatchObject({
      EmailStatus: 'EmailSent',
      BillEmail: { Address: 'a@b.co' },
      SyncToken: '1',
      DeliveryInfo: { DeliveryType: 'Email' },
    });
    expect(
      (await company.call('GET', `/invoice/${invoice.Id}/pdf`, undefined, { accept: 'application/pdf' }))
        .text,
    ).toMatch(/^%PDF/);
  });
});

describe('ending', () => {
  test('voids to zero, keeps lines and note, frees the payment', async () => {
    const invoice = await anInvoice(company, customer.Id, {
      PrivateNote: 'old',
      Line: [{ ...line(100), Description: 'Work' }],
    });
    const payment = (await aPayment(company, customer.Id, 100, { [invoice.Id]: 100 })).body.Payment;
    const { Invoice } = (await company.post('/invoice?operation=void', { Id: invoice.Id, SyncToken: '1' }))
      .body;
    expect(Invoice).toMatchObject({
      TotalAmt: 0,
      Balance: 0,
      PrivateNote: 'Voided - old',
      LinkedTxn: [],
      DueDate: invoice.DueDate,
      DocNumber: '1001',
      SyncToken: '2',
    });
    expect(Invoice.Line[0]).toMatchObject({
      Id: '1',
      Amount: 0,
      Description: 'Work',
      SalesItemLineDetail: { Qty: 0 },
    });
    expect(Invoice.Line[0].SalesItemLineDetail.UnitPrice).toBeUndefined();
    expect((await company.get(`/payment/${payment.Id}`)).body.Payment).toMatchObject({
      UnappliedAmt: 100,
      Line: [],
    });
  });

  test('deletes for good and frees the payment', async () => {
    const invoice = await anInvoice(company, customer.Id);
    const payment = (await aPayment(company, customer.Id, 100, { [invoice.Id]: 100 })).body.Payment;
    const gone = await company.post('/invoice?operation=delete', { Id: invoice.Id, SyncToken: '1' });
    expect(gone.body.Invoice).toEqual({ status: 'Deleted', domain: 'QBO', Id: invoice.Id });
    expect((await company.get(`/invoice/${invoice.Id}`)).body.Fault.Error[0].Detail).toContain(
      'Another user has deleted',
    );
    expect((await company.get(`/payment/${payment.Id}`)).body.Payment).toMatchObject({
      UnappliedAmt: 100,
      SyncToken: '1',
    });
    expect((await company.query('select * from Invoice')).body.QueryResponse).toEqual({});
  });
});
