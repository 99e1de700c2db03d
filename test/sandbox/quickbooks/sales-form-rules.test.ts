import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aCustomer, anInvoice, aPayment, connectedCompany, faultCode, line } from './connected-company.ts';
import type { Answer, ConnectedCompany, Json } from './connected-company.ts';

let company: ConnectedCompany;
let customer: Json;
beforeEach(async () => {
  company = await connectedCompany();
  customer = await aCustomer(company);
});
afterEach(() => company.close());

const turn = (behaviours: Json) => company.control('PATCH', '/settings', { behaviours });
const prefer = (change: Json) => company.edit({ type: 'Preferences', action: 'save', change });
const form = (fields: Json, type = 'invoice'): Promise<Answer> =>
  company.post(`/${type}`, { CustomerRef: { value: customer.Id }, Line: [line(100)], ...fields });

const aBundle = async (): Promise<Json> => {
  const IncomeAccountRef = { value: '1' };
  const item = (Name: string, UnitPrice: number) => ({
    Name,
    Type: 'Service',
    UnitPrice,
    IncomeAccountRef,
  });
  const one = (await company.post('/item', item('Plant', 10))).body.Item;
  const two = (await company.post('/item', item('Soil', 4.5))).body.Item;
  const ItemGroupLine = [
    { ItemRef: { value: one.Id }, Qty: 1 },
    { ItemRef: { value: two.Id }, Qty: 2 },
  ];
  const change = { Name: 'Planting kit', Type: 'Group', ItemGroupDetail: { ItemGroupLine } };
  return company.edit({ type: 'Item', action: 'save', change });
};
const soldBundle = (id: string, Quantity: number, more: Json = {}) => ({
  DetailType: 'GroupLineDetail',
  GroupLineDetail: { GroupItemRef: { value: id }, Quantity, ...more },
});
const partsOf = (invoice: Json) =>
  invoice.Line[0].GroupLineDetail.Line.map((one: Json) => [one.Id, one.Amount, one.SalesItemLineDetail.Qty]);
const useCustomField = (id: string, name: string) => ({
  SalesFormsPrefs: {
    CustomField: [
      {
        CustomField: [
          { Name: 'SalesFormsPrefs.UseSalesCustom1', Type: 'BooleanType', BooleanValue: id === '1' },
          { Name: 'SalesFormsPrefs.UseSalesCustom2', Type: 'BooleanType', BooleanValue: id === '2' },
        ],
      },
      {
        CustomField: [
          { Name: `SalesFormsPrefs.SalesCustomName${id}`, Type: 'StringType', StringValue: name },
        ],
      },
    ],
  },
});
const customField = (DefinitionId: string, StringValue: string) => ({
  CustomField: [{ DefinitionId, StringValue }],
});

const retermed = (SyncToken: string, value: string) =>
  company.post('/invoice', { Id: '1', SyncToken, sparse: true, SalesTermRef: { value } });
const renumbered = (DocNumber: string) =>
  company.post('/invoice', { Id: '2', SyncToken: '0', sparse: true, DocNumber });

