import { describe, expect, test } from '@jest/globals';
import { differencesIn, offersIn } from '../../../server/http/card-choices.ts';

const offer = (choice: string, subject: string | null, value: string | null, name: string | null = null) => ({
  choice,
  subject,
  value,
  name,
});

describe('what a person may decide', () => {
  test.each([
    ['total-differs', { choices: ['take-quickbooks'] }, [offer('take-quickbooks', null, null)]],
    ['invoice-number-used', { free: '1037-2' }, [offer('use-number', null, '1037-2', '1037-2')]],
    [
      'already-paid',
      {
        choices: ['link', 'post-unapplied'],
        payment: '7',
        candidates: ['180', '181'],
        candidateNames: ['of June', 'of July'],
      },
      [
        offer('link', '7', '180', 'of June'),
        offer('link', '7', '181', 'of July'),
        offer('post-unapplied', '7', null),
      ],
    ],
  ] as const)('about %s comes from what its entity names', (category, details, offers) => {
    expect(offersIn(category, details)).toEqual(offers);
  });

  test.each([
    ['nothing that would be refused', 'closed-books', { choices: ['take-quickbooks'] }],
    ['nothing about a payment that is not named', 'already-paid', { choices: ['link'], candidates: ['180'] }],
    ['no choice nobody knows', 'changed-in-quickbooks', { choices: ['shrug'] }],
    ['nothing where nothing is named', 'changed-in-quickbooks', {}],
  ] as const)('is %s', (_what, category, details) => {
    expect(offersIn(category, details)).toEqual([]);
  });
});

test.each([
  ['removed: 1 × Anvil, 100.00', 'removed', '1 × Anvil, 100.00'],
  ['only in HubSpot: Line, 5.00', 'only-hubspot', 'Line, 5.00'],
  ['payment removed: 40.00 → 0.00', 'payment-removed', '40.00 → 0.00'],
  ['voided', 'voided', ''],
  ['the rows are in another order', 'other', ''],
])('the difference %j is told apart', (text, kind, rest) => {
  expect(differencesIn({ differences: [text] })).toEqual([{ kind, text: rest }]);
});
