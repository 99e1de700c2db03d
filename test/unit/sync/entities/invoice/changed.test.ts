import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../../../server/sync/decide.ts';
import type { DecideInput } from '../../../../../server/sync/decide.ts';
import type { FieldValues, Part, RecordSnapshot } from '../../../../../server/sync/record.ts';
import type { ResolutionChoice } from '../../../../../server/sync/resolution.ts';
import { aBill, aBilledLine, anAdjustment } from '../../../../support/bill-builders.ts';
import { aContext, aLine, anApplication } from '../../../../support/builders.ts';
import { settle } from '../../../../support/carry-out.ts';
import { billed, failure, inStep, since, sold, written } from './sold.ts';

const settled = { kind: 'nothing', settled: true };
const bill = aBill({ lines: [aBilledLine('1', {}, '601'), aBilledLine('2', { name: 'Advice' })] });

type Change = (record: RecordSnapshot) => RecordSnapshot;
const fields =
  (values: FieldValues): Change =>
  (record) => ({ ...record, fields: { ...record.fields, ...values } });
const lines =
  (change: (rows: readonly Part[]) => readonly Part[], total: string): Change =>
  (record) => ({
    ...record,
    parts: { ...record.parts, line: change(record.parts['line'] ?? []) },
    fields: { ...record.fields, TotalAmt: total, Balance: total },
  });
const payments =
  (...line: readonly Part[]): Change =>
  (record) => ({ ...record, parts: { ...record.parts, payment: line } });
const repriced = lines(
  ([first, second]) => [
    ...(first ? [first] : []),
    ...(second ? [{ ...second, fields: { ...second.fields, Amount: '80', UnitPrice: '80' } }] : []),
  ],
  '180',
);

const asked = (question: DecideInput, choice: ResolutionChoice): DecideInput => ({
  ...question,
  resolutions: [{ choice, subject: null, value: null }],
});
const inQuickbooks = (change: Change, pair = inStep(bill)): DecideInput =>
  since(pair, { quickbooks: change });

describe('a HubSpot-made invoice changed in QuickBooks', () => {
  const added = aLine('9', { Amount: '5', Qty: '1', UnitPrice: '5', Description: 'Postage' });
  test.each([
    ['repriced', repriced, ['changed: 1 × Advice, 100.00 → 1 × Advice, 80.00']],
    ['a line added', lines((rows) => [...rows, added], '205'), ['added: 1 × Postage, 5.00']],
    ['a line removed', lines((rows) => rows.slice(0, 1), '100'), ['removed: 1 × Advice, 100.00']],
    [
      'a quantity changed',
      lines((rows) => rows.map((row) => ({ ...row, fields: { ...row.fields, Qty: '2' } })), '200'),
      [
        'changed: 1 × Line 1, 100.00 → 2 × Line 1, 100.00',
        'changed: 1 × Advice, 100.00 → 2 × Advice, 100.00',
      ],
    ],
    ['tax added', fields({ TotalAmt: '216', 'TxnTaxDetail.TotalTax': '16' }), ['tax: 0.00 → 16.00']],
  ])('fails with the differences: %s', (_what, change, differences) => {
    expect(failure(inQuickbooks(change))).toMatchObject({
      category: 'changed-in-quickbooks',
      details: { differences },
    });
  });

  test('fails when it is voided there, and still shows QuickBooks’ status and figures', () => {
    const voided = inQuickbooks((record) => ({
      ...fields({ TotalAmt: '0', Balance: '0' })(record),
      state: 'voided',
    }));
    expect(decide(voided)).toMatchObject({
      kind: 'fail',
      failure: {
        category: 'changed-in-quickbooks',
        details: { differences: ['voided'], choices: ['take-quickbooks'] },
      },
      operations: [{ side: 'hubspot', values: { ledgerline_status: 'voided', ledgerline_total: '0.00' } }],
    });
    expect(decide(asked(voided, 'take-quickbooks'))).toMatchObject({ kind: 'update' });
    expect(decide(settle(asked(voided, 'take-quickbooks')))).toMatchObject(settled);
  });

  test('fails when a payment that was seen is taken off again; one more is no trouble', () => {
    const paid = settle(inQuickbooks(payments(anApplication('180', '50'))));
    expect(failure(paid)).toBeNull();
    expect(failure(since(paid, { quickbooks: payments() }))).toMatchObject({
      category: 'changed-in-quickbooks',
      details: { differences: ['payment removed: 50.00 → 0.00'] },
    });
    const other = payments(anApplication('180', '50'), anApplication('181', '20', { CreditAmount: '30' }));
    expect(failure(since(paid, { quickbooks: other }))).toBeNull();
  });

  test.each([
    ['a due date', fields({ DueDate: '2026-07-31' })],
    ['a memo', fields({ 'CustomerMemo.value': 'Thank you' })],
    [
      'service dates',
      lines(
        (rows) => rows.map((row) => ({ ...row, fields: { ...row.fields, ServiceDate: '2026-06-01' } })),
        '200',
      ),
    ],
    [
      'another item',
      lines((rows) => rows.map((row) => ({ ...row, fields: { ...row.fields, ItemRef: '8' } })), '200'),
    ],
    [
      'a line of text',
      lines((rows) => [...rows, aLine('9', { DetailType: 'DescriptionOnly', Description: 'Thanks' })], '200'),
    ],
  ])('is no trouble for %s', (_what, change) => {
    expect(failure(inQuickbooks(change))).toBeNull();
    expect(written(inQuickbooks(change))).toBeUndefined();
  });

  test('clears by itself when QuickBooks goes back, and when HubSpot comes to the same', () => {
    const changed = inQuickbooks(repriced);
    expect(decide({ ...changed, quickbooks: inStep(bill).quickbooks })).toMatchObject(settled);
    const followed = aBill({
      lines: [aBilledLine('1', {}, '601'), aBilledLine('2', { name: 'Advice', price: '80', amount: '80' })],
    });
    const agreeing = since(changed, { hubspot: (record) => ({ ...record, parts: followed.parts }) });
    expect(failure(agreeing)).toBeNull();
    expect(written(agreeing)).toBeUndefined();
  });

  test('takes HubSpot’s content where a person says so, by the ids of its rows', () => {
    const question = asked(inQuickbooks(repriced), 'take-hubspot');
    expect(written(question)?.rows).toMatchObject([
      { Id: '1', Amount: '100' },
      { Id: '2', Amount: '100' },
    ]);
    const after = settle(question);
    expect(decide(after)).toMatchObject({ kind: 'nothing', settled: true });
    expect(decide({ ...settle(after), resolutions: [] })).toMatchObject(settled);
  });

  test('keeps QuickBooks’ content where a person says so, until HubSpot is edited', () => {
    const accepted = { ...settle(asked(inQuickbooks(repriced), 'take-quickbooks')), resolutions: [] };
    expect(decide(accepted)).toMatchObject(settled);
    const again = since(accepted, { quickbooks: lines((rows) => rows.slice(0, 1), '100') });
    expect(failure(again)).toMatchObject({ category: 'changed-in-quickbooks' });
    const edited = since(accepted, {
      hubspot: (record) => ({
        ...record,
        parts: { ...record.parts, line: [aBilledLine('1', { amount: '60', price: '60' })] },
      }),
    });
    expect(failure(edited)).toMatchObject({ category: 'changed-in-quickbooks' });
  });
});

