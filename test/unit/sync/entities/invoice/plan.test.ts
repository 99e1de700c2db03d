import { describe, expect, test } from '@jest/globals';
import { agreePartly } from '../../../../../server/sync/agree.ts';
import { decide } from '../../../../../server/sync/decide.ts';
import type { DecideInput } from '../../../../../server/sync/decide.ts';
import { aContext, aLine, anApplication, anInvoice, rulesFor } from '../../../../support/builders.ts';
import { settle } from '../../../../support/carry-out.ts';
import { anvils, billed, created, inOrder, named, operations, saw, afterwards } from './billed.ts';

describe('a new invoice', () => {
  const paid = anInvoice({
    total: '13',
    balance: '3',
    lines: [anvils, saw],
    payments: [anApplication('180', '10')],
  });

  test('is written as invoice, rows, payments, and last its status', () => {
    expect(inOrder(created(paid))).toEqual([
      '1 create record',
      '2 create line:1',
      '2 create line:2',
      '4 create payment:180',
      '5 update finish',
    ]);
  });

  test('is not billable, says where it was made, and stays a draft until it is whole', () => {
    expect(named(created(paid), 'record')).toMatchObject({
      key: 'realm-1:invoice:130',
      values: {
        hs_invoice_billable: 'false',
        hs_invoice_status: 'draft',
        ledgerline_origin: 'quickbooks',
        ledgerline_key: 'realm-1:invoice:130',
        hs_number: '1037',
        ledgerline_balance: '3.00',
        ledgerline_paid: '10.00',
        ledgerline_status: 'partly_paid',
      },
    });
    expect(named(created(paid), 'finish')).toMatchObject({
      target: { createdBy: 'record' },
      values: { hs_invoice_status: 'open' },
    });
  });

  test('gives each row a key of its own and leaves out what is empty', () => {
    const line = named(created(), 'line:1');
    expect(line).toMatchObject({
      key: 'realm-1:invoice:130:line:1',
      values: { ledgerline_key: 'realm-1:invoice:130:line:1', hs_product_id: '601' },
    });
    expect(line?.values).not.toHaveProperty('description');
  });

  test('has every row and payment made as its own', () => {
    for (const name of ['line:1', 'line:2', 'payment:180']) {
      const invoice = { noun: 'invoice', id: { createdBy: 'record' } };
      expect(named(created(paid), name)).toMatchObject({ action: 'create', associations: [invoice] });
    }
  });

  test('never writes a property this portal keeps read-only', () => {
    const readOnlyProperties = ['hs_balance_due', 'hs_amount_billed'];
    const question = created(billed, { context: aContext({ portal: { readOnlyProperties } }) });
    for (const { values } of operations(question)) {
      for (const name of readOnlyProperties) expect(values).not.toHaveProperty(name);
    }
    expect(named(question, 'record')?.values).toHaveProperty('ledgerline_balance', '13.00');
  });

  test('is shown in its own currency, whatever the home currency', () => {
    const context = aContext({ company: { homeCurrency: 'JPY', multicurrency: true } });
    const foreign = anInvoice({ currency: 'USD', total: '10.55', lines: [] });
    expect(named(created(foreign, { context }), 'record')?.values).toMatchObject({
      hs_currency: 'USD',
      ledgerline_total: '10.55',
      ledgerline_balance: '10.55',
    });
  });
});

const half = (): DecideInput => {
  const whole = settle(created());
  const [record, line] = operations(created());
  const done = [record, line].flatMap((operation) =>
    operation
      ? [{ operation, result: { intentId: 'i', ok: true, id: '7001', version: '1', values: {} } as const }]
      : [],
  );
  return { ...whole, link: whole.link && { ...whole.link, base: agreePartly(null, done) } };
};

describe('an invoice that was left half written', () => {
  test('gets only the rows it lacks, and no second one', () => {
    expect(named(half(), 'line:1')).toBeUndefined();
    expect(named(half(), 'line:2')).toMatchObject({
      action: 'create',
      associations: [{ noun: 'invoice', id: 'new:record' }],
    });
  });
});

