import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connectedCompany } from './connected-company.ts';
import type { ConnectedCompany, Json } from './connected-company.ts';

let company: ConnectedCompany;
beforeEach(async () => {
  company = await connectedCompany();
});
afterEach(() => company.close());

const size = { customers: 300, items: 80, invoices: 600, payments: 400, seed: 7 };
const state = async (type: string): Promise<Json[]> =>
  (await company.control('GET', `/state/${type}`)).text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const sum = (rows: Json[], key: string) => rows.reduce((cents, row) => cents + Math.round(row[key] * 100), 0);

describe('sample company', () => {
  test('has the size asked for, and the same content for the same seed', async () => {
    const counts = (await company.control('POST', '/seed', size)).body;
    expect(counts).toMatchObject({ Customer: 300, Item: 81, Invoice: 600, CreditMemo: 2 });
    const names = (await state('Customer')).map((row) => row.DisplayName);
    await company.control('POST', '/reset');
    await company.control('POST', '/seed', size);
    expect((await state('Customer')).map((row) => row.DisplayName)).toEqual(names);
  });

  test('has paid, partly paid, open and void invoices that add up to the balances', async () => {
    await company.control('POST', '/seed', size);
    const invoices = await state('Invoice');
    expect(
      invoices.filter((row) => row.PrivateNote?.startsWith('Voided') && row.TotalAmt === 0),
    ).toHaveLength(3);
    expect(invoices.some((row) => row.Balance > 0 && row.Balance < row.TotalAmt)).toBe(true);
    expect((await state('Payment')).some((row) => row.Line.length > 1)).toBe(true);
    const owed =
      sum(invoices, 'Balance') -
      sum(await state('CreditMemo'), 'Balance') -
      sum(await state('Payment'), 'UnappliedAmt');
    expect(sum(await state('Customer'), 'Balance')).toBe(owed);
  });

  test('has the people who trip integrations', async () => {
    await company.control('POST', '/seed', size);
    const customers = await state('Customer');
    const names = customers.map((row) => row.DisplayName);
    expect(names).toEqual(expect.arrayContaining(['Renée Lefèvre', 'Åsa Öberg', "O'Neill & Sons"]));
    expect(names.some((name) => name.length > 100)).toBe(true);
    expect(customers.filter((row) => !row.Active)).toHaveLength(1);
    expect(customers.filter((row) => row.ParentRef)).toHaveLength(2);
    expect(customers.some((row) => row.PrimaryEmailAddr?.Address.includes(','))).toBe(true);
    expect(customers.some((row) => !row.PrimaryEmailAddr)).toBe(true);
  });
});
