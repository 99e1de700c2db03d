import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../../../server/sync/decide.ts';
import { reviewInvoice } from '../../../../../server/sync/entities/invoice/review-with-payments.ts';
import { aQuestion, aLine } from '../../../../support/builders.ts';
import { carried, entered, paidInHubSpot, questionOf } from './paid-in-hubspot.ts';
import type { Payments } from './paid-in-hubspot.ts';

/** The same line on both sides, so that nothing but payments is open. */
const line = aLine('1', { Amount: '100', Qty: '1', UnitPrice: '100', ItemName: 'Anvil' });
const billedLine = aLine('71', { name: 'Anvil', quantity: '1', price: '100', amount: '100' });

function reviewing(payments: Payments, paidBefore: string | null = null) {
  const question = questionOf(payments);
  const { hubspot, quickbooks, link, base } = question;
  if (!hubspot || !quickbooks || !link || !base) throw new Error('the question is about a pair');
  const accepted = {
    hubspotId: null,
    hubspot: { contact: null, number: null, total: '100.00' },
    quickbooks: { total: '100.00', tax: '0.00', ...(paidBefore !== null && { paid: paidBefore }) },
  };
  const known = { ...base, parts: { ...base.parts, content: { invoice: accepted } } };
  return {
    ...question,
    hubspot: { ...hubspot, parts: { ...hubspot.parts, line: [billedLine] } },
    quickbooks: { ...quickbooks, parts: { ...quickbooks.parts, line: [line] } },
    link: { ...link, base: known },
    base: known,
  };
}

const deciding = (payments: Payments, paidBefore: string | null = null) => {
  const { rules, link, hubspot, quickbooks } = reviewing(payments, paidBefore);
  return decide(aQuestion('invoice', { rules, link, hubspot, quickbooks }));
};

describe('payments of an invoice made in HubSpot', () => {
  const paid = { hubspot: [paidInHubSpot('31', '60')] };

  test('are posted when nothing of the invoice itself is to be written', () => {
    const review = reviewInvoice(reviewing(paid));
    expect(review).toMatchObject({ failure: null, unsettled: null, again: false });
    expect(review?.payments.operations).toMatchObject([{ name: 'payment:31', action: 'create' }]);
  });

  test('wait for a write of the invoice, which is looked at again after it', () => {
    const written = { ...reviewing(paid), writes: { hubspot: {}, quickbooks: { TrackingNum: '1Z' } } };
    const review = reviewInvoice(written);
    expect(review).toMatchObject({ again: true, unsettled: null, payments: { operations: [] } });
    const nothing = { ...reviewing({}), writes: written.writes };
    expect(reviewInvoice(nothing)).toMatchObject({ again: false });
  });

  test('that need a person fail the pair, and the rest of it stays in step', () => {
    const decision = deciding({ ...paid, balance: '30' });
    expect(decision).toMatchObject({ kind: 'update', failure: { category: 'already-paid' } });
    const operations = 'operations' in decision ? (decision.operations ?? []) : [];
    expect(operations).toMatchObject([{ side: 'hubspot', values: { ledgerline_balance: '30.00' } }]);
  });

  test('entered in QuickBooks are shown in HubSpot, those of HubSpot’s own making are not', () => {
    const decision = deciding({
      ...paid,
      quickbooks: [entered('180', '60'), entered('181', '40')],
      balance: '0',
      rows: { 180: carried('31', '60') },
    });
    const operations = 'operations' in decision ? (decision.operations ?? []) : [];
    expect(operations.filter(({ noun }) => noun === 'payment')).toMatchObject([
      { side: 'hubspot', action: 'create', name: 'payment:181' },
    ]);
  });

  test('make room for the mirror’s when a person says that both are one', () => {
    const { rules, link, hubspot, quickbooks } = reviewing({
      hubspot: [paidInHubSpot('31', '70')],
      quickbooks: [entered('180', '70')],
      balance: '30',
      rows: { 180: { hubspotId: '99', hubspot: { hs_initial_amount: '70.00' }, quickbooks: {} } },
    });
    const resolutions = [{ choice: 'link', subject: '31', value: '180' } as const];
    const decision = decide(aQuestion('invoice', { rules, link, hubspot, quickbooks, resolutions }));
    const operations = 'operations' in decision ? (decision.operations ?? []) : [];
    expect(
      operations
        .filter(({ name }) => name !== 'record')
        .toSorted((one, other) => one.stage - other.stage)
        .map(({ action, name }) => `${action} ${name}`),
    ).toEqual(['dissociate off:payment:180', 'update payment:180', 'link payment:31']);
  });
});

describe('what was paid less in QuickBooks', () => {
  test('is a change there when its own payment was removed', () => {
    expect(deciding({}, '60.00')).toMatchObject({
      kind: 'fail',
      failure: { category: 'changed-in-quickbooks' },
    });
  });

  test('is none when it is what HubSpot gave back', () => {
    const refunded = paidInHubSpot('31', '60', { hs_latest_status: 'refunded' });
    const decision = deciding({ hubspot: [refunded], rows: { 180: carried('31', '60') } }, '0.00');
    expect(decision).not.toHaveProperty('failure');
  });

  test('is none when a payment turns out to be one of HubSpot’s', () => {
    const adopted = {
      hubspot: [paidInHubSpot('31', '60')],
      quickbooks: [entered('180', '60')],
      balance: '40',
    };
    const decision = deciding(adopted, '60.00');
    expect(decision).toMatchObject({
      kind: 'update',
      agreed: { content: { invoice: { quickbooks: { paid: '0.00' } } } },
    });
    expect(decision).not.toHaveProperty('failure');
  });
});
