import { describe, expect, test } from '@jest/globals';
import type { Resolution } from '../../../../../server/sync/resolution.ts';
import { aContext, anApplication } from '../../../../support/builders.ts';
import { carried, done, entered, nothing, paidInHubSpot, planOf, questionOf } from './paid-in-hubspot.ts';
import type { Payments } from './paid-in-hubspot.ts';

describe('a payment made in HubSpot', () => {
  test('is posted gross, on its day in the portal, to the chosen account, applied to the invoice', () => {
    const late = { hs_initiated_date: '2026-06-11T03:00:00.000Z', hs_fees_amount: '2.90' };
    const { operations, failure } = planOf({ hubspot: [paidInHubSpot('31', '60', late)] });
    expect(failure).toBeNull();
    expect(operations).toEqual([
      {
        name: 'payment:31',
        stage: 10,
        side: 'quickbooks',
        noun: 'payment',
        action: 'create',
        target: null,
        version: null,
        key: '31',
        values: {
          'CustomerRef.value': '12',
          TotalAmt: '60.00',
          TxnDate: '2026-06-10',
          'DepositToAccountRef.value': '35',
          PrivateNote: 'HubSpot payment 31',
        },
        associations: [],
        rows: [{ Amount: '60.00', TxnId: '130', TxnType: 'Invoice' }],
        source: { hs_initial_amount: '60', hs_latest_status: 'succeeded', hs_refunds_amount: null },
      },
    ]);
  });

  test('and further ones are posted oldest first, never two at once', () => {
    const older = { hs_initiated_date: '2026-06-02T12:00:00.000Z' };
    const hubspot = [paidInHubSpot('32', '40'), paidInHubSpot('33', '60', older)];
    const plan = planOf({ hubspot });
    expect(done(plan)).toEqual(['create payment:33', 'create payment:32']);
    expect(new Set(plan.operations.map(({ stage }) => stage)).size).toBe(2);
  });

  test.each([
    ['pi_1', { PaymentRefNum: 'pi_1' }],
    ['pi_3NxyzABCDEFGHIJKLMNOPQR', { PrivateNote: 'HubSpot payment 31, pi_3NxyzABCDEFGHIJKLMNOPQR' }],
  ])('shows the reference %s where QuickBooks has room for it', (hs_reference_number, shown) => {
    const { operations } = planOf({ hubspot: [paidInHubSpot('31', '60', { hs_reference_number })] });
    expect(operations[0]?.values).toMatchObject(shown);
  });

  test('names its currency where the company has several', () => {
    const context = aContext({ company: { multicurrency: true } });
    const { operations } = planOf({ hubspot: [paidInHubSpot('31', '60')] }, { context });
    expect(operations[0]?.values['CurrencyRef.value']).toBe('USD');
  });

  test.each(['processing', 'failed', 'refunded', 'disputed_lost', 'unheard_of', null])(
    'that is %s is not posted',
    (hs_latest_status) => {
      expect(planOf({ hubspot: [paidInHubSpot('31', '60', { hs_latest_status })] })).toMatchObject(nothing);
    },
  );

  test.each([
    'partially_refunded',
    'processing_refund',
    'disputed_won',
    'disputed_action_required',
    'disputed_awaiting_decision',
  ])('that was never posted and is %s is left to a person', (hs_latest_status) => {
    const plan = planOf({ hubspot: [paidInHubSpot('31', '60', { hs_latest_status })] });
    expect(plan.operations).toEqual([]);
    expect(plan.failure).toMatchObject({ category: 'refunded-in-hubspot', details: { payment: '31' } });
  });

  test.each([
    ['mirrors a QuickBooks payment', { ledgerline_key: 'realm-1:invoice:130:payment:180' }],
    ['was recorded by another integration', { hs_processor_type: 'quickbooks' }],
    ['is of nothing', { hs_initial_amount: '0' }],
  ])('that %s is not posted', (_, fields) => {
    expect(planOf({ hubspot: [paidInHubSpot('31', '60', fields)] })).toMatchObject(nothing);
  });

  test('that is in QuickBooks already is left alone', () => {
    const payments = { hubspot: [paidInHubSpot('31', '60')], rows: { 180: carried('31', '60') } };
    const plan = planOf({ ...payments, quickbooks: [entered('180', '60')], balance: '40' });
    expect(plan).toEqual({ ...nothing, withheld: new Set(['180']) });
  });

  test('whose row was lost is known again by the marker in QuickBooks', () => {
    const quickbooks = [anApplication('180', '60', { Marker: '31' }), entered('181', '60')];
    const plan = planOf({ hubspot: [paidInHubSpot('31', '60')], quickbooks, balance: '0' });
    expect(done(plan)).toEqual(['link payment:31 180']);
    expect(plan.failure).toBeNull();
  });

  test('that was refunded while its row was lost is not quietly taken for settled', () => {
    const refunded = paidInHubSpot('31', '60', { hs_latest_status: 'refunded' });
    const payments = { hubspot: [refunded], quickbooks: [anApplication('180', '60', { Marker: '31' })] };
    const plan = planOf(payments);
    expect(plan.failure).toMatchObject({ category: 'refunded-in-hubspot', details: { quickbooksId: '180' } });
    expect(plan.withheld.has('180')).toBe(true);
    const resolutions: readonly Resolution[] = [{ choice: 'take-quickbooks', subject: null, value: null }];
    expect(done(planOf(payments, { resolutions }))).toEqual(['link payment:31 180']);
  });

  test.each<[string, Payments, object]>([
    ['without an account', { options: { depositAccount: '' } }, { category: 'missing-data' }],
    [
      'in another currency',
      { hubspot: [paidInHubSpot('31', '60', { hs_currency_code: 'EUR' })] },
      { category: 'currency-mismatch' },
    ],
    [
      'without a day',
      { hubspot: [paidInHubSpot('31', '60', { hs_initiated_date: null })] },
      { category: 'missing-data', details: { field: 'hs_initiated_date' } },
    ],
  ])('%s fails before anything is written', (_, payments, failure) => {
    const plan = planOf({ hubspot: [paidInHubSpot('31', '60')], ...payments });
    expect(plan.operations).toEqual([]);
    expect(plan.failure).toMatchObject(failure);
  });

  test.each([
    ['2026-06-10', ['closed-books']],
    ['2026-06-09', []],
  ])('when books are closed until %s: %j', (bookCloseDate, failures) => {
    const context = aContext({ company: { bookCloseDate } });
    const { failure } = planOf({ hubspot: [paidInHubSpot('31', '60')] }, { context });
    expect(failure ? [failure.category] : []).toEqual(failures);
  });

  test.each([
    ['of an invoice made in QuickBooks', 'quickbooks', 'two-way'],
    ['while the sync only runs to HubSpot', 'hubspot', 'to-hubspot'],
  ] as const)('%s stays where it is', (_, origin, direction) => {
    const question = questionOf({ hubspot: [paidInHubSpot('31', '60')] });
    const { link, rules } = question;
    if (!link) throw new Error('the question is about a pair');
    const plan = planOf(
      { hubspot: [paidInHubSpot('31', '60')] },
      { link: { ...link, origin }, rules: { ...rules, direction } },
    );
    expect(plan).toMatchObject(nothing);
  });
});

