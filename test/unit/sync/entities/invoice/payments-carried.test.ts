import { describe, expect, test } from '@jest/globals';
import { hasUnseenPayments } from '../../../../../server/sync/entities/invoice/payments-to-quickbooks.ts';
import type { Resolution } from '../../../../../server/sync/resolution.ts';
import { aContext, anApplication } from '../../../../support/builders.ts';
import { carried, done, entered, nothing, paidInHubSpot, planOf, questionOf } from './paid-in-hubspot.ts';
import type { Payments } from './paid-in-hubspot.ts';

describe('a payment that both sides have', () => {
  const rows = { 180: carried('31', '60') };
  const changed = (status: string, fields = {}) => ({
    hubspot: [paidInHubSpot('31', '60', { hs_latest_status: status, ...fields })],
    quickbooks: [entered('180', '60')],
    balance: '40',
    rows,
  });

  test.each([
    'refunded',
    'partially_refunded',
    'processing_refund',
    'failed',
    'disputed_lost',
    'disputed_action_required',
    'disputed_awaiting_decision',
  ])('and then is %s in HubSpot fails as refunded', (status) => {
    expect(planOf(changed(status))).toMatchObject({
      operations: [],
      failure: { category: 'refunded-in-hubspot', details: { payment: '31', quickbooksId: '180', status } },
    });
  });

  test('and is as it was is in step', () => {
    expect(planOf(changed('succeeded'))).toMatchObject(nothing);
  });

  test('and stays after a dispute is in step, which is remembered without a write', () => {
    const plan = planOf(changed('disputed_won'));
    expect(plan).toMatchObject({
      failure: null,
      operations: [
        {
          action: 'link',
          values: { Amount: '60.00', TotalAmt: '60' },
          source: { hs_latest_status: 'disputed_won' },
        },
      ],
    });
  });

  test('and got another amount in HubSpot differs, until a person lets the books stand', () => {
    const edited = { ...changed('succeeded'), hubspot: [paidInHubSpot('31', '65')] };
    expect(planOf(edited)).toMatchObject({
      operations: [],
      failure: {
        category: 'total-differs',
        details: { payment: '31', amount: '65.00 USD', agreed: '60.00' },
      },
    });
    const resolutions: readonly Resolution[] = [{ choice: 'take-quickbooks', subject: null, value: null }];
    expect(planOf(edited, { resolutions })).toMatchObject({
      failure: null,
      operations: [{ source: { hs_initial_amount: '65' } }],
    });
  });

  test('is in step again once QuickBooks has what HubSpot kept', () => {
    const half = changed('partially_refunded', { hs_refunds_amount: '25' });
    for (const [payments, Amount] of [
      [{ ...changed('refunded'), quickbooks: [] }, '0.00'],
      [{ ...half, quickbooks: [entered('180', '35')] }, '35.00'],
    ] as const)
      expect(planOf(payments)).toMatchObject({
        failure: null,
        operations: [{ action: 'link', values: { Amount } }],
      });
  });

  test('stays as it is in QuickBooks when a person says so, and that is remembered', () => {
    const resolutions: readonly Resolution[] = [{ choice: 'take-quickbooks', subject: null, value: null }];
    const plan = planOf(changed('refunded'), { resolutions });
    expect(plan).toMatchObject({
      failure: null,
      operations: [{ action: 'link', target: '180', source: { hs_latest_status: 'refunded' } }],
    });
    const accepted = { 180: carried('31', '60', 'refunded') };
    expect(planOf({ ...changed('refunded'), rows: accepted })).toMatchObject(nothing);
  });

  test.each([
    ['taken off the invoice', [], '0.00', ['take-quickbooks', 'take-hubspot']],
    ['lowered', [entered('180', '20')], '20.00', ['take-quickbooks']],
  ])('and was %s in QuickBooks is a change there', (_, quickbooks, left, choices) => {
    const differences = [`payment removed: 60.00 → ${left}`];
    const plan = planOf({ ...changed('succeeded'), quickbooks });
    expect(plan).toMatchObject({
      operations: [],
      failure: {
        category: 'changed-in-quickbooks',
        details: { payment: '31', quickbooksId: '180', choices, differences },
      },
    });
  });

  test('and was removed in QuickBooks to be entered by hand is that one from then on', () => {
    const plan = planOf({ ...changed('succeeded'), quickbooks: [entered('195', '60')] });
    expect(done(plan)).toEqual(['link payment:31 195']);
    expect(plan.failure).toBeNull();
  });

  test('and was removed in QuickBooks is posted anew, as another one, when HubSpot is to stand', () => {
    const resolutions: readonly Resolution[] = [{ choice: 'take-hubspot', subject: null, value: null }];
    const { operations } = planOf(
      { ...changed('succeeded'), quickbooks: [], balance: '100' },
      { resolutions },
    );
    expect(operations).toMatchObject([{ action: 'create', key: '31/180', name: 'payment:31' }]);
    const again = [anApplication('195', '60', { Marker: '31/180' })];
    expect(done(planOf({ ...changed('succeeded'), rows: {}, quickbooks: again }))).toEqual([
      'link payment:31 195',
    ]);
  });
});