describe('bundles', () => {
  test('are unpacked into lines by the vendor', async () => {
    const { Id } = await aBundle();
    const { Invoice } = (await form({ Line: [soldBundle(Id, 3), line(1)] })).body;
    expect(Invoice.Line[0]).toMatchObject({
      Amount: 57,
      DetailType: 'GroupLineDetail',
      GroupLineDetail: { GroupItemRef: { value: Id, name: 'Planting kit' }, Quantity: 3 },
    });
    expect(
      new Set([Invoice.Line[0].Id, Invoice.Line[1].Id, ...partsOf(Invoice).map(([id]: Json) => id)]).size,
    ).toBe(4);
    expect([Invoice.TotalAmt, Invoice.Line[2].Amount]).toEqual([58, 58]);
    expect(partsOf(Invoice).map(([, amount, quantity]: Json) => [amount, quantity])).toEqual([
      [30, 3],
      [27, 6],
    ]);
  });

  test('keep their lines when something else changes, and are void with the form', async () => {
    const { Id } = await aBundle();
    const { Invoice } = (await form({ Line: [soldBundle(Id, 1)] })).body;
    const item = Invoice.Line[0].GroupLineDetail.Line[0].SalesItemLineDetail.ItemRef.value;
    await company.edit({ type: 'Item', id: item, action: 'save', change: { UnitPrice: 99 } });
    const noted = { Id: Invoice.Id, SyncToken: '0', sparse: true, PrivateNote: 'x' };
    expect(partsOf((await company.post('/invoice', noted)).body.Invoice)).toEqual(partsOf(Invoice));
    const voided = await company.post('/invoice?operation=void', { Id: Invoice.Id, SyncToken: '1' });
    expect(voided.body.Invoice.TotalAmt).toBe(0);
    expect(partsOf(voided.body.Invoice).map(([, amount, quantity]: Json) => [amount, quantity])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test('ignore lines that a new form brings, or keep them by a switch', async () => {
    const { Id } = await aBundle();
    const own = soldBundle(Id, 1, { Line: [line(7)] });
    expect((await form({ Line: [own] })).body.Invoice.TotalAmt).toBe(19);
    await turn({ groupChildren: 'kept' });
    expect((await form({ Line: [own] })).body.Invoice.TotalAmt).toBe(7);
  });

  test('cannot be made by API, sold as an item, or be any other item', async () => {
    const { Id } = await aBundle();
    expect(faultCode(await company.post('/item', { Name: 'B', Type: 'Group' }))).toBe('2170');
    expect(faultCode(await form({ Line: [line(5, 1, Id)] }))).toBe('6000');
    expect(faultCode(await form({ Line: [soldBundle('1', 1)] }))).toBe('6000');
    expect(faultCode(await form({ Line: [soldBundle('99', 1)] }))).toBe('2500');
  });
});

describe('custom fields', () => {
  test('show with their names, empty ones too', async () => {
    await prefer(useCustomField('2', 'PO number'));
    const empty = { DefinitionId: '2', Name: 'PO number', Type: 'StringType' };
    expect((await form({})).body.Invoice.CustomField).toEqual([empty]);
    expect((await form(customField('2', 'PO 7'))).body.Invoice.CustomField).toEqual([
      { ...empty, StringValue: 'PO 7' },
    ]);
  });

  test('are refused when not in use or too long, or dropped by a switch', async () => {
    await prefer(useCustomField('1', 'Crew'));
    expect(faultCode(await form(customField('2', 'x')))).toBe('3000');
    expect(faultCode(await form(customField('1', 'x'.repeat(32))))).toBe('2050');
    await turn({ disabledCustomField: 'drop' });
    expect((await form(customField('2', 'x'))).status).toBe(200);
  });
});

describe('due dates', () => {
  const dated = { Name: '15th', DayOfMonthDue: 15, DueNextMonthDays: 5 };

  test.each([
    ['2026-01-05', '2026-01-15'],
    ['2026-01-12', '2026-02-15'],
    ['2026-12-20', '2027-01-15'],
  ])('of %s by a term on the 15th is %s', async (TxnDate, due) => {
    const { Term } = (await company.post('/term', dated)).body;
    expect(Term.Type).toBe('DATE_DRIVEN');
    const { Invoice } = (await form({ TxnDate, SalesTermRef: { value: Term.Id } })).body;
    expect(Invoice.DueDate).toBe(due);
  });

  test('stay when the term changes, or follow it by a switch', async () => {
    await form({ TxnDate: '2026-01-01', SalesTermRef: { value: '2' } });
    expect((await retermed('0', '4')).body.Invoice.DueDate).toBe('2026-01-16');
    await turn({ dueDateFollowsTerm: true });
    expect((await retermed('1', '3')).body.Invoice.DueDate).toBe('2026-01-31');
  });

  test('need a term with days or a day', async () => {
    expect(faultCode(await company.post('/term', { Name: 'Whenever' }))).toBe('2020');
  });
});

describe('money applied by the company itself', () => {
  const applyPayments = { SalesFormsPrefs: { AutoApplyPayments: true } };

  test('pays a fresh invoice from unapplied payments', async () => {
    await prefer(applyPayments);
    const { Payment } = (await aPayment(company, customer.Id, 60)).body;
    expect((await form({})).body.Invoice).toMatchObject({ TotalAmt: 100, Balance: 40, SyncToken: '1' });
    const used = (await company.get(`/payment/${Payment.Id}`)).body.Payment;
    expect(used).toMatchObject({ UnappliedAmt: 0, SyncToken: '1' });
  });

  test('leaves a fresh payment alone, or spends it on the oldest invoice by a switch', async () => {
    await prefer(applyPayments);
    const { Id } = await anInvoice(company, customer.Id);
    expect((await aPayment(company, customer.Id, 10)).body.Payment.UnappliedAmt).toBe(10);
    await turn({ autoApplyNewPayment: true });
    expect((await aPayment(company, customer.Id, 30)).body.Payment.UnappliedAmt).toBe(0);
    expect((await company.get(`/invoice/${Id}`)).body.Invoice.Balance).toBe(70);
  });

  test('uses up a fresh credit memo at once, or waits by a switch', async () => {
    await prefer({ SalesFormsPrefs: { AutoApplyCredit: true } });
    await anInvoice(company, customer.Id);
    expect((await form({ Line: [line(30)] }, 'creditmemo')).body.CreditMemo.RemainingCredit).toBe(0);
    await turn({ autoApplyNewCredit: false });
    expect((await form({ Line: [line(30)] }, 'creditmemo')).body.CreditMemo.RemainingCredit).toBe(30);
  });
});

describe('revenue recognition', () => {
  test('needs a service date on each sold item, unless by a switch', async () => {
    await prefer({ ProductAndServicesPrefs: { RevenueRecognitionEnabled: true } });
    expect((await form({})).body.Fault.Error[0]).toMatchObject({
      code: '6000',
      Detail: 'Business Validation Error: Enter a service date for each product or service.',
      element: 'ServiceDate',
    });
    const sold = line(100);
    sold.SalesItemLineDetail.ServiceDate = '2026-01-01';
    expect((await form({ Line: [sold] })).status).toBe(200);
    await turn({ serviceDateRule: 'ignore' });
    expect((await form({})).status).toBe(200);
  });
});

describe('document numbers the company gives itself', () => {
  beforeEach(() => prefer({ SalesFormsPrefs: { CustomTxnNumbers: true } }));

  test('are unique per kind of form, or over all by a switch', async () => {
    await form({ DocNumber: 'A-1' });
    expect(faultCode(await form({ DocNumber: 'a-1' }))).toBe('6140');
    expect((await form({ DocNumber: 'A-1' }, 'creditmemo')).status).toBe(200);
    await turn({ docNumberScope: 'allForms' });
    expect((await form({ DocNumber: 'A-1' }, 'salesreceipt')).body.Fault.Error[0].Detail).toContain(
      'DocNumber=A-1 is assigned to TxnType=Invoice with TxnId=1',
    );
  });

  test('stay their own in an update, and cannot become those of another', async () => {
    await form({ DocNumber: 'A-1' });
    await form({ DocNumber: 'A-2' });
    expect((await renumbered('A-2')).status).toBe(200);
    expect(faultCode(await renumbered('A-1'))).toBe('6140');
  });

  test('may repeat when the warning is off', async () => {
    await turn({ duplicateDocNumber: 'allow' });
    await form({ DocNumber: 'A-1' });
    expect((await form({ DocNumber: 'A-1' })).status).toBe(200);
  });
});

describe('billing with the parent', () => {
  test('is settled once the customer has been sold to', async () => {
    const job = await aCustomer(company, { Job: true, ParentRef: { value: customer.Id } });
    const change = (SyncToken: string, BillWithParent: boolean) =>
      company.post('/customer', { Id: job.Id, SyncToken, sparse: true, BillWithParent });
    expect((await change('0', true)).status).toBe(200);
    await anInvoice(company, job.Id);
    expect(faultCode(await change('1', false))).toBe('6130');
    await turn({ billWithParentChange: 'allowed' });
    expect((await change('1', false)).status).toBe(200);
  });
});