describe('a payment the bookkeeper entered', () => {
  test.each([
    ['the same amount on the same day', entered('180', '60', '2026-06-10'), true],
    ['five days later', entered('180', '60', '2026-06-15'), true],
    ['five days earlier', entered('180', '60', '2026-06-05'), true],
    ['six days later', entered('180', '60', '2026-06-16'), false],
    ['another amount', entered('180', '60.01'), false],
    ['the marker of another payment', anApplication('180', '60', { Marker: '30' }), false],
    ['credit instead of money', anApplication('180', '0', { CreditAmount: '60' }), false],
  ])('with %s', (_, part, isAdopted) => {
    const plan = planOf({ hubspot: [paidInHubSpot('31', '60')], quickbooks: [part], balance: '60' });
    expect(done(plan)).toEqual([isAdopted ? 'link payment:31 180' : 'create payment:31']);
    expect(plan.withheld.has('180')).toBe(isAdopted);
  });

  test('and HubSpot shows as its mirror is not taken for another one', () => {
    const mirror = { hubspotId: '99', hubspot: {}, quickbooks: {} };
    const payments = { hubspot: [paidInHubSpot('31', '60')], quickbooks: [entered('180', '60')] };
    const plan = planOf({ ...payments, balance: '60', rows: { 180: mirror } });
    expect(done(plan)).toEqual(['create payment:31']);
  });

  test('is not shown as another one while HubSpot’s has not come in yet', () => {
    const pending = paidInHubSpot('31', '60', { hs_latest_status: 'processing' });
    const plan = planOf({ hubspot: [pending], quickbooks: [entered('180', '60'), entered('181', '5')] });
    expect(plan).toEqual({ ...nothing, withheld: new Set(['180']) });
  });

  test('is one payment of HubSpot’s, the next one is posted', () => {
    const hubspot = [paidInHubSpot('31', '50'), paidInHubSpot('32', '50')];
    const plan = planOf({ hubspot, quickbooks: [entered('180', '50')], balance: '50' });
    expect(done(plan)).toEqual(['link payment:31 180', 'create payment:32']);
  });

  const twice = {
    hubspot: [paidInHubSpot('31', '50')],
    quickbooks: [entered('180', '50'), entered('181', '50')],
    balance: '0',
  };

  test('twice is ambiguous: nothing is written or shown until a person chose', () => {
    const plan = planOf(twice);
    expect(plan).toMatchObject({
      operations: [],
      failure: {
        category: 'ambiguous-match',
        details: { payment: '31', candidates: ['180', '181'], choices: ['link', 'post-unapplied'] },
      },
    });
    expect(plan.withheld).toEqual(new Set(['180', '181']));
  });

  test('and a person chose is linked, the other one is shown in HubSpot', () => {
    const resolutions: readonly Resolution[] = [{ choice: 'link', subject: '31', value: '181' }];
    const plan = planOf(twice, { resolutions });
    expect(done(plan)).toEqual(['link payment:31 181']);
    expect(plan).toMatchObject({ failure: null, withheld: new Set(['181']) });
  });
});

