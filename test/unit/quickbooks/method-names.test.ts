import { expect, test } from '@jest/globals';
import { methodNames, withMethodName } from '../../../server/quickbooks/gateways/method-names.ts';
import { ConnectionLost, VendorUnavailable } from '../../../server/sync/reactions.ts';

const payment = (PaymentMethodRef?: { value: string; name?: string }) => ({
  Id: '180',
  SyncToken: '0',
  ...(PaymentMethodRef && { PaymentMethodRef }),
});
const list = async () => [{ id: '3', name: 'Visa', isCreditCard: true }];
const never = async () => {
  throw new Error('nobody asks');
};

test('a payment’s method gets the name the company gave it', async () => {
  const visa = payment({ value: '3' });
  const gone = payment({ value: '9' });
  const names = await methodNames([visa, gone], list);
  expect(withMethodName(visa, names)).toMatchObject({ PaymentMethodRef: { value: '3', name: 'Visa' } });
  expect(withMethodName(gone, names)).toEqual(gone);
});

test('the list is not asked for where no payment wants a name', async () => {
  const named = payment({ value: '3', name: 'Carte' });
  expect(await methodNames([payment(), named], never)).toEqual(new Map());
  expect(withMethodName(named, new Map([['3', 'Visa']]))).toEqual(named);
});

test('a list QuickBooks does not give costs the names, the end of a connection is not hidden', async () => {
  const failing = (error: Error) => async () => {
    throw error;
  };
  const visa = payment({ value: '3' });
  expect(await methodNames([visa], failing(new VendorUnavailable('quickbooks', '502')))).toEqual(new Map());
  await expect(methodNames([visa], failing(new ConnectionLost('quickbooks', 'gone')))).rejects.toThrow(
    ConnectionLost,
  );
});
