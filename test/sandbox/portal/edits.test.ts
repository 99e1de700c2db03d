import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { carryOut, parseForm } from '../../../sandbox/portal/edits.ts';
import { textAt } from '../../../sandbox/portal/json.ts';
import type { Json } from '../../../sandbox/portal/stand-in-control.ts';
import { idOf } from '../../../sandbox/portal/state-reader.ts';
import { startCompanies } from '../demo/companies.ts';

describe('the forms of the page', () => {
  let companies: Awaited<ReturnType<typeof startCompanies>>;
  beforeAll(async () => {
    companies = await startCompanies();
  });
  afterAll(() => companies.close());

  const submit = (form: Record<string, unknown>) => carryOut(parseForm(form), companies.quickbooks);
  const find = async (type: string, fits: (record: Json) => boolean): Promise<Json> => {
    const found = (await companies.quickbooks.records(type)).find(fits);
    if (!found) throw new Error(`no ${type}`);
    return found;
  };
  const openInvoice = () => find('Invoice', (invoice) => Number(textAt(invoice, 'Balance')) > 20);

  test('a partial payment lowers the balance in QuickBooks, and HubSpot is expected to show the rest', async () => {
    const invoice = await openInvoice();
    const [change] = await submit({ form: 'receivePayment', id: idOf(invoice), amount: '12.50' });

    const now = await find('Invoice', (record) => idOf(record) === idOf(invoice));
    expect(change).toMatchObject({
      field: 'balance',
      from: { amount: textAt(invoice, 'Balance') },
      to: { amount: textAt(now, 'Balance') },
      shows: { property: 'ledgerline_balance' },
    });
    expect(Number(textAt(now, 'Balance'))).toBeCloseTo(Number(textAt(invoice, 'Balance')) - 12.5, 2);
  });

  test('voiding keeps the invoice with zero amounts, deleting removes it', async () => {
    const voided = await openInvoice();
    await submit({ form: 'voidInvoice', id: idOf(voided) });
    const deleted = await openInvoice();
    await submit({ form: 'deleteInvoice', id: idOf(deleted) });

    const left = await companies.quickbooks.records('Invoice');
    expect(
      textAt(
        left.find((one) => idOf(one) === idOf(voided)),
        'TotalAmt',
      ),
    ).toBe('0');
    expect(left.some((one) => idOf(one) === idOf(deleted))).toBe(false);
  });

  test('only fields that really changed are awaited', async () => {
    const customer = await find('Customer', (record) => textAt(record, 'GivenName') !== '');
    const changes = await submit({
      form: 'renameCustomer',
      id: idOf(customer),
      givenName: textAt(customer, 'GivenName'),
      familyName: 'Vandermolen',
      companyName: textAt(customer, 'CompanyName'),
    });

    expect(changes.map(({ field }) => field)).toEqual(['familyName']);
  });

  test('a new invoice bills the quantity at the item’s price', async () => {
    const item = await find('Item', (record) => textAt(record, 'UnitPrice') === '49.5');
    const [change] = await submit({
      form: 'createInvoice',
      customerId: '1',
      itemId: idOf(item),
      quantity: '3',
    });

    const made = await find('Invoice', (record) => idOf(record) === change?.quickbooksId);
    expect(textAt(made, 'TotalAmt')).toBe('148.5');
    expect(change?.shows).toBe('record');
  });

  test('an inactive item is named as it was called, and nothing is awaited', async () => {
    const item = await find('Item', (record) => textAt(record, 'Type') === 'Service' && idOf(record) !== '1');
    const changes = await submit({ form: 'deactivateItem', id: idOf(item) });

    expect(changes).toEqual([expect.objectContaining({ label: textAt(item, 'Name'), shows: null })]);
  });

  test('a name that is taken is refused in QuickBooks’ words', async () => {
    const names = { givenName: '', familyName: '', companyName: 'Twice Inc', email: '' };
    await submit({ form: 'createCustomer', ...names });

    await expect(submit({ form: 'createCustomer', ...names })).rejects.toThrow(/name/i);
  });
});
