import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../../../server/sync/decide.ts';
import type { DecideInput } from '../../../../../server/sync/decide.ts';
import type { Operation } from '../../../../../server/sync/operation.ts';
import type { RecordSnapshot } from '../../../../../server/sync/record.ts';
import {
  aContext,
  aLine,
  anApplication,
  anInvoice,
  aQuestion,
  linkedTo,
} from '../../../../support/builders.ts';
import { settle } from '../../../../support/carry-out.ts';

const dependencies = linkedTo({ 'contact:12': '501', 'contact:13': '502', 'product:7': '601' });
const anvils = aLine('1', { Amount: '10', Qty: '2', UnitPrice: '5', ItemName: 'Anvil' }, '7');
const saw = aLine('2', { Amount: '3', Qty: '1', UnitPrice: '3', ItemName: 'Saw' });
const billed = anInvoice({ total: '13', lines: [anvils, saw] });
const created = (quickbooks: RecordSnapshot = billed, changes: Partial<DecideInput> = {}) =>
  aQuestion('invoice', { quickbooks, dependencies, ...changes });

const operations = (question: DecideInput): readonly Operation[] => {
  const decision = decide(question);
  return 'operations' in decision ? decision.operations : [];
};
const inOrder = (question: DecideInput): readonly string[] =>
  operations(question)
    .toSorted((one, other) => one.stage - other.stage)
    .map(({ stage, action, name }) => `${stage} ${action} ${name}`);
const named = (question: DecideInput, name: string) => operations(question).find((one) => one.name === name);
/** The pair after its first write, asked again because QuickBooks now says something else. */
const then = (now: RecordSnapshot, before = billed): DecideInput => ({
  ...settle(created(before)),
  quickbooks: now,
});

describe('payments', () => {
  const part = anInvoice({
    total: '13',
    balance: '3',
    lines: [anvils, saw],
    payments: [anApplication('180', '10')],
  });

  test('that come later are added without touching rows', () => {
    const question = then(part);
    expect(inOrder(question)).toEqual(['4 create payment:180', '5 associate payments', '6 update record']);
    expect(named(question, 'payment:180')?.values).toMatchObject({ hs_initial_amount: '10.00' });
  });

  test('applied anew for another amount are changed in place', () => {
    const now = anInvoice({
      total: '13',
      balance: '5',
      lines: [anvils, saw],
      payments: [anApplication('180', '8')],
    });
    expect(named(then(now, part), 'payment:180')).toMatchObject({
      action: 'update',
      target: 'new:payment:180',
      values: { hs_initial_amount: '8.00' },
    });
  });

  test('that are gone are taken off the invoice, never deleted, and forgotten', () => {
    const question = then(billed, part);
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
    const question = { ...then(billed, part), context: aContext({ portal: { paymentsApi: false } }) };
    expect(inOrder(question)).toEqual(['6 update record']);
  });
});

describe('an invoice deleted in QuickBooks', () => {
  const part = anInvoice({
    total: '13',
    balance: '3',
    lines: [anvils, saw],
    payments: [anApplication('180', '10')],
  });
  const gone = then({ ...part, state: 'deleted' }, part);

  test('stays in HubSpot, voided and owing nothing, with its payments taken off', () => {
    expect(decide(gone)).toMatchObject({ kind: 'exclude', reason: 'deleted-in-quickbooks' });
    expect(inOrder(gone)).toEqual([
      '3 dissociate off:payment:180',
      '4 update payment:180',
      '6 update record',
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
    expect(inOrder({ ...gone, context })).toEqual(['6 update record']);
  });

  test('asks nothing of a HubSpot invoice that was not read or is gone', () => {
    expect(operations({ ...gone, hubspot: null })).toEqual([]);
  });
});
