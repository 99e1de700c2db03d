import { describe, expect, test } from '@jest/globals';
import { customerSnapshot } from '../../../server/quickbooks/snapshot/customer.ts';
import { flatten } from '../../../server/quickbooks/snapshot/flatten.ts';
import { invoiceSnapshot, paymentIdsOf } from '../../../server/quickbooks/snapshot/invoice.ts';
import { itemSnapshot } from '../../../server/quickbooks/snapshot/item.ts';
import { paymentSnapshot } from '../../../server/quickbooks/snapshot/payment.ts';
import { applied, customer, invoice, item, payment } from './fixtures.ts';

describe('customers', () => {
  test('become contacts with dotted text fields, instants in UTC and the sync token as version', () => {
    const snapshot = customerSnapshot(customer());
    expect(snapshot).toMatchObject({
      side: 'quickbooks',
      entity: 'contact',
      id: '60',
      version: '0',
      state: 'active',
      label: 'Test Customer May 2026 Regen',
      createdAt: '2026-05-05T09:05:12.000Z',
    });
    expect(snapshot.fields).toMatchObject({
      'PrimaryEmailAddr.Address': 'testcustomer@example.com',
      'BillAddr.City': 'Mountain View',
      Balance: '0',
      Taxable: 'true',
    });
  });

  test('leave bookkeeping of the wire out of the fields', () => {
    const names = Object.keys(customerSnapshot(customer()).fields);
    expect(names.filter((name) => /^(Id|SyncToken|MetaData.*|domain|sparse)$/.test(name))).toEqual([]);
  });

  test('are inactive when QuickBooks made them so', () => {
    expect(customerSnapshot(customer({ Active: false })).state).toBe('inactive');
  });
});

describe('flat fields', () => {
  test('keep the digits of numbers, very small ones too', () => {
    const fields = flatten({
      Id: '1',
      SyncToken: '0',
      ExchangeRate: 1e-7,
      UnitPrice: 33.333333,
      TotalAmt: 1240.5,
    });
    expect(fields).toEqual({ ExchangeRate: '0.0000001', UnitPrice: '33.333333', TotalAmt: '1240.5' });
  });

  test('name custom fields by definition id, whatever their type, and keep empty ones as absent', () => {
    const CustomField = [
      { DefinitionId: '1', Name: 'Crew #', Type: 'StringType', StringValue: '102' },
      { DefinitionId: '2', Name: 'Km', Type: 'NumberType', NumberValue: 12.5 },
      { DefinitionId: '3', Name: 'Empty', Type: 'StringType' },
    ];
    expect(flatten({ Id: '1', SyncToken: '0', CustomField })).toEqual({
      'CustomField.1': '102',
      'CustomField.2': '12.5',
      'CustomField.3': null,
    });
  });
});

describe('items', () => {
  test('become products', () => {
    expect(itemSnapshot(item())).toMatchObject({
      entity: 'product',
      label: 'Design',
      fields: { Sku: 'HS-123', UnitPrice: '75', Type: 'Service', 'IncomeAccountRef.value': '79' },
    });
  });
});