describe('a payment larger than what is open', () => {
  const paid = {
    hubspot: [paidInHubSpot('31', '100')],
    quickbooks: [entered('180', '70', '2026-05-01')],
    balance: '30',
  };

  test('is already paid: the person may link or post it', () => {
    const plan = planOf(paid);
    expect(plan.operations).toEqual([]);
    expect(plan.failure).toMatchObject({
      category: 'already-paid',
      details: { payment: '31', open: '30.00', candidates: ['180'], choices: ['link', 'post-unapplied'] },
    });
  });

  test('is posted with the rest unapplied when a person says so', () => {
    const resolutions: readonly Resolution[] = [{ choice: 'post-unapplied', subject: '31', value: null }];
    const { operations, failure } = planOf(paid, { resolutions });
    expect(failure).toBeNull();
    expect(operations).toMatchObject([
      { values: { TotalAmt: '100.00' }, rows: [{ Amount: '30.00', TxnId: '130' }] },
    ]);
  });

  test('is posted without application where nothing is open', () => {
    const resolutions: readonly Resolution[] = [{ choice: 'post-unapplied', subject: '31', value: null }];
    expect(planOf({ ...paid, balance: '0' }, { resolutions }).operations).toMatchObject([{ rows: [] }]);
  });

  test('may be linked to any payment on the invoice, even to one HubSpot shows already', () => {
    const resolutions: readonly Resolution[] = [{ choice: 'link', subject: '31', value: '180' }];
    const rows = { 180: { hubspotId: '99', hubspot: {}, quickbooks: {} } };
    const plan = planOf({ ...paid, rows }, { resolutions });
    expect(plan.operations).toMatchObject([{ action: 'link', target: '180', values: { Amount: '70' } }]);
    expect(plan.withheld.has('180')).toBe(true);
  });

  test('leaves room for a smaller one', () => {
    const hubspot = [paidInHubSpot('31', '100'), paidInHubSpot('32', '30')];
    const plan = planOf({ ...paid, hubspot });
    expect(done(plan)).toEqual(['create payment:32']);
    expect(plan.failure?.category).toBe('already-paid');
  });
});