describe('the processor’s fee', () => {
  const options = { feeExpenses: true, feeExpenseAccount: '8', feeClearingAccount: '35' };
  const hubspot = [paidInHubSpot('31', '60', { hs_fees_amount: '2.04' })];

  test('is an expense out of the clearing account, after its payment', () => {
    const { operations } = planOf({ hubspot, options });
    expect(operations.map(({ name, key }) => [name, key])).toEqual([
      ['payment:31', '31'],
      ['expense:31', '31'],
    ]);
    expect(operations[1]).toMatchObject({
      noun: 'expense',
      values: { 'AccountRef.value': '35', TxnDate: '2026-06-10', DocNumber: '1037' },
      rows: [{ Amount: '2.04', 'AccountBasedExpenseLineDetail.AccountRef.value': '8' }],
    });
    expect(operations[1]?.stage).toBeGreaterThan(operations[0]?.stage ?? 0);
  });

  test('stays out of QuickBooks unless that is switched on', () => {
    expect(done(planOf({ hubspot }))).toEqual(['create payment:31']);
  });

  test('that comes later is booked later, once', () => {
    const quickbooks = [anApplication('180', '60', { Marker: '31' })];
    const posted = { hubspot, options, quickbooks, balance: '40', rows: { 180: carried('31', '60') } };
    expect(done(planOf(posted))).toEqual(['create expense:31']);
    const expenses = { 200: { ...carried('31', '60'), hubspot: { hs_fees_amount: '2.04' } } };
    expect(planOf({ ...posted, expenses })).toMatchObject(nothing);
  });

  test('of a payment that a bookkeeper entered is his affair', () => {
    expect(done(planOf({ hubspot, options, quickbooks: [entered('180', '60')] }))).toEqual([
      'link payment:31 180',
    ]);
  });

  test('names a tax code outside the US, and is no tax itself', () => {
    const context = aContext({ company: { country: 'GB', salesTax: 'global' } });
    expect(planOf({ hubspot, options }, { context })).toMatchObject({
      operations: [{ name: 'payment:31' }],
      failure: { category: 'tax-code-required', details: { setting: 'feeTaxCode' } },
    });
    const { operations } = planOf({ hubspot, options: { ...options, feeTaxCode: '9' } }, { context });
    expect(operations[1]).toMatchObject({
      values: { GlobalTaxCalculation: 'NotApplicable' },
      rows: [{ Amount: '2.04', 'AccountBasedExpenseLineDetail.TaxCodeRef.value': '9' }],
    });
  });

  test.each(['feeExpenseAccount', 'feeClearingAccount'])('fails without %s, the payment does not', (name) => {
    const plan = planOf({ hubspot, options: { ...options, [name]: '' } });
    expect(done(plan)).toEqual(['create payment:31']);
    expect(plan.failure).toMatchObject({ category: 'missing-data', details: { setting: name } });
  });
});

describe('money that HubSpot shows without a payment that can be read', () => {
  const needsApi = { category: 'payment-needs-payments-api', details: { paid: '60.00' } };

  test('fails, whatever QuickBooks has', () => {
    expect(planOf({ amountPaid: '60' })).toMatchObject({ operations: [], failure: needsApi });
    expect(planOf({ amountPaid: '60', quickbooks: [entered('180', '60')] }).failure).toMatchObject(needsApi);
  });

  test('is no trouble where its payments were carried over or mirrored before', () => {
    const mirror = { hubspotId: '99', hubspot: { hs_initial_amount: '20.00' }, quickbooks: {} };
    const rows = { 180: carried('31', '40'), 181: mirror };
    const quickbooks = [entered('180', '40'), entered('181', '20')];
    expect(planOf({ amountPaid: '60', quickbooks, rows })).toMatchObject(nothing);
  });
});

describe('a look at HubSpot alone tells', () => {
  const isNews = (payments: Payments): boolean => {
    const question = questionOf(payments);
    return question.hubspot !== null && hasUnseenPayments(question, question.hubspot);
  };
  const options = { feeExpenses: true };

  test.each<[string, Payments, boolean]>([
    ['no payments', {}, false],
    [
      'one that has not come in',
      { hubspot: [paidInHubSpot('31', '6', { hs_latest_status: 'processing' })] },
      false,
    ],
    ['a new one', { hubspot: [paidInHubSpot('31', '60')] }, true],
    ['a known one', { hubspot: [paidInHubSpot('31', '60')], rows: { 180: carried('31', '60') } }, false],
    [
      'a refund',
      {
        hubspot: [paidInHubSpot('31', '60', { hs_latest_status: 'refunded' })],
        rows: { 180: carried('31', '60') },
      },
      true,
    ],
    [
      'a fee',
      {
        hubspot: [paidInHubSpot('31', '60', { hs_fees_amount: '2' })],
        rows: { 180: carried('31', '60') },
        options,
      },
      true,
    ],
    ['money without payments', { amountPaid: '60' }, true],
  ])('%s: %s', (_, payments, expected) => {
    expect(isNews(payments)).toBe(expected);
  });
});
