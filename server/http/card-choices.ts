// What a person may decide about a failing record, and how its two sides differ. The entity says so in the failure's
// details, in words for programs; here they become what a card can name in every language.

import type { DifferenceView, OfferView } from '@ledgerline/contract/cards';
import type { FailureCategory, FailureDetails } from '../sync/failure.ts';
import { fitted, resolutionChoices } from '../sync/resolution.ts';
import type { ResolutionChoice } from '../sync/resolution.ts';

/**
 * `choices` names those that settle the failure; `payment` is what they are about, where they are not about the whole
 * record. What would be refused as an answer is not offered.
 */
export function offersIn(category: FailureCategory, details: FailureDetails): readonly OfferView[] {
  const named = listOf(details, 'choices').filter(isChoice);
  const number = textOf(details, 'free');
  const offers: readonly OfferView[] = [
    ...named.flatMap((choice) => offersOf(choice, details)),
    ...(number === null
      ? []
      : [{ choice: 'use-number' as const, subject: null, value: number, name: number }]),
  ];
  return offers.filter((offer) => fitted(offer, { category, conflicts: [] }) !== null);
}

const isChoice = (word: string): word is ResolutionChoice =>
  resolutionChoices.some((choice) => choice === word);

function offersOf(choice: ResolutionChoice, details: FailureDetails): readonly OfferView[] {
  const payment = textOf(details, 'payment');
  const plain = (subject: string | null): OfferView => ({ choice, subject, value: null, name: null });
  switch (choice) {
    case 'take-hubspot':
    case 'take-quickbooks':
      return [plain(null)];
    case 'post-unapplied':
      return payment === null ? [] : [plain(payment)];
    case 'link':
      return linkOffers(payment, details);
    case 'use-number':
      // Offered with the number itself.
      return [];
    default:
      return choice satisfies never;
  }
}

/** One for each candidate, by the name its people know it by. */
function linkOffers(payment: string | null, details: FailureDetails): readonly OfferView[] {
  if (payment === null) return [];
  const names = listOf(details, 'candidateNames');
  return listOf(details, 'candidates').map((value, position) => ({
    choice: 'link',
    subject: payment,
    value,
    name: names[position] ?? value,
  }));
}

const kinds: readonly (readonly [prefix: string, kind: DifferenceView['kind']])[] = [
  ['removed: ', 'removed'],
  ['added: ', 'added'],
  ['changed: ', 'changed'],
  ['only in HubSpot: ', 'only-hubspot'],
  ['only in QuickBooks: ', 'only-quickbooks'],
  ['payment removed: ', 'payment-removed'],
  ['tax: ', 'tax'],
];

export const differencesIn = (details: FailureDetails): readonly DifferenceView[] =>
  listOf(details, 'differences').map(differenceOf);

function differenceOf(text: string): DifferenceView {
  if (text === 'voided') return { kind: 'voided', text: '' };
  const found = kinds.find(([prefix]) => text.startsWith(prefix));
  return found ? { kind: found[1], text: text.slice(found[0].length) } : { kind: 'other', text: '' };
}

const listOf = (details: FailureDetails, name: string): readonly string[] => [details[name] ?? []].flat();
const textOf = (details: FailureDetails, name: string): string | null => listOf(details, name)[0] ?? null;
