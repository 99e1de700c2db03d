import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aCustomer, anInvoice, connectedCompany, faultCode, line } from './connected-company.ts';
import type { ConnectedCompany } from './connected-company.ts';

let company: ConnectedCompany;
beforeEach(async () => {
  company = await connectedCompany();
});
afterEach(() => company.close());

const second = (): Promise<unknown> => company.control('POST', '/clock', { advanceMs: 1000 });

describe('customers', () => {
  test('are created in the recorded shape', async () => {
    const answer = await company.post('/customer', {
      GivenName: 'Test',
      FamilyName: 'Customer',
      DisplayName: 'Test Customer May 2026 Regen',
      Notes: '…',
      PrimaryPhone: { FreeFormNumber: '(555) 555-1234' },
      PrimaryEmailAddr: { Address: 'testcustomer@example.com' },
      BillAddr: {
        Line1: '123 Test Street',
        City: 'Mountain View',
        Country: 'USA',
        CountrySubDivisionCode: 'CA',
        PostalCode: '94042',
      },
    });
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-0[78]:00$/);
    expect(answer.body.Customer).toEqual({
      Taxable: true,
      BillAddr: {
        Id: '1',
        Line1: '123 Test Street',
        City: 'Mountain View',
        Country: 'USA',
        CountrySubDivisionCode: 'CA',
        PostalCode: '94042',
      },
      Notes: '…',
      Job: false,
      BillWithParent: false,
      Balance: 0,
      BalanceWithJobs: 0,
      CurrencyRef: { value: 'USD', name: 'United States Dollar' },
      PreferredDeliveryMethod: 'Print',
      IsProject: false,
      domain: 'QBO',
      sparse: false,
      Id: '1',
      SyncToken: '0',
      MetaData: { CreateTime: time, LastUpdatedTime: time },
      GivenName: 'Test',
      FamilyName: 'Customer',
      FullyQualifiedName: 'Test Customer May 2026 Regen',
      DisplayName: 'Test Customer May 2026 Regen',
      PrintOnCheckName: 'Test Customer',
      Active: true,
      PrimaryPhone: { FreeFormNumber: '(555) 555-1234' },
      PrimaryEmailAddr: { Address: 'testcustomer@example.com' },
      DefaultTaxCodeRef: { value: '2' },
    });
    expect(answer.body.time).toMatch(/\.\d{3}-0[78]:00$/);
  });

  test.each([
    ['2010', { DisplayName: 'A', Nickname: 'B' }],
    ['2010', { DisplayName: { text: 'A' } }],
    ['6080', { CompanyName: 'Only' }],
    ['2050', { DisplayName: 'x'.repeat(501) }],
    ['2040', { DisplayName: 'A:B' }],
    ['2040', { DisplayName: 'A \u{1F600}' }],
    ['2210', { DisplayName: 'A', PrimaryEmailAddr: { Address: 'nobody' } }],
    ['2170', { DisplayName: 'A', PreferredDeliveryMethod: 'Pigeon' }],
    ['6420', { DisplayName: 'A', PreferredDeliveryMethod: 'Email' }],
    ['2500', { DisplayName: 'A', SalesTermRef: { value: '99' } }],
    ['6150', { DisplayName: 'A', Job: true }],
    ['6000', { DisplayName: 'A', CurrencyRef: { value: 'EUR' } }],
    ['500', { DisplayName: 'A', Id: '1', SyncToken: '0' }],
  ])('are refused with %s for %j', async (code, body) => {
    const path = code === '500' ? '/customer?operation=delete' : '/customer';
    const answer = await company.post(path, body);
    expect([answer.status, faultCode(answer)]).toEqual([400, code]);
  });

  test('share their names with vendors, and tell the id only of their own kind', async () => {
    const { Id } = await aCustomer(company, { DisplayName: 'Acme' });
    await company.edit({ type: 'Vendor', action: 'save', change: { DisplayName: 'Supplier' } });
    const same = await company.post('/customer', { DisplayName: 'ACME' });
    expect(same.body.Fault.Error[0]).toMatchObject({
      code: '6240',
      Detail: `The name supplied already exists. : Id=${Id}`,
    });
    const other = await company.post('/customer', { DisplayName: 'Supplier' });
    expect(other.body.Fault.Error[0].Detail).toContain('Another customer, vendor or employee');
  });

  test('keep what a sparse update leaves out, and lose it in a full one', async () => {
    const customer = await aCustomer(company, { Notes: 'old', GivenName: 'A' });
    const sparse = await company.post('/customer', {
      Id: customer.Id,
      SyncToken: '0',
      sparse: true,
      GivenName: 'B',
    });
    expect(sparse.body.Customer).toMatchObject({ Notes: 'old', GivenName: 'B', SyncToken: '1' });
    const full = await company.post('/customer', {
      Id: customer.Id,
      SyncToken: '1',
      DisplayName: customer.DisplayName,
    });
    expect(full.body.Customer.Notes).toBeUndefined();
    expect(full.body.Customer).toMatchObject({ SyncToken: '2', PreferredDeliveryMethod: 'Print' });
  });

  test('keep token and time when a sparse update changes nothing', async () => {
    const customer = await aCustomer(company, { Notes: 'same', BillAddr: { City: 'Rome' } });
    await second();
    const change = {
      Id: customer.Id,
      SyncToken: '0',
      sparse: true,
      Notes: 'same',
      BillAddr: { City: 'Rome' },
    };
    expect((await company.post('/customer', change)).body.Customer).toEqual(customer);
  });

  test('clear a value by an empty text, but never the display name', async () => {
    const customer = await aCustomer(company, { Notes: 'x', PrimaryEmailAddr: { Address: 'a@b.co' } });
    const change = {
      Id: customer.Id,
      SyncToken: '0',
      sparse: true,
      Notes: '',
      DisplayName: '',
      PrimaryEmailAddr: { Address: '' },
    };
    const { Customer } = (await company.post('/customer', change)).body;
    expect([Customer.Notes, Customer.PrimaryEmailAddr, Customer.DisplayName]).toEqual([
      undefined,
      undefined,
      customer.DisplayName,
    ]);
  });

  test('refuse a stale token with 5010 and a missing one with 2020', async () => {
    const { Id } = await aCustomer(company);
    const stale = await company.post('/customer', { Id, SyncToken: '7', sparse: true, Notes: 'x' });
    expect(stale.body.Fault.Error[0].Detail).toMatch(
      /^Stale Object Error : You and .* were working on this at the same time/,
    );
    expect(faultCode(await company.post('/customer', { Id, sparse: true, Notes: 'x' }))).toBe('2020');
  });

  test('give their name free when deactivated and take it back when reactivated', async () => {
    const { Id } = await aCustomer(company, { DisplayName: 'Acme' });
    const gone = await company.post('/customer', { Id, SyncToken: '0', sparse: true, Active: false });
    expect(gone.body.Customer.DisplayName).toBe('Acme (deleted)');
    const back = await company.post('/customer', { Id, SyncToken: '1', sparse: true, Active: true });
    expect(back.body.Customer.DisplayName).toBe('Acme');
    await company.edit({ type: 'Customer', id: Id, action: 'deactivate' });
    expect((await company.post('/customer', { DisplayName: 'Acme' })).status).toBe(200);
  });

  test('cannot be deactivated while they owe money', async () => {
    const { Id } = await aCustomer(company);
    await anInvoice(company, Id);
    expect(
      faultCode(await company.post('/customer', { Id, SyncToken: '0', sparse: true, Active: false })),
    ).toBe('6220');
  });

  test('nest under parents, whose balance with jobs includes theirs', async () => {
    const parent = await aCustomer(company, { DisplayName: 'Parent' });
    const child = await aCustomer(company, {
      DisplayName: 'Child',
      Job: true,
      ParentRef: { value: parent.Id },
    });
    expect(child).toMatchObject({
      FullyQualifiedName: 'Parent:Child',
      Level: 1,
      ParentRef: { name: 'Parent' },
    });
    await anInvoice(company, child.Id);
    expect((await company.get(`/customer/${parent.Id}`)).body.Customer).toMatchObject({
      Balance: 0,
      BalanceWithJobs: 100,
    });
    const loop = { Id: parent.Id, SyncToken: '0', sparse: true, Job: true, ParentRef: { value: child.Id } };
    expect(faultCode(await company.post('/customer', loop))).toBe('900');
  });

  test('hand over their transactions when merged, and are gone', async () => {
    const [survivor, loser] = [await aCustomer(company), await aCustomer(company)];
    const invoice = await anInvoice(company, loser.Id);
    const merged = await company.edit({
      type: 'Customer',
      id: survivor.Id,
      action: 'merge',
      with: { id: loser.Id },
    });
    expect(merged).toMatchObject({ Balance: 100, SyncToken: '1' });
    expect(
      (await company.query(`select * from Invoice where CustomerRef = '${survivor.Id}'`)).body.QueryResponse
        .Invoice[0].Id,
    ).toBe(invoice.Id);
    expect(faultCode(await company.get(`/customer/${loser.Id}`))).toBe('610');
  });
});

