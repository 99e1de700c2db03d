import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { britishCompany } from '../../../sandbox/quickbooks/quickbooks.ts';
import { aCustomer, aPayment, connectedCompany, faultCode, line } from './connected-company.ts';
import type { Answer, ConnectedCompany, Json } from './connected-company.ts';
import { nodeClient } from './node-client.ts';
import { webhookReceiver } from './webhook-receiver.ts';

let company: ConnectedCompany;
let customer: Json;
beforeEach(async () => {
  company = await connectedCompany();
  customer = await aCustomer(company);
});
afterEach(() => company.close());

const turn = (behaviours: Json) => company.control('PATCH', '/settings', { behaviours });
const prefer = (change: Json) => company.edit({ type: 'Preferences', action: 'save', change });
const form = (type: string, fields: Json = {}): Promise<Answer> =>
  company.post(`/${type}`, { CustomerRef: { value: customer.Id }, Line: [line(100)], ...fields });
const link = (TxnId: string, TxnType: string) => [{ TxnId, TxnType }];

describe('sales receipts', () => {
  test('are money at once: no receivable, and a number from the common sequence', async () => {
    await form('invoice');
    const sold = { PaymentMethodRef: { value: '2' }, PaymentRefNum: 'ch_1' };
    expect((await form('salesreceipt', sold)).body.SalesReceipt).toMatchObject({
      DocNumber: '1002',
      TotalAmt: 100,
      Balance: 0,
      DepositToAccountRef: { value: '4', name: 'Undeposited Funds' },
      PaymentMethodRef: { value: '2', name: 'Check' },
    });
    expect((await company.get(`/customer/${customer.Id}`)).body.Customer.Balance).toBe(100);
  });

  test('go without a customer, lose one in a full update, and need one by a switch', async () => {
    await form('salesreceipt');
    const full = { Id: '1', SyncToken: '0', Line: [line(100)] };
    expect((await company.post('/salesreceipt', full)).body.SalesReceipt).not.toHaveProperty('CustomerRef');
    await turn({ receiptWithoutCustomer: 'refuse' });
    expect(faultCode(await company.post('/salesreceipt', { Line: [line(1)] }))).toBe('2020');
  });

  test('are voided by include=void, show up in change data, and are deleted', async () => {
    await form('salesreceipt', { PrivateNote: 'old' });
    const body = { Id: '1', SyncToken: '0', sparse: true };
    const voided = await company.post('/salesreceipt?operation=update&include=void', body);
    expect(voided.body.SalesReceipt).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided - old' });
    await company.post('/salesreceipt?operation=delete', { Id: '1', SyncToken: '1' });
    const since = new Date(Date.now() - 60_000).toISOString();
    const changes = (await company.get(`/cdc?entities=SalesReceipt&changedSince=${since}`)).body;
    expect(changes.CDCResponse[0].QueryResponse[0].SalesReceipt).toMatchObject([{ status: 'Deleted' }]);
  });

  test.each<[string, Json]>([
    ['6430', { DepositToAccountRef: { value: '79' } }],
    ['2050', { PaymentRefNum: 'x'.repeat(22) }],
    ['2010', { DueDate: '2026-01-01' }],
    ['2010', { SalesTermRef: { value: '3' } }],
  ])('are refused with %s for %j', async (code, fields) => {
    expect(faultCode(await form('salesreceipt', fields))).toBe(code);
  });
});