describe('a QuickBooks total that is not HubSpot’s', () => {
  const taxed = since(settle(sold(bill)), {
    quickbooks: fields({ TotalAmt: '216', 'TxnTaxDetail.TotalTax': '16' }),
  });

  test('fails with both amounts and the choices, a cent is no difference', () => {
    expect(failure(taxed)).toMatchObject({
      category: 'total-differs',
      details: { hubspot: '200.00', quickbooks: '216.00', difference: '16.00', choices: ['take-quickbooks'] },
    });
    expect(failure(since(settle(sold(bill)), { quickbooks: fields({ TotalAmt: '200.01' }) }))).toBeNull();
  });

  test('stands where a person accepts it, and no other total does', () => {
    const accepted = { ...settle(asked(taxed, 'take-quickbooks')), resolutions: [] };
    expect(decide(accepted)).toMatchObject(settled);
    const other = since(accepted, { quickbooks: fields({ TotalAmt: '220', 'TxnTaxDetail.TotalTax': '20' }) });
    expect(failure(other)).toMatchObject({ category: 'changed-in-quickbooks' });
  });
});

describe('a HubSpot-made invoice edited in HubSpot', () => {
  const inHubspot = (change: Change, pair = inStep(bill)): DecideInput => since(pair, { hubspot: change });
  const withLines =
    (...line: readonly Part[]): Change =>
    (record) => ({ ...record, parts: { ...record.parts, line } });

  test('has its rows replaced, those that stay by their id', () => {
    const question = inHubspot(
      withLines(aBilledLine('2', { name: 'Advice', price: '70', amount: '70' }), aBilledLine('3')),
    );
    expect(written(question)).toMatchObject({ action: 'update', target: question.quickbooks?.id });
    expect(written(question)?.rows?.map((row) => [row['Id'], row['Amount']])).toEqual([
      ['2', '70'],
      [undefined, '100'],
    ]);
    expect(decide(question)).toMatchObject({ kind: 'update', again: true });
    expect(decide(settle(settle(question)))).toMatchObject(settled);
  });

  test('keeps the item a bookkeeper chose for a row whose product did not change', () => {
    const pair = inQuickbooks(
      lines((rows) => rows.map((row) => ({ ...row, fields: { ...row.fields, ItemRef: '8' } })), '200'),
    );
    const question = inHubspot(withLines(aBilledLine('1', { price: '70', amount: '70' }, '601')), pair);
    expect(billed(question)).toEqual(['custom: 1 × 70 = 70']);
    expect(written(question)?.rowReferences).toEqual([]);
  });

  test('keeps a row of text that a bookkeeper added', () => {
    const text = aLine('9', { DetailType: 'DescriptionOnly', Description: 'As agreed' });
    const pair = settle(inQuickbooks(lines((rows) => [...rows, text], '200')));
    const question = inHubspot(withLines(aBilledLine('1', { price: '70', amount: '70' }, '601')), pair);
    expect(written(question)?.rows).toMatchObject([{ Id: '1' }, { Id: '9', DetailType: 'DescriptionOnly' }]);
    expect(decide(settle(settle(question)))).toMatchObject(settled);
  });

  test.each([
    ['a new name', withLines(aBilledLine('1', {}, '601'), aBilledLine('2', { name: 'Counsel' }))],
    ['another order', withLines(aBilledLine('2', { name: 'Advice' }), aBilledLine('1', {}, '601'))],
    [
      'a discount',
      (record: RecordSnapshot) => ({
        ...record,
        parts: { ...record.parts, discount: [anAdjustment('d', 'FIXED', '5')] },
      }),
    ],
  ])('is written anew for %s', (_what, change) => {
    expect(written(inHubspot(change))?.rows).toBeDefined();
  });

  test('moves to the customer of its new contact', () => {
    const moved: Change = (record) => ({ ...record, references: { contact: '502' } });
    expect(written(inHubspot(moved))?.values).toEqual({ 'CustomerRef.value': '13' });
    const unknown: Change = (record) => ({ ...record, references: { contact: '777' } });
    expect(failure(inHubspot(unknown))).toMatchObject({ category: 'waiting-for-customer' });
  });

  test('that was changed in QuickBooks as well is a person’s choice', () => {
    const both = inHubspot(withLines(aBilledLine('1', {}, '601')), inQuickbooks(repriced));
    expect(failure(both)).toMatchObject({ category: 'changed-in-quickbooks' });
  });
});