describe('a changed invoice', () => {
  test('that is as it was needs nothing', () => {
    expect(decide(afterwards(billed))).toEqual({ kind: 'nothing', settled: true });
  });

  test('has a changed row changed in place, with only what changed', () => {
    const dearer = aLine('1', { Amount: '12', Qty: '2', UnitPrice: '6', ItemName: 'Anvil' }, '7');
    const question = afterwards(anInvoice({ total: '13', lines: [dearer, saw] }));
    expect(operations(question)).toMatchObject([
      { name: 'line:1', action: 'update', target: 'new:line:1', values: { price: '6' } },
    ]);
    expect(operations(question)[0]?.values).toEqual({ price: '6' });
  });

  test('compares rows by line id: swapped rows only change place', () => {
    const swapped = operations(afterwards(anInvoice({ total: '13', lines: [saw, anvils] })));
    expect(swapped.map(({ name, action, values }) => [name, action, values])).toEqual([
      ['line:2', 'update', { hs_position_on_quote: '0' }],
      ['line:1', 'update', { hs_position_on_quote: '1' }],
    ]);
  });

  test('has added rows created and removed rows taken away', () => {
    const added = aLine('3', { Amount: '3', ItemName: 'Axe' });
    const question = afterwards(anInvoice({ total: '13', lines: [anvils, added] }));
    expect(inOrder(question)).toEqual(['2 create line:3', '2 remove line:2']);
    expect(named(question, 'line:2')).toMatchObject({ target: 'new:line:2' });
    expect(named(question, 'line:3')?.associations).toEqual([{ noun: 'invoice', id: 'new:record' }]);
    expect(decide(settle(question))).toEqual({ kind: 'nothing', settled: true });
  });

  test('has a row that became a discount replaced by one', () => {
    const rebate = aLine('2', { Amount: '-3', ItemName: 'Saw' });
    expect(inOrder(afterwards(anInvoice({ total: '13', lines: [anvils, rebate] })))).toEqual([
      '2 create discount:2',
      '2 remove line:2',
    ]);
  });

  test('shows the zero amounts of a voided one, and its row stays', () => {
    const empty = aLine('1', { Amount: '0', Qty: '0', ItemName: 'Anvil' }, '7');
    const question = afterwards(
      anInvoice({ total: '0', balance: '0', lines: [empty, saw] }, { state: 'voided' }),
    );
    expect(named(question, 'record')?.values).toMatchObject({
      hs_invoice_status: 'voided',
      ledgerline_total: '0.00',
      ledgerline_balance: '0.00',
    });
    expect(named(question, 'line:1')).toMatchObject({ action: 'update', values: { price: '0.00' } });
  });

  test('falls overdue by the day alone', () => {
    const question = { ...afterwards(billed), context: aContext({ today: '2026-07-01' }) };
    expect(operations(question)).toMatchObject([
      { name: 'record', values: { ledgerline_status: 'overdue' } },
    ]);
  });

  test('has what a person did to its status in HubSpot set right', () => {
    const question = afterwards(billed);
    const hubspot = question.hubspot && {
      ...question.hubspot,
      fields: { ...question.hubspot.fields, hs_invoice_status: 'paid' },
    };
    expect(operations({ ...question, hubspot })[0]?.values).toEqual({ hs_invoice_status: 'open' });
  });
});

test('an invoice made in HubSpot is never matched by values', () => {
  expect(created().definition.matchKeys(billed)).toEqual([]);
});

test('only invoices dated on or after the set-up day cross at first', () => {
  const question = created(billed, { rules: rulesFor('invoice') });
  expect(decide(question).kind).toBe('create');
  const early = anInvoice({ fields: { TxnDate: '2025-12-31' } });
  expect(decide({ ...question, quickbooks: early })).toMatchObject({ kind: 'exclude', reason: 'filter' });
});