describe('estimates', () => {
  test('count by themselves, post nothing, and are found by number', async () => {
    await form('invoice');
    const { Estimate } = (await form('estimate', { ExpirationDate: '2026-12-31' })).body;
    expect(Estimate).toMatchObject({ DocNumber: '1001', TxnStatus: 'Pending', TotalAmt: 100, LinkedTxn: [] });
    expect(Estimate).not.toHaveProperty('Balance');
    expect((await company.get(`/customer/${customer.Id}`)).body.Customer.Balance).toBe(100);
    const found = (await company.query("select * from Estimate where DocNumber = '1001'")).body;
    expect(found.QueryResponse.Estimate).toHaveLength(1);
  });

  test('are closed by the invoice made of them, and open again without it', async () => {
    const { Id } = (await form('estimate')).body.Estimate;
    const { Invoice } = (await form('invoice', { LinkedTxn: link(Id, 'Estimate') })).body;
    expect(Invoice.LinkedTxn).toEqual(link(Id, 'Estimate'));
    const read = async () => (await company.get(`/estimate/${Id}`)).body.Estimate;
    expect(await read()).toMatchObject({ TxnStatus: 'Closed', LinkedTxn: link(Invoice.Id, 'Invoice') });
    await company.post('/invoice?operation=delete', { Id: Invoice.Id, SyncToken: '0' });
    expect(await read()).toMatchObject({ TxnStatus: 'Pending', LinkedTxn: [], SyncToken: '2' });
    await turn({ estimateWhenInvoiced: 'Converted' });
    await form('invoice', { LinkedTxn: link(Id, 'Estimate') });
    expect((await read()).TxnStatus).toBe('Converted');
  });

  test("are refused on a stranger's invoice, when unknown, by void, and when the company makes none", async () => {
    const { Id } = (await form('estimate')).body.Estimate;
    const stranger = { CustomerRef: { value: (await aCustomer(company)).Id } };
    expect(faultCode(await form('invoice', { ...stranger, LinkedTxn: link(Id, 'Estimate') }))).toBe('620');
    expect(faultCode(await form('invoice', { LinkedTxn: link('99', 'Estimate') }))).toBe('610');
    expect(faultCode(await company.post('/estimate?operation=void', { Id, SyncToken: '0' }))).toBe('500');
    await prefer({ SalesFormsPrefs: { AllowEstimates: false } });
    expect(faultCode(await form('estimate'))).toBe('5030');
  });
});

const feeLine = (detail: Json = {}, amount = 2.9) => ({
  Amount: amount,
  DetailType: 'AccountBasedExpenseLineDetail',
  AccountBasedExpenseLineDetail: { AccountRef: { value: '8' }, ...detail },
});
const spend = (fields: Json = {}): Promise<Answer> =>
  company.post('/purchase', {
    PaymentType: 'Cash',
    AccountRef: { value: '35' },
    Line: [feeLine()],
    DocNumber: 'INV-1',
    ...fields,
  });