describe('a HubSpot-made invoice voided in HubSpot', () => {
  const voided: Change = (record) => ({
    ...fields({ hs_invoice_status: 'voided' })(record),
    state: 'voided',
  });

  test('is voided in QuickBooks, and both agree', () => {
    const question = since(inStep(bill), { hubspot: voided });
    expect(written(question)).toMatchObject({ action: 'void' });
    expect(written(question)?.rows).toBeUndefined();
    const after = settle(question);
    expect(settle(after).hubspot?.fields).toMatchObject({
      ledgerline_status: 'voided',
      ledgerline_total: '0.00',
    });
    expect(decide(settle(after))).toMatchObject(settled);
  });

  test('fails with the reason when it was paid or the books are closed', () => {
    const paid = since(inStep(bill), { hubspot: voided, quickbooks: payments(anApplication('180', '50')) });
    expect(failure(paid)).toMatchObject({
      category: 'locked-in-quickbooks',
      details: { reason: 'payments', paid: '50.00' },
    });
    const context = aContext({ company: { bookCloseDate: '2026-06-30' } });
    expect(failure({ ...since(inStep(bill), { hubspot: voided }), context })).toMatchObject({
      category: 'closed-books',
    });
  });
});

test('a copy that was deleted in QuickBooks leaves HubSpot’s invoice as it is, and says so', () => {
  const gone = since(inStep(bill), { quickbooks: (record) => ({ ...record, state: 'deleted' }) });
  expect(decide(gone)).toMatchObject({
    kind: 'exclude',
    reason: 'deleted-in-quickbooks',
    operations: [{ side: 'hubspot', values: { ledgerline_status: 'deleted', ledgerline_balance: '0.00' } }],
  });
  const decision = decide(gone);
  const [operation] = 'operations' in decision ? (decision.operations ?? []) : [];
  expect(operation?.values).not.toHaveProperty('hs_invoice_status');
});

test('a document that is paid in HubSpot is not edited there; one that is open takes a changed due date', () => {
  const later = fields({ DueDate: '2026-07-31' });
  const open = settle(inQuickbooks(later)).hubspot?.fields;
  expect(open?.['hs_due_date']).toContain('2026-07-31');
  const paid = since(inStep(bill), { hubspot: fields({ hs_invoice_status: 'paid' }), quickbooks: later });
  expect(settle(paid).hubspot?.fields['hs_due_date']).toContain('2026-06-30');
});
