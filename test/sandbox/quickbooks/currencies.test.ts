import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { multiCurrencyCompany } from '../../../sandbox/quickbooks/quickbooks.ts';
import { aCustomer, connectedCompany, faultCode, line } from './connected-company.ts';
import type { ConnectedCompany, Json } from './connected-company.ts';

let company: ConnectedCompany;
let customer: Json;
const euro = { CurrencyRef: { value: 'EUR' } };
const dollar = { CurrencyRef: { value: 'USD' } };
beforeEach(async () => {
  company = await connectedCompany({ companies: [multiCurrencyCompany] });
  customer = await aCustomer(company, euro);
});
afterEach(() => company.close());

const turn = (behaviours: Json) => company.control('PATCH', '/settings', { behaviours });
const sell = (fields: Json) =>
  company.post('/invoice', { CustomerRef: { value: customer.Id }, Line: [line(100)], ...fields });
const pay = (fields: Json) =>
  company.post('/payment', { CustomerRef: { value: customer.Id }, TotalAmt: 100, ...fields });

const move = (SyncToken: string, TxnDate: string) =>
  company.post('/invoice', { Id: '1', SyncToken, sparse: true, TxnDate });
const bank = (currency: string) => ({
  Name: `Bank ${currency}`,
  AccountType: 'Bank',
  CurrencyRef: { value: currency },
});
const add = (Code: string) => company.post('/companycurrency', { Code });

describe('transactions in a foreign currency', () => {
  test('take the rate of their day and show what they are worth at home', async () => {
    const { Invoice } = (await sell({ ...euro, TxnDate: '2026-03-01' })).body;
    expect(Invoice).toMatchObject({
      CurrencyRef: { value: 'EUR', name: 'Euro' },
      ExchangeRate: 1.165,
      TotalAmt: 100,
      HomeTotalAmt: 116.5,
      HomeBalance: 116.5,
    });
    const older = (await sell({ ...euro, TxnDate: '2025-03-01' })).body.Invoice;
    const own = (await sell({ ...euro, ExchangeRate: 1.2 })).body.Invoice;
    expect([older.ExchangeRate, own.HomeTotalAmt]).toEqual([1.04, 120]);
  });

  test('keep their rate when they move to another day, unless by a switch', async () => {
    await sell({ ...euro, TxnDate: '2026-03-01' });
    expect((await move('0', '2025-03-01')).body.Invoice.ExchangeRate).toBe(1.165);
    await turn({ rateFollowsDate: true });
    expect((await move('1', '2025-03-02')).body.Invoice.ExchangeRate).toBe(1.04);
  });

  test("name the customer's currency and no other", async () => {
    expect((await sell({})).body.Fault.Error[0]).toMatchObject({ code: '2020', element: 'CurrencyRef' });
    expect((await sell(dollar)).body.Fault.Error[0]).toMatchObject({
      code: '6000',
      Detail:
        'Business Validation Error: The currency of the transaction is invalid for customer/vendor/account',
    });
  });

  test('name it at home as well, or by a switch only abroad', async () => {
    const { Id } = await aCustomer(company);
    const home = { CustomerRef: { value: Id } };
    expect(faultCode(await sell(home))).toBe('2020');
    await turn({ currencyRequired: 'foreign' });
    expect((await sell(home)).body.Invoice).toMatchObject({ ExchangeRate: 1, HomeTotalAmt: 100 });
  });

  test('are paid in their currency, into an account of theirs or of the company', async () => {
    const { Invoice } = (await sell(euro)).body;
    const Line = [{ Amount: 100, LinkedTxn: [{ TxnId: Invoice.Id, TxnType: 'Invoice' }] }];
    expect(faultCode(await pay({ ...dollar, Line }))).toBe('6000');
    const pound = (await company.post('/account', bank('GBP'))).body.Account;
    expect(faultCode(await pay({ ...euro, Line, DepositToAccountRef: { value: pound.Id } }))).toBe('6000');
    const paid = (await pay({ ...euro, Line, ExchangeRate: 1.1 })).body.Payment;
    expect(paid).toMatchObject({ CurrencyRef: { value: 'EUR' }, ExchangeRate: 1.1, HomeTotalAmt: 110 });
    expect((await company.get(`/invoice/${Invoice.Id}`)).body.Invoice.HomeBalance).toBe(0);
  });

  test('of a job in another currency are not paid by the parent', async () => {
    const job = { Job: true, ParentRef: { value: customer.Id }, ...dollar };
    const { Id } = await aCustomer(company, job);
    const work = (await sell({ ...dollar, CustomerRef: { value: Id } })).body.Invoice;
    const Line = [{ Amount: 100, LinkedTxn: [{ TxnId: work.Id, TxnType: 'Invoice' }] }];
    expect(faultCode(await pay({ ...euro, Line }))).toBe('620');
  });
});

describe('currencies of the company', () => {
  test('grow by the first customer billed in one, with a receivables account', async () => {
    const { QueryResponse } = (await company.query("select * from CompanyCurrency where Code = 'EUR'")).body;
    expect(QueryResponse.CompanyCurrency).toMatchObject([{ Code: 'EUR', Name: 'Euro', Active: true }]);
    const accounts = (await company.query("select * from Account where AccountType = 'Accounts Receivable'"))
      .body.QueryResponse.Account;
    expect(accounts.map((one: Json) => one.CurrencyRef.value).toSorted()).toEqual(['EUR', 'USD']);
  });

  test('can be added, once each and known ones only', async () => {
    expect((await add('SEK')).body.CompanyCurrency).toMatchObject({ Name: 'Swedish Krona', SyncToken: '0' });
    expect([faultCode(await add('SEK')), faultCode(await add('ZZZ'))]).toEqual(['6240', '2220']);
  });

  test('of a customer never change, and have to exist', async () => {
    const change = { Id: customer.Id, SyncToken: '0', sparse: true, ...dollar };
    expect(faultCode(await company.post('/customer', change))).toBe('6000');
    const unknown = { DisplayName: 'X', CurrencyRef: { value: 'ZZZ' } };
    expect(faultCode(await company.post('/customer', unknown))).toBe('2220');
  });

  test('have a rate for each day', async () => {
    const { ExchangeRate } = (await company.get('/exchangerate?sourcecurrencycode=EUR&asofdate=2026-05-05'))
      .body;
    expect(ExchangeRate).toMatchObject({ Rate: 1.165, TargetCurrencyCode: 'USD', AsOfDate: '2026-05-05' });
  });
});

describe('a company with one currency', () => {
  test('refuses other currencies, and shows no home amounts', async () => {
    await company.close();
    company = await connectedCompany();
    customer = await aCustomer(company);
    expect(faultCode(await company.post('/customer', { DisplayName: 'Y', ...euro }))).toBe('6000');
    expect(faultCode(await company.post('/companycurrency', { Code: 'EUR' }))).toBe('5030');
    expect((await sell({ ExchangeRate: 2 })).body.Invoice).not.toHaveProperty('HomeTotalAmt');
  });
});