describe('purchases', () => {
  test('book a fee, and show what must not be sent back', async () => {
    const { Purchase } = (await spend()).body;
    expect(Purchase).toMatchObject({
      TotalAmt: 2.9,
      DocNumber: 'INV-1',
      Credit: false,
      AccountRef: { value: '35', name: 'Checking' },
    });
    expect(Purchase.Line[0]).toMatchObject({
      Id: '1',
      AccountBasedExpenseLineDetail: {
        AccountRef: { value: '8', name: 'Bank Charges' },
        BillableStatus: 'NotBillable',
      },
    });
    const echo = { ...Purchase, PrivateNote: 'x' };
    expect(faultCode(await company.post('/purchase', echo))).toBe('2010');
    const { PurchaseEx: _block, ...sendable } = echo;
    expect((await company.post('/purchase', sendable)).body.Purchase.SyncToken).toBe('1');
  });

  test.each<[string, string, Json]>([
    ['2020', 'PaymentType', { PaymentType: null }],
    ['2020', 'AccountRef', { AccountRef: null }],
    ['2020', 'Line', { Line: [] }],
    ['6430', 'AccountRef', { AccountRef: { value: '41' } }],
    ['6430', 'AccountRef', { PaymentType: 'CreditCard' }],
    ['2020', 'AccountRef', { Line: [feeLine({ AccountRef: null })] }],
    ['6430', 'AccountRef', { Line: [feeLine({ AccountRef: { value: '84' } })] }],
    ['2500', 'AccountRef', { Line: [feeLine({ AccountRef: { value: '99' } })] }],
    ['2500', 'EntityRef', { EntityRef: { value: '99', type: 'Vendor' } }],
    ['2010', 'DepartmentRef', { Line: [feeLine({ DepartmentRef: { value: '1' } })] }],
    ['6310', 'CustomerRef', { Line: [feeLine({ BillableStatus: 'Billable' })] }],
    ['6320', 'BillableStatus', { Line: [feeLine({ BillableStatus: 'HasBeenBilled' })] }],
    ['2600', 'Credit', { Credit: true }],
    ['6000', 'TotalAmt', { Line: [feeLine({}, -1)] }],
    ['2050', 'DocNumber', { DocNumber: 'x'.repeat(22) }],
  ])('are refused with %s at %s for %j', async (code, element, fields) => {
    expect((await spend(fields)).body.Fault.Error[0]).toMatchObject({ code, element });
  });

  test('name their payment type at every update, and lose Credit in a full one', async () => {
    const card = { PaymentType: 'CreditCard', AccountRef: { value: '41' } };
    await spend({ ...card, Credit: true });
    const change = { Id: '1', SyncToken: '0', sparse: true, PrivateNote: 'x' };
    expect(faultCode(await company.post('/purchase', change))).toBe('2020');
    const kept = await company.post('/purchase', { ...change, ...card });
    expect(kept.body.Purchase).toMatchObject({ Credit: true, SyncToken: '1' });
    const full = { Id: '1', SyncToken: '1', ...card, Line: [feeLine()] };
    expect((await company.post('/purchase', full)).body.Purchase.Credit).toBe(false);
  });

  test('for a customer become billable unless told, or never by a switch', async () => {
    const Line = [feeLine({ CustomerRef: { value: customer.Id } })];
    const status = async () =>
      (await spend({ Line })).body.Purchase.Line[0].AccountBasedExpenseLineDetail.BillableStatus;
    expect(await status()).toBe('Billable');
    await turn({ billableByDefault: false });
    expect(await status()).toBe('NotBillable');
  });

  test('respect closed books, are queried by number, told by webhook and deleted', async () => {
    const receiver = await webhookReceiver();
    await company.close();
    company = await connectedCompany({ webhookUrl: receiver.url });
    await spend({ TxnDate: '2026-02-01' });
    expect(JSON.parse((await receiver.next()).body)[0]).toMatchObject({ type: 'qbo.purchase.created.v1' });
    const found = (await company.query("select * from Purchase where DocNumber = 'INV-1'")).body;
    expect(found.QueryResponse.Purchase).toHaveLength(1);
    const gone = await company.post('/purchase?operation=delete', { Id: '1', SyncToken: '0' });
    expect(gone.body.Purchase.status).toBe('Deleted');
    await prefer({ AccountingInfoPrefs: { BookCloseDate: '2026-01-31' } });
    expect(faultCode(await spend({ TxnDate: '2026-01-31' }))).toBe('6210');
    await receiver.close();
  });

  test('carry input tax by the code of each line outside the US', async () => {
    await company.close();
    company = await connectedCompany({ companies: [britishCompany] });
    const excluded = { GlobalTaxCalculation: 'TaxExcluded' };
    expect(faultCode(await spend(excluded))).toBe('6000');
    const Line = [feeLine({ TaxCodeRef: { value: '9' } }, 10)];
    expect((await spend({ ...excluded, Line })).body.Purchase).toMatchObject({
      TotalAmt: 12,
      TxnTaxDetail: { TotalTax: 2 },
    });
  });
});

const bank = (Line: Json[], fields: Json = {}): Promise<Answer> =>
  company.post('/deposit', { DepositToAccountRef: { value: '35' }, Line, ...fields });
const feeOf = (Amount: number) => ({
  Amount,
  DetailType: 'DepositLineDetail',
  DepositLineDetail: { AccountRef: { value: '8' } },
});

const take = (Amount: number, id: string) => bank([{ Amount, LinkedTxn: link(id, 'Payment') }]);

