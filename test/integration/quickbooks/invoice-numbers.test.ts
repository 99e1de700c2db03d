import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FieldValues } from '../../../server/sync/record.ts';
import { acceptedOf, salesRow, writeTo } from './operations.ts';
import type { Accepted } from './operations.ts';
import { Realm } from './realm.ts';

let realm: Realm;
let customer: string;
beforeAll(async () => {
  realm = await Realm.start();
});
beforeEach(async () => {
  await realm.reset();
  customer = await realm.save('Customer', { DisplayName: 'Ada' });
  await realm.save('Preferences', { SalesFormsPrefs: { CustomTxnNumbers: true } });
});
afterAll(() => realm.close());

const rows = [salesRow('100')];
const values = (change: FieldValues): FieldValues => ({
  'CustomerRef.value': customer,
  TxnDate: '2026-06-01',
  ...change,
});
const write = (change: object) => writeTo(realm, 'invoice', { rows, ...change });
const create = async (change: object): Promise<Accepted> =>
  acceptedOf(await write({ key: '9001', ...change }));

describe('a refused number', () => {
  test('comes with the holder, and with a number that no invoice has', async () => {
    const holder = await create({ values: values({ DocNumber: 'INV-7' }) });
    expect(await write({ key: '9002', values: values({ DocNumber: 'INV-7' }) })).toMatchObject({
      category: 'invoice-number-used',
      details: { number: 'INV-7', holderType: 'Invoice', holderId: holder.id, free: 'INV-7-2' },
    });
    await create({ key: '9003', values: values({ DocNumber: 'INV-7-2' }) });
    const again = { key: '9002', attempt: 1, values: values({ DocNumber: 'INV-7' }) };
    expect(await write(again)).toMatchObject({ details: { free: 'INV-7-3' } });
  });

  test('comes with none longer than QuickBooks takes', async () => {
    const DocNumber = 'INVOICE-2026-00000001';
    await create({ values: values({ DocNumber }) });
    const taken = { key: '9002', values: values({ DocNumber }) };
    expect(await write(taken)).toMatchObject({ details: { free: 'INVOICE-2026-000000-2' } });
  });
});
