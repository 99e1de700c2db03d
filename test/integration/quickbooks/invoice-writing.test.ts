import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ResolvedOperation } from '../../../server/sync/operation.ts';
import type { OperationResult } from '../../../server/sync/ports.ts';
import type { FieldValues } from '../../../server/sync/record.ts';
import { acceptedOf, salesRow, writeTo } from './operations.ts';
import type { Accepted } from './operations.ts';
import { applied, defineCustomFields, line, Realm } from './realm.ts';

let realm: Realm;
let customer: string;
beforeAll(async () => {
  realm = await Realm.start();
});
beforeEach(async () => {
  await realm.reset();
  customer = await realm.save('Customer', { DisplayName: 'Ada' });
});
afterAll(() => realm.close());

const write = (change: Partial<ResolvedOperation>): Promise<OperationResult> =>
  writeTo(realm, 'invoice', change);
const values = (change: FieldValues = {}): FieldValues => ({
  'CustomerRef.value': customer,
  TxnDate: '2026-06-01',
  ...change,
});
const rows = [salesRow('100', { Description: 'Design' }), salesRow('25.5')];

const create = async (change: Partial<ResolvedOperation> = {}): Promise<Accepted> =>
  acceptedOf(await write({ key: '9001', values: values(), rows, ...change }));

async function read(id: string) {
  const { found } = await realm.pass().gateway('invoice').read([id]);
  if (!found[0]) throw new Error(`no invoice ${id}`);
  return found[0];
}

async function storedNote(id: string): Promise<string> {
  const stored: { readonly Id: string; readonly PrivateNote?: unknown } | undefined = (
    await realm.state('Invoice')
  ).find(({ Id }) => Id === id);
  return String(stored?.PrivateNote);
}

describe('creating an invoice', () => {
  test('answers what QuickBooks made of it, with the ids of its rows', async () => {
    const result = await create({ values: values({ 'CustomerMemo.value': 'Thank you' }) });
    expect(result.values).toEqual({
      'CustomerRef.value': customer,
      TxnDate: '2026-06-01',
      'CustomerMemo.value': 'Thank you',
      TotalAmt: '125.5',
      Balance: '125.5',
      DocNumber: '1001',
      'TxnTaxDetail.TotalTax': '0',
      DueDate: '2026-07-01',
      'CurrencyRef.value': 'USD',
    });
    expect(result.version).toBe('0');
    expect(result.rows?.map((row) => [row['Id'], row['Amount'], row['Description'] ?? null])).toEqual([
      ['1', '100', 'Design'],
      ['2', '25.5', null],
    ]);
  });

  test('sends decimals digit by digit', async () => {
    const row = salesRow('100', {
      'SalesItemLineDetail.Qty': '3',
      'SalesItemLineDetail.UnitPrice': '33.333333',
    });
    const result = await create({ rows: [row] });
    expect(result.rows?.[0]).toMatchObject({ Amount: '100', 'SalesItemLineDetail.UnitPrice': '33.333333' });
  });

  test('takes a discount, a description row and custom fields', async () => {
    await defineCustomFields(realm, { '1': 'PO number' });
    const result = await create({
      values: values({ 'CustomField.1': 'PO 7', 'CustomField.2': null }),
      rows: [
        salesRow('100'),
        { DetailType: 'DescriptionOnly', Description: 'As agreed' },
        {
          DetailType: 'DiscountLineDetail',
          'DiscountLineDetail.PercentBased': 'true',
          'DiscountLineDetail.DiscountPercent': '10',
        },
      ],
    });
    expect(result.values).toMatchObject({ 'CustomField.1': 'PO 7', TotalAmt: '90' });
    expect(result.rows?.map((row) => row['DetailType'])).toEqual([
      'SalesItemLineDetail',
      'DescriptionOnly',
      'DiscountLineDetail',
    ]);
  });
});

test('an invoice says which HubSpot record it was made from, voided as well', async () => {
  const { id } = await create({ values: values({ PrivateNote: 'As agreed' }) });
  expect(await read(id)).toMatchObject({ key: '9001', fields: { PrivateNote: 'As agreed' } });
  await realm.edit({ type: 'Invoice', action: 'void', id });
  await realm.connect();
  expect((await read(id)).key).toBe('9001');
  const copied = await realm.save('Invoice', {
    CustomerRef: { value: customer },
    Line: [line(5)],
    PrivateNote: 'Ledgerline: 9001 and more',
  });
  expect((await read(copied)).key).toBeNull();
});

