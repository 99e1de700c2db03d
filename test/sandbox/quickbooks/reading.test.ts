import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aCustomer, anInvoice, connectedCompany, faultCode } from './connected-company.ts';
import type { ConnectedCompany, Json } from './connected-company.ts';

let company: ConnectedCompany;
let zed: Json;
let anna: Json;
beforeAll(async () => {
  company = await connectedCompany();
  await company.control('PATCH', '/settings', { limits: false });
  zed = await aCustomer(company, { DisplayName: 'Zed', PrimaryEmailAddr: { Address: 'Z@x.example' } });
  anna = await aCustomer(company, { DisplayName: "Anna O'Neill" });
  const gone = await aCustomer(company, { DisplayName: 'Gone' });
  await company.edit({ type: 'Customer', id: gone.Id, action: 'deactivate' });
  for (let n = 0; n < 3; n++) {
    await company.control('POST', '/clock', { advanceMs: 1000 });
    await anInvoice(company, zed.Id);
  }
});
afterAll(() => company.close());

const rows = async (statement: string): Promise<Json[]> => {
  const [, all] = Object.entries<Json>((await company.query(statement)).body.QueryResponse)[0] ?? [];
  return (all ?? []).map((row: Json) => row.Id);
};

const cdc = (entities: string, since: string) =>
  company.get(`/cdc?entities=${entities}&changedSince=${encodeURIComponent(since)}`);
const now = async (): Promise<number> =>
  Date.parse((await company.control('POST', '/clock', { advanceMs: 0 })).body.now);

describe('query', () => {
  test('orders lists by name and transactions by latest change, and hides inactive rows', async () => {
    expect(await rows('select * from Customer')).toEqual([anna.Id, zed.Id]);
    expect(await rows('SELECT * FROM invoice')).toEqual(['3', '2', '1']);
    expect(await rows('select * from Customer where Active in (true, false)')).toHaveLength(3);
    expect(await rows('select * from Customer where Active = false')).toHaveLength(1);
  });

  test.each([
    [`select * from Customer where DisplayName = 'Anna O\\'Neill'`, 1],
    [`select Id, DisplayName from Customer where DisplayName LIKE '%o\\'n%' and Active = true`, 1],
    [`select * from Customer where PrimaryEmailAddr = 'z@X.example'`, 1],
    [`select * from Customer where Id in ('1', '2', '99')`, 2],
    [`select * from Invoice where CustomerRef = '1' and Balance > '99.5' orderby TxnDate desc, Id`, 3],
    [`select * from Invoice where Balance < '100'`, 0],
    [`select * from Invoice maxresults 1 startposition 2`, 1],
    [`select * from Invoice order by Id startposition 3 maxresults 5`, 1],
    [`select * from Invoice where TxnDate >= '2020-01-01' and DocNumber IN ('1001','1002')`, 2],
    [`select * from Account where AccountType = 'Income' and AccountSubType = 'SalesOfProductIncome'`, 1],
    [`select * from TaxCode`, 4],
  ])('answers %s', async (statement, expected) => {
    expect(await rows(statement)).toHaveLength(expected);
  });

  test('pages by time of change, by offset instants', async () => {
    const { Invoice } = (await company.get('/invoice/2')).body;
    const at = Invoice.MetaData.LastUpdatedTime;
    expect(
      await rows(
        `select * from Invoice where MetaData.LastUpdatedTime >= '${at}' orderby MetaData.LastUpdatedTime asc`,
      ),
    ).toEqual(['2', '3']);
    expect(
      await rows(`select * from Invoice where metadata.lastupdatedtime > '${new Date(at).toISOString()}'`),
    ).toEqual(['3']);
    const encoded = await company.get(
      `/query?query=select * from Invoice where MetaData.CreateTime < '2026-01-01T00:00:00+01:00'`,
    );
    expect(faultCode(encoded)).toBe('4001');
  });

  test('counts rows in its own ways', async () => {
    expect((await company.query('select count(*) from Invoice')).body.QueryResponse).toEqual({
      totalCount: 3,
    });
    expect((await company.query('select * from Invoice maxresults 2')).body.QueryResponse).toMatchObject({
      startPosition: 1,
      maxResults: 2,
      totalCount: 2,
    });
    expect((await company.query('select * from Customer')).body.QueryResponse.totalCount).toBeUndefined();
    expect((await company.query("select * from Item where Name = 'x'")).body.QueryResponse).toEqual({});
  });

  test.each([
    ['4000', 'select * Customer'],
    ['4000', "select * from Customer where DisplayName != 'x'"],
    ['4000', "select * from Customer where (DisplayName = 'x')"],
    ['4000', "select * from Customer where DisplayName = 'x' or Id = '1'"],
    ['4000', "select * from Customer where DisplayName = 'O'Neill'"],
    ['4000', 'select * from Customer where DisplayName = x'],
    ['4000', "select * from Customer where Active = true'"],
    ['4001', 'select * from Nothing'],
    ['4001', "select * from Customer where Notes = 'x'"],
    ['4001', "select * from Invoice where DepartmentRef = '1'"],
    ['4001', 'select BillAddr from Customer'],
    ['4001', "select * from Customer where Id > '1'"],
    ['4001', 'select * from Customer maxresults 1001'],
    ['4001', "select * from Customer where Balance > 'x'"],
  ])('answers %s to %s', async (code, statement) => {
    const answer = await company.query(statement);
    expect([answer.status, faultCode(answer)]).toEqual([400, code]);
  });

  test('takes long statements by POST', async () => {
    const answer = await company.call('POST', '/query', 'select * from Invoice', {
      'content-type': 'application/text',
    });
    expect(answer.body.QueryResponse.maxResults).toBe(3);
  });
});

describe('change data', () => {
  test('groups in the order asked, inactive rows included, deleted ones last', async () => {
    const doomed = await anInvoice(company, zed.Id);
    await company.post('/invoice?operation=delete', { Id: doomed.Id, SyncToken: '0' });
    const since = new Date((await now()) - 3_600_000).toISOString();
    const [invoices, items, customers] = (await cdc('Invoice,Payment,Customer', since)).body.CDCResponse[0]
      .QueryResponse;
    expect(invoices.Invoice.map((row: Json) => row.Id)).toEqual(['1', '2', '3', doomed.Id]);
    expect(invoices.Invoice.at(-1)).toEqual({
      status: 'Deleted',
      domain: 'QBO',
      Id: doomed.Id,
      MetaData: { LastUpdatedTime: expect.any(String) },
    });
    expect(items).toEqual({});
    expect(customers.Customer).toHaveLength(3);
  });

  test('refuses more than 30 days and entities it does not track', async () => {
    const old = new Date((await now()) - 31 * 86_400_000).toISOString();
    expect((await cdc('Invoice', old)).status).toBe(400);
    expect(faultCode(await cdc('TaxCode', new Date().toISOString()))).toBe('2000');
  });

  test('cuts at 1,000 objects without notice', async () => {
    for (let n = 0; n < 34; n++) {
      const items = Array.from({ length: 30 }, (_, i) => ({
        bId: `${i}`,
        operation: 'create',
        Customer: { DisplayName: `C${n}-${i}` },
      }));
      await company.post('/batch', { BatchItemRequest: items });
    }
    const since = new Date((await now()) - 3_600_000).toISOString();
    const groups = (await cdc('Invoice,Customer,Item', since)).body.CDCResponse[0].QueryResponse;
    expect(groups.map((group: Json) => group.maxResults)).toEqual([4, 996, undefined]);
  });
});
