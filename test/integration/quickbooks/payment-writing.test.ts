import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ResolvedOperation } from '../../../server/sync/operation.ts';
import type { OperationResult } from '../../../server/sync/ports.ts';
import { acceptedOf, operation, writeTo } from './operations.ts';
import { line, Realm } from './realm.ts';

let realm: Realm;
let customer: string;
let invoice: string;
beforeAll(async () => {
  realm = await Realm.start();
});
beforeEach(async () => {
  await realm.reset();
  customer = await realm.save('Customer', { DisplayName: 'Ada' });
  invoice = await realm.save('Invoice', { CustomerRef: { value: customer }, Line: [line(100)] });
});
afterAll(() => realm.close());

const write = (change: Partial<ResolvedOperation>): Promise<OperationResult> =>
  writeTo(realm, 'payment', { noun: 'payment', ...change });

const payment = (amount = '60', key = '31'): Partial<ResolvedOperation> => ({
  key,
  values: {
    'CustomerRef.value': customer,
    TotalAmt: amount,
    TxnDate: '2026-06-03',
    PaymentRefNum: 'ch_1',
    'PaymentMethodRef.value': '3',
    'DepositToAccountRef.value': '35',
  },
  rows: [{ Amount: amount, TxnId: invoice, TxnType: 'Invoice' }],
});

async function balance(): Promise<string | null | undefined> {
  const { found } = await realm.pass().gateway('invoice').read([invoice]);
  return found[0]?.fields['Balance'];
}

describe('creating a payment', () => {
  test('pays the invoice and answers what was written', async () => {
    const asked = payment();
    const result = acceptedOf(await write(asked));
    expect(result).toMatchObject({ version: '0', values: asked.values });
    expect(result.rows).toEqual(asked.rows);
    expect(await balance()).toBe('40');
  });

  test('again for one HubSpot payment books it once', async () => {
    const first = await write(payment());
    expect(await write({ ...payment(), intentId: 'intent-2' })).toEqual({ ...first, intentId: 'intent-2' });
    expect(await balance()).toBe('40');
  });

  test('again after QuickBooks forgot the request finds the one with the marker', async () => {
    const first = acceptedOf(await write(payment('20', '30')));
    const second = acceptedOf(await write(payment('20', '31')));
    const repeat = acceptedOf(await write({ ...payment('20', '31'), attempt: 1, repeated: true }));
    expect(repeat.id).toBe(second.id);
    expect(repeat.id).not.toBe(first.id);
    expect(await balance()).toBe('60');
  });

  test('makes the copy of the invoice in this pass worthless', async () => {
    const { gateway } = realm.pass();
    await gateway('invoice').read([invoice]);
    await gateway('payment').execute([operation({ noun: 'payment', ...payment() })]);
    const update = { action: 'update', target: invoice, values: { PrivateNote: 'paid' } } as const;
    const [result] = await gateway('invoice').execute([operation({ ...update, intentId: 'intent-2' })]);
    expect(result).toMatchObject({ ok: true, version: '2' });
  });

  test('of more than is open is refused', async () => {
    expect(await write(payment('150'))).toMatchObject({ ok: false, category: 'rejected-by-quickbooks' });
    expect(await realm.state('Payment')).toHaveLength(0);
  });

  test('to an account that takes no deposits is refused', async () => {
    const { values, ...rest } = payment();
    expect(await write({ ...rest, values: { ...values, 'DepositToAccountRef.value': '79' } })).toMatchObject({
      category: 'value-not-accepted',
      details: { field: 'DepositToAccountRef' },
    });
  });

  test('with a row that names no transaction is not sent', async () => {
    expect(await write({ ...payment(), rows: [{ Amount: '60' }] })).toMatchObject({
      category: 'value-not-accepted',
      error: { status: 0 },
    });
  });
});

describe('voiding a payment', () => {
  const voiding = { action: 'void', intentId: 'intent-2', version: '0' } as const;

  test('opens the invoice again', async () => {
    const { id } = acceptedOf(await write(payment()));
    expect(await write({ ...voiding, target: id })).toMatchObject({ ok: true, version: '1', rows: [] });
    expect(await balance()).toBe('100');
  });

  test('is refused once it has been deposited', async () => {
    const { values, ...rest } = payment();
    const undeposited = { ...values, 'DepositToAccountRef.value': '4' };
    const { id } = acceptedOf(await write({ ...rest, values: undeposited }));
    await realm.save('Deposit', { Line: [{ Amount: 60, LinkedTxn: [{ TxnId: id, TxnType: 'Payment' }] }] });
    expect(await write({ ...voiding, target: id })).toMatchObject({
      category: 'locked-in-quickbooks',
      error: { code: '6540' },
    });
  });
});

describe('the expense of a fee', () => {
  const fee: Partial<ResolvedOperation> = {
    noun: 'expense',
    key: '31',
    values: { 'AccountRef.value': '35', TxnDate: '2026-06-03', DocNumber: '1001' },
    rows: [{ Amount: '2.9', 'AccountBasedExpenseLineDetail.AccountRef.value': '8', Description: 'Stripe' }],
  };

  test('is booked from the clearing account', async () => {
    const result = acceptedOf(await write(fee));
    expect(result.values).toEqual(fee.values);
    expect(result.rows).toMatchObject([{ Amount: '2.9', Description: 'Stripe' }]);
    expect(await realm.state('Purchase')).toMatchObject([
      { PaymentType: 'Cash', TotalAmt: 2.9, PrivateNote: 'Ledgerline: 31' },
    ]);
  });

  test('is booked once, however often it is tried, and apart from its payment', async () => {
    const first = acceptedOf(await write(fee));
    await write(payment('60', '31'));
    const again = acceptedOf(await write({ ...fee, attempt: 1, repeated: true }));
    expect(again.id).toBe(first.id);
    expect(await realm.state('Purchase')).toHaveLength(1);
    expect(await realm.state('Payment')).toHaveLength(1);
  });

  test('from an account that holds no money is refused', async () => {
    const result = await write({ ...fee, values: { 'AccountRef.value': '79', TxnDate: '2026-06-03' } });
    expect(result).toMatchObject({ ok: false, category: 'value-not-accepted' });
  });
});

test('a payment is not edited', async () => {
  await expect(write({ action: 'update', target: '1', version: '0' })).rejects.toThrow(
    'not available in this direction: update payment',
  );
});
