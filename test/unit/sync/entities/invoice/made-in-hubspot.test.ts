import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../../../server/sync/decide.ts';
import { aBill, aBilledLine, anAdjustment } from '../../../../support/bill-builders.ts';
import { aContext, anInvoice, aLink } from '../../../../support/builders.ts';
import { settle } from '../../../../support/carry-out.ts';
import { billed, failure, inStep, paired, rows, since, sold, twoWay, written } from './sold.ts';

describe('which invoices go to QuickBooks', () => {
  test.each([
    ['draft', aBill({ fields: { hs_invoice_status: 'draft' } })],
    ['draft', aBill({ fields: { hs_invoice_status: null } })],
    ['voided', aBill({ fields: { hs_invoice_status: 'voided' } }, { state: 'voided' })],
    ['not-made-in-hubspot', aBill({ fields: { hs_invoice_billable: 'false' } })],
    ['not-made-in-hubspot', aBill({ fields: { hs_invoice_source: 'data_sync' } })],
    ['not-made-in-hubspot', aBill({ fields: { ledgerline_origin: 'quickbooks' } })],
    ['not-made-in-hubspot', aBill({}, { key: 'realm-1:invoice:130' })],
    ['filter', aBill({ fields: { hs_createdate: '2025-12-31T10:00:00.000Z' } })],
  ])('leaves out what is excluded as %s, whatever the filter says', (reason, invoice) => {
    expect(decide(sold(invoice))).toMatchObject({ kind: 'exclude', reason });
    const unfiltered = { ...twoWay(), filters: { toHubspot: [], toQuickbooks: [] } };
    if (reason !== 'filter')
      expect(decide(sold(invoice, { rules: unfiltered }))).toMatchObject({ kind: 'exclude', reason });
  });

  test('are none while the sync goes to HubSpot only', () => {
    const rules = { ...twoWay(), direction: 'to-hubspot' as const };
    expect(decide(sold(aBill(), { rules }))).toEqual({ kind: 'nothing', settled: false });
  });

  test('are never those made in QuickBooks: a change on their mirror goes nowhere, whoever wins', () => {
    const rules = { ...twoWay(), winner: 'hubspot' as const };
    const mirrored = settle(sold(undefined, { hubspot: null, quickbooks: anInvoice(), rules }));
    const edited = since(mirrored, {
      hubspot: (record) => ({ ...record, fields: { ...record.fields, hs_comments: 'Ours' } }),
    });
    expect(decide(edited)).toEqual({ kind: 'nothing', settled: true });
    const both = since(edited, {
      quickbooks: (record) => ({ ...record, fields: { ...record.fields, 'CustomerMemo.value': 'Theirs' } }),
    });
    expect(settle(both).hubspot?.fields['hs_comments']).toBe('Theirs');
  });
});