describe('items', () => {
  const income = { IncomeAccountRef: { value: '79' } };

  test('are created with the prices and flags a read shows', async () => {
    const { Item } = (
      await company.post('/item', {
        Name: 'Design',
        Type: 'Service',
        Sku: 'HS-123',
        UnitPrice: 75,
        Taxable: false,
        ...income,
      })
    ).body;
    expect(Item).toMatchObject({
      Name: 'Design',
      FullyQualifiedName: 'Design',
      UnitPrice: 75,
      PurchaseCost: 0,
      TrackQtyOnHand: false,
      DeferredRevenue: false,
      IncomeAccountRef: { value: '79', name: 'Sales of Product Income' },
      SyncToken: '0',
    });
  });

  test.each([
    ['2020', { Type: 'Service', IncomeAccountRef: { value: '79' } }],
    ['2020', { Name: 'A', Type: 'Service' }],
    ['2170', { Name: 'A', Type: 'Bundle' }],
    ['6430', { Name: 'A', Type: 'Service', IncomeAccountRef: { value: '35' } }],
    ['2500', { Name: 'A', Type: 'Service', IncomeAccountRef: { value: '999' } }],
    [
      '2020',
      { Name: 'A', Type: 'Inventory', IncomeAccountRef: { value: '79' }, ExpenseAccountRef: { value: '80' } },
    ],
    ['6240', { Name: 'services', Type: 'Service', IncomeAccountRef: { value: '79' } }],
  ])('are refused with %s for %j', async (code, body) => {
    expect(faultCode(await company.post('/item', body))).toBe(code);
  });

  test('lose stock when sold, with a new token', async () => {
    const inventory = {
      Name: 'Pump',
      Type: 'Inventory',
      TrackQtyOnHand: true,
      QtyOnHand: 10,
      InvStartDate: '2024-01-01',
      AssetAccountRef: { value: '81' },
      ExpenseAccountRef: { value: '80' },
      ...income,
    };
    const { Item } = (await company.post('/item', inventory)).body;
    const { Id } = await aCustomer(company);
    await anInvoice(company, Id, { Line: [line(10, 4, Item.Id)] });
    expect((await company.get(`/item/${Item.Id}`)).body.Item).toMatchObject({ QtyOnHand: 6, SyncToken: '1' });
  });

  test('show a new name in old invoices without touching them', async () => {
    const customer = await aCustomer(company);
    const invoice = await anInvoice(company, customer.Id);
    await company.post('/item', { Id: '1', SyncToken: '0', sparse: true, Name: 'Hours' });
    const { Invoice } = (await company.get(`/invoice/${invoice.Id}`)).body;
    expect(Invoice.Line[0].SalesItemLineDetail.ItemRef.name).toBe('Hours');
    expect([Invoice.SyncToken, Invoice.MetaData]).toEqual([invoice.SyncToken, invoice.MetaData]);
  });
});
