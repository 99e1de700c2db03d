import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aCustomer, anInvoice, aPayment, connectedCompany, faultCode, line } from './connected-company.ts';
import type { ConnectedCompany, Json } from './connected-company.ts';

let company: ConnectedCompany;
let customer: Json;
let invoice: Json;
beforeEach(async () => {
  company = await connectedCompany();
  customer = await aCustomer(company);
  invoice = await anInvoice(company, customer.Id);
});
afterEach(() => company.close());

const read = async (type: string, id: string): Promise<Json> =>
  Object.values((await company.get(`/${type}/${id}`)).body)[0];
const post = (body: Json) => company.post('/payment', { CustomerRef: { value: customer.Id }, ...body });
const link = (Amount: number, TxnId: string, TxnType = 'Invoice') => ({
  Amount,
  LinkedTxn: [{ TxnId, TxnType }],
});

describe('payments', () => {
  test('count from the same ids as invoices and lower what they pay', async () => {
    const { Payment } = (await aPayment(company, customer.Id, 60, { [invoice.Id]: 60 })).body;
    expect(Payment).toMatchObject({
      Id: '2',
      TotalAmt: 60,
      UnappliedAmt: 0,
      DepositToAccountRef: { value: '4' },
    });
    const paid = await read('invoice', invoice.Id);
    expect(paid).toMatchObject({
      Balance: 40,
      SyncToken: '1',
      LinkedTxn: [{ TxnId: '2', TxnType: 'Payment' }],
    });
    expect(await read('customer', customer.Id)).toMatchObject({ Balance: 40, SyncToken: '0' });
  });

  test('list the newest first on the invoice', async () => {
    for (const _ of [1, 2]) await aPayment(company, customer.Id, 10, { [invoice.Id]: 10 });
    expect((await read('invoice', invoice.Id)).LinkedTxn.map((one: Json) => one.TxnId)).toEqual(['3', '2']);
  });

  test.each<[string, () => Json]>([
    ['6000', () => ({ Line: [] })],
    ['2020', () => ({ CustomerRef: null, TotalAmt: 5 })],
    ['6000', () => ({ TotalAmt: 200, Line: [link(200, invoice.Id)] })],
    ['6000', () => ({ TotalAmt: 5, Line: [link(50, invoice.Id)] })],
    ['610', () => ({ TotalAmt: 5, Line: [link(5, '999')] })],
    ['2500', () => ({ TotalAmt: 5, PaymentMethodRef: { value: '99' } })],
    ['6430', () => ({ TotalAmt: 5, DepositToAccountRef: { value: '79' } })],
    ['2050', () => ({ TotalAmt: 5, PaymentRefNum: 'x'.repeat(22) })],
    ['2010', () => ({ TotalAmt: 5, Line: [{ ...link(5, invoice.Id), LineEx: {} }] })],
  ])('are refused with %s', async (code, body) => {
    expect(faultCode(await post(body()))).toBe(code);
  });

  test("cannot pay another customer's invoice, but a parent pays for its jobs", async () => {
    const stranger = await aCustomer(company);
    expect(faultCode(await aPayment(company, stranger.Id, 5, { [invoice.Id]: 5 }))).toBe('620');
    const job = await aCustomer(company, { Job: true, ParentRef: { value: customer.Id } });
    const work = await anInvoice(company, job.Id);
    expect((await aPayment(company, customer.Id, 100, { [work.Id]: 100 })).status).toBe(200);
  });

  test('keep their lines when a sparse update leaves them out, and unapply all for an empty list', async () => {
    const { Payment } = (await aPayment(company, customer.Id, 60, { [invoice.Id]: 60 })).body;
    const noted = await post({ Id: Payment.Id, SyncToken: '0', sparse: true, PrivateNote: 'x' });
    expect(noted.body.Payment.Line).toHaveLength(1);
    const freed = await post({ Id: Payment.Id, SyncToken: '1', sparse: true, Line: [] });
    expect(freed.body.Payment).toMatchObject({ UnappliedAmt: 60, Line: [] });
    expect(await read('invoice', invoice.Id)).toMatchObject({ Balance: 100, SyncToken: '2', LinkedTxn: [] });
  });

  test.each(['/payment?operation=update&include=void', '/payment?operation=void'])(
    'void by %s',
    async (path) => {
      const { Payment } = (await aPayment(company, customer.Id, 60, { [invoice.Id]: 60 })).body;
      const voided = (await company.post(path, { Id: Payment.Id, SyncToken: '0', sparse: true })).body
        .Payment;
      expect(voided).toMatchObject({
        TotalAmt: 0,
        UnappliedAmt: 0,
        Line: [],
        PrivateNote: 'Voided',
        SyncToken: '1',
      });
      expect((await read('invoice', invoice.Id)).Balance).toBe(100);
    },
  );

  test('restore the invoice when deleted', async () => {
    const { Payment } = (await aPayment(company, customer.Id, 100, { [invoice.Id]: 100 })).body;
    await company.post('/payment?operation=delete', { Id: Payment.Id, SyncToken: '0' });
    expect(await read('invoice', invoice.Id)).toMatchObject({ Balance: 100, SyncToken: '2' });
    expect((await read('customer', customer.Id)).Balance).toBe(100);
  });

  test('freeze once deposited, without a new date', async () => {
    const { Payment } = (await aPayment(company, customer.Id, 60, { [invoice.Id]: 60 })).body;
    await company.edit({
      type: 'Deposit',
      action: 'save',
      change: { Line: [link(60, Payment.Id, 'Payment')] },
    });
    const frozen = await read('payment', Payment.Id);
    expect(frozen).toMatchObject({
      LinkedTxn: [{ TxnId: '3', TxnType: 'Deposit' }],
      SyncToken: '0',
      MetaData: Payment.MetaData,
    });
    expect(
      faultCode(await company.post('/payment?operation=delete', { Id: Payment.Id, SyncToken: '0' })),
    ).toBe('6540');
  });
});

describe('credit memos', () => {
  test('are applied by a payment of zero', async () => {
    const memo = (
      await company.post('/creditmemo', { CustomerRef: { value: customer.Id }, Line: [line(30)] })
    ).body.CreditMemo;
    expect(memo).toMatchObject({ TotalAmt: 30, RemainingCredit: 30, Balance: 30, DocNumber: '1002' });
    const { Payment } = (
      await post({ TotalAmt: 0, Line: [link(30, invoice.Id), link(30, memo.Id, 'CreditMemo')] })
    ).body;
    expect(Payment).toMatchObject({ TotalAmt: 0, UnappliedAmt: 0 });
    expect((await read('creditmemo', memo.Id)).RemainingCredit).toBe(0);
    expect((await read('invoice', invoice.Id)).Balance).toBe(70);
    expect((await read('customer', customer.Id)).Balance).toBe(70);
  });
});
