import { describe, expect, test } from '@jest/globals';
import { expenseRows, paymentRows, salesRows } from '../../../server/quickbooks/gateways/rows.ts';
import { purchaseSchema } from '../../../server/quickbooks/wire/purchase.ts';
import { applied, invoice, payment } from './fixtures.ts';

const ref = (value: string) => ({ value });

/** Billed from an estimate, with a class and a service date. */
const billed = invoice({
  Line: [
    {
      Id: '1',
      LineNum: 1,
      Description: 'Design',
      Amount: 100,
      LinkedTxn: [{ TxnId: '12', TxnType: 'Estimate', TxnLineId: '1' }],
      DetailType: 'SalesItemLineDetail',
      SalesItemLineDetail: {
        ItemRef: { value: '1', name: 'Services' },
        Qty: 4,
        UnitPrice: 25,
        ClassRef: ref('7'),
        ServiceDate: '2026-05-01',
        TaxCodeRef: ref('NON'),
        ItemAccountRef: ref('79'),
      },
      CustomExtensions: [],
    },
    { Amount: 100, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
  ],
});

describe('rows of an invoice', () => {
  test('edited by id keep what is not named, except the price', () => {
    expect(salesRows.toLines([{ Id: '1', Amount: '80' }], billed)).toEqual([
      {
        Id: '1',
        DetailType: 'SalesItemLineDetail',
        Description: 'Design',
        Amount: 80,
        SalesItemLineDetail: {
          ItemRef: ref('1'),
          ClassRef: ref('7'),
          ServiceDate: '2026-05-01',
          TaxCodeRef: ref('NON'),
        },
        LinkedTxn: [{ TxnId: '12', TxnType: 'Estimate', TxnLineId: '1' }],
      },
    ]);
  });

  test('lose what is named empty', () => {
    const row = { Id: '1', Description: null, 'SalesItemLineDetail.ServiceDate': null, Amount: '80' };
    const [line] = salesRows.toLines([row], billed);
    expect(line).not.toHaveProperty('Description');
    expect(line).not.toHaveProperty('SalesItemLineDetail.ServiceDate');
  });

  test('that turn into another kind keep nothing of the old one', () => {
    const row = { Id: '1', DetailType: 'DescriptionOnly', Description: 'As agreed' };
    expect(salesRows.toLines([row], billed)).toEqual([
      { ...row, DescriptionLineDetail: {}, LinkedTxn: expect.any(Array) },
    ]);
  });

  test('are read with their ids and without the automatic subtotal', () => {
    expect(salesRows.ofRecord(billed)).toEqual([
      expect.objectContaining({ Id: '1', Amount: '100', 'SalesItemLineDetail.Qty': '4' }),
    ]);
  });

  test('of the answer to a void are spelled as everywhere else', () => {
    const answer = invoice({ Line: [{ Id: '1', Amount: 0, DetailType: 'SALES_ITEM_LINE_DETAIL' }] });
    expect(salesRows.ofRecord(answer)).toEqual([{ Id: '1', Amount: '0', DetailType: 'SalesItemLineDetail' }]);
  });
});

test('rows of a payment are sent as links and read without the vendor’s extensions', () => {
  const row = { Amount: '60.5', TxnId: '155', TxnType: 'Invoice' };
  expect(paymentRows.toLines([row], null)).toEqual([
    { Amount: 60.5, LinkedTxn: [{ TxnId: '155', TxnType: 'Invoice' }] },
  ]);
  expect(paymentRows.ofRecord(payment({ Line: [applied(60.5, '155')] }))).toEqual([row]);
});

test('rows of an expense are booked to an account and billed to nobody', () => {
  const detail = { AccountRef: ref('8'), BillableStatus: 'NotBillable' };
  const lines = expenseRows.toLines(
    [{ Amount: '2.9', 'AccountBasedExpenseLineDetail.AccountRef.value': '8' }],
    null,
  );
  const line = {
    Amount: 2.9,
    DetailType: 'AccountBasedExpenseLineDetail',
    AccountBasedExpenseLineDetail: detail,
  };
  expect(lines).toEqual([line]);
  const purchase = purchaseSchema.parse({ Id: '9', SyncToken: '0', Line: [{ Id: '1', ...line }] });
  expect(expenseRows.ofRecord(purchase)).toEqual([
    expect.objectContaining({
      Id: '1',
      Amount: '2.9',
      'AccountBasedExpenseLineDetail.AccountRef.value': '8',
    }),
  ]);
});
