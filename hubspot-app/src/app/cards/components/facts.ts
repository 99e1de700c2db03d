import type { Facts } from '@ledgerline/contract/cards';
import type { Say, TextKey } from '@ledgerline/ui/texts';

/** What is known behind a failure, a sentence each. */
export function factsIn(details: Facts, say: Say): readonly string[] {
  const value = (name: string): string => [details[name] ?? []].flat().join(', ');
  const simple = (
    [
      ['field', 'fact.field'],
      ['number', 'fact.number'],
      ['candidateNames', 'fact.candidates'],
      ['tried', 'fact.tried'],
    ] as const satisfies readonly (readonly [string, TextKey])[]
  ).flatMap(([name, key]) => (value(name) === '' ? [] : [say(key, { value: value(name) })]));
  const limit = value('limit');
  const given = { allowed: value('allowed'), actual: value('actual') };
  return [
    ...blockerIn(value('blockedBy'), say),
    ...simple,
    ...(limit === 'length' ? [say('fact.length', given)] : []),
    ...(limit === 'options' ? [say('fact.options', given)] : []),
  ];
}

/** The server names what stands in the way in words of its own. */
const blockers: readonly (readonly [ends: string, text: TextKey])[] = [
  ['sync is off', 'blocked.sync-off'],
  ['not in step yet', 'blocked.not-yet'],
  ['deleted in HubSpot', 'blocked.deleted'],
];

function blockerIn(blockedBy: string, say: Say): readonly string[] {
  const found = blockers.find(([ends]) => blockedBy.endsWith(ends));
  return found ? [say(found[1])] : [];
}