describe('deposits', () => {
  test('net a payment by its fee and freeze it until they are gone', async () => {
    const { Payment } = (await aPayment(company, customer.Id, 100)).body;
    const { Deposit } = (await bank([{ Amount: 100, LinkedTxn: link(Payment.Id, 'Payment') }, feeOf(-2.9)]))
      .body;
    expect(Deposit).toMatchObject({ TotalAmt: 97.1, DepositToAccountRef: { name: 'Checking' } });
    const change = { Id: Payment.Id, SyncToken: '0', sparse: true, PrivateNote: 'x' };
    expect(faultCode(await company.post('/payment', change))).toBe('6540');
    await company.post('/deposit?operation=delete', { Id: Deposit.Id, SyncToken: '0' });
    expect((await company.post('/payment', change)).status).toBe(200);
  });

  test('release what an update takes out, and freeze receipts as well', async () => {
    const receipt = (await form('salesreceipt')).body.SalesReceipt;
    const part = { Amount: 100, LinkedTxn: link(receipt.Id, 'SalesReceipt') };
    const { Deposit } = (await bank([part, feeOf(5)])).body;
    const removal = { Id: receipt.Id, SyncToken: '0' };
    const gone = () => company.post('/salesreceipt?operation=delete', removal);
    expect(faultCode(await gone())).toBe('6540');
    const rest = { Id: Deposit.Id, SyncToken: '0', sparse: true, Line: [feeOf(5)] };
    expect((await company.post('/deposit', rest)).body.Deposit.TotalAmt).toBe(5);
    expect((await gone()).status).toBe(200);
  });

  test('take a payment in full, once, from Undeposited Funds', async () => {
    const { Payment } = (await aPayment(company, customer.Id, 100)).body;
    expect(faultCode(await take(97.1, Payment.Id))).toBe('6000');
    expect((await take(100, Payment.Id)).status).toBe(200);
    expect(faultCode(await take(100, Payment.Id))).toBe('620');
    const elsewhere = {
      CustomerRef: { value: customer.Id },
      TotalAmt: 5,
      DepositToAccountRef: { value: '35' },
    };
    const banked = (await company.post('/payment', elsewhere)).body.Payment;
    expect(faultCode(await take(5, banked.Id))).toBe('620');
  });

  test.each<[string, Json[], Json]>([
    ['2020', [feeOf(5)], { DepositToAccountRef: null }],
    ['2020', [], {}],
    ['2020', [{ Amount: 5, DetailType: 'DepositLineDetail', DepositLineDetail: {} }], {}],
    ['6430', [feeOf(5)], { DepositToAccountRef: { value: '79' } }],
    ['610', [{ Amount: 5, LinkedTxn: link('99', 'Payment') }], {}],
    ['620', [{ Amount: 5, LinkedTxn: link('1', 'Invoice') }], {}],
    ['6000', [feeOf(-5)], {}],
  ])('are refused with %s for %j', async (code, lines, fields) => {
    expect(faultCode(await bank(lines, fields))).toBe(code);
  });

  test('give cash back', async () => {
    const CashBack = { AccountRef: { value: '7' }, Amount: 20 };
    expect((await bank([feeOf(50)], { CashBack })).body.Deposit.TotalAmt).toBe(30);
  });
});

describe('node-quickbooks', () => {
  test('writes receipts, estimates, purchases and deposits', async () => {
    const run = nodeClient(company);
    const receipt = await run('createSalesReceipt', { Line: [line(10)] });
    const part = { Amount: 10, LinkedTxn: link(receipt.Id, 'SalesReceipt') };
    const taken = await run('createDeposit', { DepositToAccountRef: { value: '35' }, Line: [part] });
    const fee = { PaymentType: 'Cash', AccountRef: { value: '35' }, Line: [feeLine()] };
    expect([taken.TotalAmt, (await run('createPurchase', fee)).TotalAmt]).toEqual([10, 2.9]);
    const offer = await run('createEstimate', { CustomerRef: { value: customer.Id }, Line: [line(10)] });
    const accepted = { Id: offer.Id, SyncToken: '0', TxnStatus: 'Accepted' };
    expect((await run('updateEstimate', accepted)).TxnStatus).toBe('Accepted');
  });
});
