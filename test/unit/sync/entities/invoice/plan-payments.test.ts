import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../../../server/sync/decide.ts';
import { aContext, anApplication, anInvoice } from '../../../../support/builders.ts';
import { settle } from '../../../../support/carry-out.ts';
import { anvils, billed, inOrder, named, operations, saw, afterwards } from './billed.ts';

describe('payments', () => {
  const part = anInvoice({
    total: '13',
    balance: '3',
    lines: [anvils, saw],
    payments: [anApplication('180', '10')],
  });

  test('that come later are added without touching rows', () => {
    const question = afterwards(part);
    expect(inOrder(question)).toEqual(['4 create payment:180', '5 update record']);
    expect(named(question, 'payment:180')).toMatchObject({
      values: { hs_initial_amount: '10.00' },
      associations: [{ noun: 'invoice', id: 'new:record' }],
    });
  });

  test('applied anew for another amount are changed in place', () => {
    const now = anInvoice({
      total: '13',
      balance: '5',
      lines: [anvils, saw],
      payments: [anApplication('180', '8')],
    });
    expect(named(afterwards(now, part), 'payment:180')).toMatchObject({
      action: 'update',
      target: 'new:payment:180',
      values: { hs_initial_amount: '8.00' },
    });
  });

  test('that are gone are taken off the invoice, never deleted, and forgotten', () => {
    const question = afterwards(billed, part);
    expect(named(question, 'off:payment:180')).toMatchObject({
      action: 'dissociate',
      associations: [{ noun: 'payment', id: 'new:payment:180' }],
    });
    expect(named(question, 'payment:180')).toMatchObject({
      action: 'update',
      forget: true,
      values: { hs_latest_status: 'failed' },
    });
    expect(operations(question).map(({ action }) => action)).not.toContain('remove');
    expect(decide(settle(question))).toEqual({ kind: 'nothing', settled: true });
  });

  test('stay as they are where the portal lost its payments API', () => {
    const question = { ...afterwards(billed, part), context: aContext({ portal: { paymentsApi: false } }) };
    expect(inOrder(question)).toEqual(['5 update record']);
  });
});

describe('an invoice deleted in QuickBooks', () => {
  const part = anInvoice({
    total: '13',
    balance: '3',
    lines: [anvils, saw],
    payments: [anApplication('180', '10')],
  });
  const gone = afterwards({ ...part, state: 'deleted' }, part);

  test('stays in HubSpot, voided and owing nothing, with its payments taken off', () => {
    expect(decide(gone)).toMatchObject({ kind: 'exclude', reason: 'deleted-in-quickbooks' });
    expect(inOrder(gone)).toEqual([
      '2 dissociate off:payment:180',
      '4 update payment:180',
      '5 update record',
    ]);
    expect(named(gone, 'record')?.values).toEqual({
      hs_invoice_status: 'voided',
      ledgerline_status: 'deleted',
      ledgerline_balance: '0.00',
      ledgerline_paid: '0.00',
      hs_balance_due: '0.00',
    });
  });

  test('needs nothing more once that is written', () => {
    expect(operations(settle(gone))).toEqual([]);
  });

  test('keeps read-only properties as they are', () => {
    const context = aContext({ portal: { readOnlyProperties: ['hs_balance_due'] } });
    expect(named({ ...gone, context }, 'record')?.values).not.toHaveProperty('hs_balance_due');
  });

  test('leaves payments alone where the portal lost its payments API', () => {
    const context = aContext({ portal: { paymentsApi: false } });
    expect(inOrder({ ...gone, context })).toEqual(['5 update record']);
  });

  test('asks nothing of a HubSpot invoice that was not read or is gone', () => {
    expect(operations({ ...gone, hubspot: null })).toEqual([]);
  });
});
