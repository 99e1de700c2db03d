import { describe, expect, test } from '@jest/globals';
import {
  currencyOf,
  deriveInvoice,
  invoiceStatus,
  overdueOn,
} from '../../../../../server/sync/entities/invoice/status.ts';
import type { RecordState } from '../../../../../server/sync/record.ts';
import { aContext, anApplication, anInvoice } from '../../../../support/builders.ts';

const today = '2026-06-15';

describe('the status of an invoice follows from its amounts and dates', () => {
  test.each<[string, string, string, string | null, RecordState, string, string]>([
    ['open', '100', '100', '2026-06-30', 'active', 'open', 'open'],
    ['due today', '100', '100', '2026-06-15', 'active', 'open', 'open'],
    ['due yesterday', '100', '100', '2026-06-14', 'active', 'overdue', 'open'],
    ['without due day', '100', '100', null, 'active', 'open', 'open'],
    ['partly paid', '100', '0.01', '2026-06-30', 'active', 'partly_paid', 'open'],
    ['partly paid and late', '100', '40', '2026-06-01', 'active', 'overdue', 'open'],
    ['paid', '100', '0', '2026-06-01', 'active', 'paid', 'paid'],
    ['free', '0', '0', '2026-06-01', 'active', 'paid', 'paid'],
    ['voided', '0', '0', '2026-06-01', 'voided', 'voided', 'voided'],
    ['deleted', '100', '100', '2026-06-01', 'deleted', 'deleted', 'voided'],
  ])('%s', (_, total, balance, due, state, status, inHubSpot) => {
    const invoice = anInvoice({ total, balance, due }, { state });
    expect(invoiceStatus(invoice, today)).toBe(status);
    expect(deriveInvoice(invoice, aContext({ today }))).toMatchObject({
      'derived.status': status,
      'derived.hubspotStatus': inHubSpot,
    });
  });

  test.each([
    ['open', '100', '2026-06-30', '2026-07-01'],
    ['partly paid', '40', '2026-06-30', '2026-07-01'],
    ['paid', '0', '2026-06-30', null],
    ['overdue', '100', '2026-06-14', null],
    ['without due day', '100', null, null],
  ])(
    'an invoice that is %s falls overdue by time alone the day after it is due, or never',
    (_, balance, due, day) => {
      expect(overdueOn(anInvoice({ balance, due }), aContext({ today }))).toBe(day);
    },
  );
});

describe('what was paid', () => {
  test('is the sum of the applications; credits are apart and no money', () => {
    const payments = [
      anApplication('180', '30.10'),
      anApplication('181', '20.20', { CreditAmount: '5' }),
      anApplication('182', '0', { CreditAmount: '10' }),
    ];
    expect(deriveInvoice(anInvoice({ payments }), aContext())).toMatchObject({
      'derived.paid': '50.30',
      'derived.credits': '15.00',
    });
  });

  test('is nothing without payments, in the digits of the currency', () => {
    expect(deriveInvoice(anInvoice({ currency: 'JPY' }), aContext())).toMatchObject({
      'derived.paid': '0',
      'derived.credits': '0',
    });
    expect(currencyOf(anInvoice({ currency: 'KWD' }))).toBe('KWD');
  });
});