describe('creating an invoice again', () => {
  test('after a crash, with another intent, answers the first', async () => {
    const first = await create();
    expect(await create({ intentId: 'intent-2' })).toEqual({ ...first, intentId: 'intent-2' });
    expect(await realm.state('Invoice')).toHaveLength(1);
  });

  test('after QuickBooks forgot the request finds it by its marker', async () => {
    await realm.behave({ requestIdHours: 1 });
    const first = await create();
    await create({ key: '9002' });
    await realm.control('clock', { advanceMs: 2 * 60 * 60 * 1000 });
    await realm.connect();
    expect(await create({ repeated: true })).toEqual(first);
    expect(await realm.state('Invoice')).toHaveLength(2);
  });

  test('does not make again what a person has voided since', async () => {
    const first = await create();
    await realm.edit({ type: 'Invoice', action: 'void', id: first.id });
    const again = await create({ repeated: true, attempt: 1 });
    expect(again).toMatchObject({ id: first.id, values: { TotalAmt: '0' } });
  });

  test('with other values under the same request finds the first', async () => {
    await realm.behave({ requestIdOtherBody: 'refuse' });
    const first = await create();
    const second = await create({ values: values({ DocNumber: 'INV-7' }) });
    expect(second).toMatchObject({ id: first.id, values: { DocNumber: '1001' } });
  });

  test('after a refusal is carried out anew', async () => {
    await realm.behave({ requestIdReplaysErrors: true });
    expect(await write({ key: '9001', values: values() })).toMatchObject({ category: 'missing-data' });
    expect(await create({ attempt: 1 })).toMatchObject({ ok: true });
  });
});

describe('the marker line', () => {
  test('follows the text of the note and is hidden from readers', async () => {
    const { id, values: answered } = await create({ values: values({ PrivateNote: 'Call first' }) });
    expect(await storedNote(id)).toBe('Call first\nLedgerline: 9001');
    expect(answered['PrivateNote']).toBe('Call first');
    expect((await read(id)).fields['PrivateNote']).toBe('Call first');
  });

  test('stays when the note is rewritten', async () => {
    const { id } = await create();
    const change = { action: 'update', target: id, version: '0', intentId: 'intent-2' } as const;
    await write({ ...change, values: { PrivateNote: 'Call later' } });
    expect(await storedNote(id)).toBe('Call later\nLedgerline: 9001');
  });

  test('never costs a word of a note that leaves it no room', async () => {
    const note = 'x'.repeat(3990);
    expect(await write({ key: '9001', values: values({ PrivateNote: note }), rows })).toMatchObject({
      category: 'value-not-accepted',
      details: { field: 'PrivateNote', limit: 'length', allowed: '3983', actual: '3990' },
    });
  });
});

describe('updating an invoice', () => {
  const update = { action: 'update', version: '0', intentId: 'intent-2' } as const;

  test('leaves the rows alone when none are given', async () => {
    const { id } = await create();
    const result = acceptedOf(await write({ ...update, target: id, values: { DueDate: '2026-08-01' } }));
    expect(result).toMatchObject({ version: '1', values: { DueDate: '2026-08-01', TotalAmt: '125.5' } });
    expect(result.rows).toHaveLength(2);
  });

  test('replaces the rows, keeping ids and what a row does not name', async () => {
    const { id } = await create({
      rows: [salesRow('100', { 'SalesItemLineDetail.ServiceDate': '2026-05-01' }), salesRow('25.5')],
    });
    const edited = [{ ...salesRow('80'), Id: '1' }, salesRow('7')];
    const result = acceptedOf(await write({ ...update, target: id, rows: edited }));
    expect(result.values).toMatchObject({ TotalAmt: '87' });
    expect(result.rows?.map((row) => [row['Id'], row['Amount']])).toEqual([
      ['1', '80'],
      ['3', '7'],
    ]);
    expect(result.rows?.[0]).toMatchObject({ 'SalesItemLineDetail.ServiceDate': '2026-05-01' });
  });

  test('keeps custom fields it does not name', async () => {
    await defineCustomFields(realm, { '1': 'PO number', '2': 'Colour' });
    const { id } = await create({ values: values({ 'CustomField.1': 'PO 7' }) });
    await write({ ...update, target: id, values: { 'CustomField.2': 'Blue' } });
    expect((await read(id)).fields).toMatchObject({ 'CustomField.1': 'PO 7', 'CustomField.2': 'Blue' });
  });

  test('on a version that is no longer current is a conflict', async () => {
    const { id } = await create();
    await realm.save('Invoice', { CustomerMemo: { value: 'by a person' } }, id);
    for (const change of [{ rows }, { values: { DueDate: '2026-08-01' } }]) {
      expect(await write({ ...update, target: id, ...change })).toMatchObject({
        category: 'conflicting-change',
        error: { code: '5010' },
      });
    }
  });

  test('of one deleted meanwhile is a conflict, not an inactive reference', async () => {
    const { id } = await create();
    await realm.edit({ type: 'Invoice', action: 'delete', id });
    expect(await write({ ...update, target: id, values: { DueDate: '2026-08-01' } })).toMatchObject({
      category: 'conflicting-change',
    });
  });

  test('does not empty what QuickBooks would fill in by itself', async () => {
    const { id } = await create();
    expect(await write({ ...update, target: id, values: { TxnDate: null } })).toMatchObject({
      category: 'value-not-accepted',
      details: { field: 'TxnDate', limit: 'required' },
    });
  });
});