describe('invoices', () => {
  test('name their customer and keep totals as text', () => {
    const snapshot = invoiceSnapshot(invoice(), []);
    expect(snapshot.references).toEqual({ contact: '1' });
    expect(snapshot.label).toBe('1042');
    expect(snapshot.fields).toMatchObject({ TotalAmt: '100', Balance: '100', 'TxnTaxDetail.TotalTax': '0' });
  });

  test('have their item rows as parts, without the automatic subtotal', () => {
    const [line, ...others] = invoiceSnapshot(invoice(), []).parts['line'] ?? [];
    expect(others).toEqual([]);
    expect(line).toMatchObject({ key: '1', id: '1', references: { product: '1' } });
    expect(line?.fields).toMatchObject({ Amount: '100', Qty: '1', UnitPrice: '100', TaxCodeRef: 'NON' });
  });

  test('have the header discount under a key of its own', () => {
    const Line = [
      { Amount: 1005, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
      {
        Amount: 50.25,
        DetailType: 'DiscountLineDetail',
        DiscountLineDetail: { PercentBased: true, DiscountPercent: 5, DiscountAccountRef: { value: '86' } },
      },
    ];
    const [discount] = invoiceSnapshot(invoice({ Line }), []).parts['line'] ?? [];
    expect(discount).toMatchObject({ key: 'discount', id: null });
    expect(discount?.fields).toMatchObject({ Amount: '50.25', DiscountPercent: '5', PercentBased: 'true' });
  });

  test('show the rows of a bundle in place of the bundle, and keep description rows', () => {
    const row = { DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '7' } } };
    const Line = [
      { Id: '1', DetailType: 'DescriptionOnly', Description: 'Phase one', DescriptionLineDetail: {} },
      {
        Id: '2',
        DetailType: 'GroupLineDetail',
        GroupLineDetail: {
          Line: [
            { ...row, Id: '3' },
            { ...row, Id: '4' },
          ],
        },
      },
    ];
    const lines = invoiceSnapshot(invoice({ Line }), []).parts['line'] ?? [];
    expect(lines.map(({ key }) => key)).toEqual(['1', '3', '4']);
    expect(lines[0]?.fields).toMatchObject({ DetailType: 'DescriptionOnly', Description: 'Phase one' });
  });

  test('keep shipping as a field of the line, which names no product', () => {
    const Line = [
      {
        Id: '2',
        Amount: 12,
        DetailType: 'SalesItemLineDetail',
        SalesItemLineDetail: { ItemRef: { value: 'SHIPPING_ITEM_ID' } },
      },
    ];
    const [line] = invoiceSnapshot(invoice({ Line }), []).parts['line'] ?? [];
    expect(line?.fields['ItemRef']).toBe('SHIPPING_ITEM_ID');
    expect(line?.references).toEqual({ product: null });
  });

  test('read the upper snake case of the answer to a void', () => {
    const Line = [
      { Id: '1', Amount: 0, DetailType: 'SALES_ITEM_LINE_DETAIL', SalesItemLineDetail: { Qty: 0 } },
      { Amount: 0, DetailType: 'SUB_TOTAL_LINE_DETAIL' },
    ];
    const snapshot = invoiceSnapshot(invoice({ Line, TotalAmt: 0, Balance: 0, PrivateNote: 'Voided' }), []);
    expect(snapshot.state).toBe('voided');
    expect(snapshot.parts['line']?.map(({ fields }) => fields['DetailType'])).toEqual([
      'SalesItemLineDetail',
    ]);
  });

  test.each([
    ['a note alone', { PrivateNote: 'Voided' }],
    ['a total of zero without the note', { TotalAmt: 0, Balance: 0, Line: [] }],
  ])('are not voided by %s', (_, change) => {
    expect(invoiceSnapshot(invoice(change), []).state).toBe('active');
  });

  test('name each payment once, and other links not at all', () => {
    const LinkedTxn = [
      { TxnId: '74', TxnType: 'Payment' },
      { TxnId: '72', TxnType: 'Payment' },
      { TxnId: '74', TxnType: 'Payment' },
      { TxnId: '9', TxnType: 'Estimate' },
    ];
    expect(paymentIdsOf(invoice({ LinkedTxn }))).toEqual(['74', '72']);
  });

  test('show a payment with what it paid here, not with its whole amount', () => {
    const paid = payment({ TotalAmt: 300, Line: [applied(100, '155'), applied(200, '156')] });
    const [part] = invoiceSnapshot(invoice(), [paid]).parts['payment'] ?? [];
    expect(part).toMatchObject({ key: '180', id: '180' });
    expect(part?.fields).toEqual({
      Amount: '100',
      CreditAmount: '0',
      TxnDate: '2026-05-05',
      TotalAmt: '300',
      UnappliedAmt: '0',
      PaymentRefNum: 'ch_123',
      PaymentMethodRef: '1',
      PaymentMethodName: null,
      Deposited: 'false',
      Marker: null,
    });
  });

  test('leave out a payment that covers them no more', () => {
    expect(invoiceSnapshot(invoice(), [payment({ Line: [] })]).parts['payment']).toEqual([]);
  });
});

describe('payments', () => {
  test('have one application per invoice, in no reference', () => {
    const snapshot = paymentSnapshot(payment());
    expect(snapshot).toMatchObject({ entity: 'payment', label: 'ch_123', references: {} });
    expect(snapshot.parts['application']).toMatchObject([{ key: '155', fields: { Amount: '100' } }]);
  });

  test('say when they went into a deposit', () => {
    const deposited = payment({ LinkedTxn: [{ TxnId: '186', TxnType: 'Deposit' }] });
    expect(paymentSnapshot(deposited).fields['Deposited']).toBe('true');
  });

  test('are voided by zero, no lines and the note together', () => {
    const change = { TotalAmt: 0, UnappliedAmt: 0, Line: [] };
    expect(paymentSnapshot(payment({ ...change, PrivateNote: 'Voided' })).state).toBe('voided');
    expect(paymentSnapshot(payment(change)).state).toBe('active');
  });
});