describe('an invoice made in HubSpot', () => {
  test('is made in QuickBooks with its mapped values, customer and rows, known by its HubSpot id', () => {
    expect(written(sold())).toMatchObject({
      action: 'create',
      key: '901',
      values: { TxnDate: '2026-06-02', DueDate: '2026-06-30', 'CustomerRef.value': '12' },
    });
  });

  test('gets our key and where it was made, and is looked at once more before it counts as in step', () => {
    const decision = decide(sold());
    expect(decision).toMatchObject({ kind: 'create', again: true });
    const operations = decision.kind === 'create' ? decision.operations : [];
    expect(operations.at(-1)).toMatchObject({ target: '901', values: { ledgerline_origin: 'hubspot' } });
    const made = settle(sold());
    expect(made.hubspot?.key).toBe('realm-1:invoice:new:quickbooks-record');
    expect(inStep().hubspot?.fields).toMatchObject({ ledgerline_total: '100.00', ledgerline_status: 'open' });
    expect(decide(inStep())).toMatchObject({ kind: 'nothing', settled: true });
  });

  test('keeps HubSpot’s own status and amounts, which HubSpot computes', () => {
    const paid = { TotalAmt: '100', Balance: '0' };
    const pair = inStep();
    const now = {
      ...pair,
      quickbooks: pair.quickbooks && { ...pair.quickbooks, fields: { ...pair.quickbooks.fields, ...paid } },
    };
    const after = settle(now).hubspot?.fields;
    expect(after).toMatchObject({
      ledgerline_status: 'paid',
      ledgerline_balance: '0.00',
      hs_invoice_status: 'open',
    });
    expect(after).not.toHaveProperty('hs_balance_due');
  });

  test('waits for its customer and says what blocks it', () => {
    expect(failure(sold(aBill({ contact: '777' })))).toMatchObject({
      category: 'waiting-for-customer',
      details: { reference: 'contact', id: '777', blockedBy: 'contact sync is off' },
      waitsOn: ['link:contact:hubspot:777'],
    });
    expect(failure(sold(aBill({ contact: null })))).toMatchObject({ category: 'missing-data' });
  });

  test('is believed to be the one a copy’s marker names, when no link was stored', () => {
    const copy = anInvoice({}, { key: '901' });
    const question = sold(aBill(), { hubspot: null, quickbooks: copy, keyed: '901' });
    expect(decide(question)).toMatchObject({ kind: 'link', hubspotId: '901', quickbooksId: '130' });
    const link = aLink(aBill(), copy, {
      origin: question.definition.madeIn?.(aBill(), copy) ?? 'quickbooks',
    });
    expect(link.origin).toBe('hubspot');
    expect(decide(sold(aBill(), { quickbooks: copy, link }))).toMatchObject({ kind: 'update' });
  });
});

describe('rows in QuickBooks', () => {
  test('name the paired item; everything else goes to the custom item, made first', () => {
    const question = sold(
      aBill({ lines: [aBilledLine('1', {}, '601'), aBilledLine('2', {}, '777'), aBilledLine('3')] }),
    );
    expect(billed(question)).toEqual(['7: 1 × 100 = 100', 'custom: 1 × 100 = 100', 'custom: 1 × 100 = 100']);
    const decision = decide(question);
    const operations = decision.kind === 'create' ? decision.operations : [];
    const item = operations.find(({ noun }) => noun === 'custom-item');
    expect(item).toMatchObject({ values: { Name: 'Custom Line Item', 'IncomeAccountRef.value': '79' } });
    expect(item?.stage).toBeLessThan(written(question)?.stage ?? 0);
    expect(written(question)?.rowReferences?.map(({ row }) => row)).toEqual([1, 2]);
  });

  test('fail the invoice only where their item was made inactive', () => {
    const dependencies: typeof paired = (entity, id, side) =>
      entity === 'product' ? { state: 'linked', id: '7', inactive: true } : paired(entity, id, side);
    const question = sold(aBill({ lines: [aBilledLine('1', {}, '601')] }), { dependencies });
    expect(failure(question)).toMatchObject({
      category: 'reference-inactive',
      details: { reference: 'product', id: '7', name: 'Line 1' },
      waitsOn: ['link:product:quickbooks:7'],
    });
  });

  test('hold fees as custom rows and all discounts as one', () => {
    const invoice = aBill({
      discounts: [anAdjustment('d1', 'PERCENT', '10'), anAdjustment('d2', 'FIXED', '5')],
      fees: [anAdjustment('f1', 'FIXED', '7.5')],
    });
    expect(billed(sold(invoice))).toEqual([
      'custom: 1 × 100 = 100',
      'custom: 1 × 7.5 = 7.5',
      'discount: - × - = 15.00',
    ]);
    const company = {
      switches: { revenueRecognition: false, autoApplyCredit: false, discounts: false, defaultTermId: null },
    };
    expect(billed(sold(invoice, { context: aContext({ company }) }))).toContain('custom: 1 × -15 = -15');
  });

  test('say what they are about', () => {
    const line = { name: 'Anvil', description: 'Of steel' };
    const invoice = aBill({ lines: [aBilledLine('1', line, '601'), aBilledLine('2', line)] });
    expect(rows(sold(invoice)).map((row) => row['Description'])).toEqual(['Of steel', 'Anvil\nOf steel']);
  });

  test('are none of an invoice without lines', () => {
    expect(failure(sold(aBill({ lines: [] })))).toMatchObject({
      category: 'missing-data',
      details: { field: 'line_items' },
    });
  });
});