describe('voiding an invoice', () => {
  test('answers zeros and keeps the rows with their ids', async () => {
    const { id } = await create();
    const result = acceptedOf(await write({ action: 'void', target: id, version: '0', intentId: 'i-2' }));
    expect(result).toMatchObject({
      version: '1',
      values: { TotalAmt: '0', Balance: '0', DocNumber: '1001' },
    });
    expect(result.rows?.map((row) => [row['Id'], row['Amount']])).toEqual([
      ['1', '0'],
      ['2', '0'],
    ]);
    expect((await read(id)).state).toBe('voided');
  });

  test('on an old version is a conflict', async () => {
    const { id } = await create();
    const money = { CustomerRef: { value: customer }, TotalAmt: 10, Line: [applied(10, id)] };
    await realm.save('Payment', money);
    const result = await write({ action: 'void', target: id, version: '0', intentId: 'i-2' });
    expect(result).toMatchObject({ category: 'conflicting-change' });
  });
});

describe('a refused invoice', () => {
  test('in closed books is said to be that', async () => {
    await realm.save('Preferences', { AccountingInfoPrefs: { BookCloseDate: '2026-06-30' } });
    expect(await write({ values: values(), rows })).toMatchObject({ category: 'closed-books' });
  });

  test('for a currency that is not the customer’s is a currency mismatch', async () => {
    const result = await write({ values: values({ 'CurrencyRef.value': 'EUR' }), rows });
    expect(result).toMatchObject({ category: 'currency-mismatch', details: { field: 'CurrencyRef' } });
  });

  test.each([
    ['an unknown item', { 'SalesItemLineDetail.ItemRef.value': '999' }, 'reference-inactive'],
    ['an amount that is not quantity times price', { Amount: '7' }, 'value-not-accepted'],
    ['a global tax code', { 'SalesItemLineDetail.TaxCodeRef.value': '6' }, 'tax-code-required'],
    ['text in place of an amount', { Amount: 'ten' }, 'value-not-accepted'],
    ['a decimal too long to be sent exactly', { Amount: '0.12345678901234567891' }, 'value-not-accepted'],
  ])('with %s says so', async (_, change, category) => {
    expect(await write({ values: values(), rows: [salesRow('10', change)] })).toMatchObject({ category });
  });

  test.each(['610', '2500'])('for an inactive customer says so, refused with %s', async (code) => {
    await realm.behave({ inactiveReferenceCode: code });
    await realm.edit({ type: 'Customer', action: 'deactivate', id: customer });
    expect(await write({ values: values(), rows })).toMatchObject({
      category: 'reference-inactive',
      error: { code },
    });
  });

  test('without a service date where revenue is recognised over time says so', async () => {
    await realm.save('Preferences', { ProductAndServicesPrefs: { RevenueRecognitionEnabled: true } });
    expect(await write({ values: values(), rows })).toMatchObject({ category: 'service-date-required' });
  });

  test('in a company that may only be read says so', async () => {
    const NameValue = [{ Name: 'SubscriptionStatus', Value: 'EXPIRED' }];
    await realm.save('CompanyInfo', { NameValue });
    expect(await write({ values: values(), rows })).toMatchObject({ category: 'subscription-read-only' });
  });
});
