import type { Facts } from '@ledgerline/contract/cards';
import type { Formats } from '@ledgerline/ui/formats';
import type { Say, TextKey } from '@ledgerline/ui/texts';
import { reasonText } from './reasons.ts';

/** Facts that need no more than their name. */
const plain = [
  ['field', 'fact.field'],
  ['number', 'fact.number'],
  ['candidateNames', 'fact.candidates'],
  ['tried', 'fact.tried'],
  ['open', 'fact.open'],
  ['invoiceCurrency', 'fact.currencies'],
] as const satisfies readonly (readonly [string, TextKey])[];

/** What is known behind a failure, a sentence each; facts this version does not know are left out. */
export function factsIn(details: Facts, say: Say, formats: Formats): readonly string[] {
  const value = (name: string): string => [details[name] ?? []].flat().join(', ');
  const amount = (name: string): string => formats.amount(value(name), value('currency'));
  const day = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? formats.day(text) : text);
  const sentences: readonly (readonly [isKnown: boolean, sentence: () => string])[] = [
    ...plain.map(([name, key]) => [value(name) !== '', () => say(key, { value: value(name) })] as const),
    [
      value('difference') !== '',
      () =>
        say('fact.totals', {
          hubspot: amount('hubspot'),
          quickbooks: amount('quickbooks'),
          difference: amount('difference'),
        }),
    ],
    [
      value('payment') !== '',
      () => say('fact.payment', { value: [value('amount'), day(value('day'))].filter(Boolean).join(', ') }),
    ],
    [value('closedUpTo') !== '', () => say('fact.closed', { value: day(value('closedUpTo')) })],
    [
      value('limit') === 'length',
      () => say('fact.length', { allowed: value('allowed'), actual: value('actual') }),
    ],
    [value('limit') === 'options', () => say('fact.options', { allowed: value('allowed') })],
  ];
  return [
    ...blockerIn(value('blockedBy'), say),
    ...sentences.filter(([isKnown]) => isKnown).map(([, sentence]) => sentence()),
  ];
}

/** The server names what stands in the way in words of its own. */
const blockers: readonly (readonly [ends: string, text: TextKey])[] = [
  ['sync is off', 'blocked.sync-off'],
  ['not in step yet', 'blocked.not-yet'],
  ['deleted in HubSpot', 'blocked.deleted'],
  ['filter', 'blocked.filter'],
  ['does not create in HubSpot', 'blocked.direction'],
  ['does not create in QuickBooks', 'blocked.direction'],
];

function blockerIn(blockedBy: string, say: Say): readonly string[] {
  const found = blockers.find(([ends]) => blockedBy.endsWith(ends));
  if (found) return [say(found[1])];
  // `contact: ambiguous-match`: why the customer itself is held up.
  const reason = reasonText(say, /^\w+: (.+)$/.exec(blockedBy)?.[1] ?? null);
  return reason === null ? [] : [say('blocked.because', { reason })];
}
