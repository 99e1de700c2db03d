import { describe, expect, test } from '@jest/globals';
import type { FailureCategory, Healing, Waking } from '@ledgerline/contract/failures';
import { failureWords, healingText, wakingText } from '@ledgerline/ui/failures';
import { languages } from '@ledgerline/ui/language';
import { catalogue, sayIn } from '@ledgerline/ui/texts';
import { failureCategories, waitingCategories, wokenBy } from '../../../server/sync/failure.ts';
import { registry } from '../../../server/sync/entities/registry.ts';

// Fails to compile when the server's list and the contract's differ.
const healings: Readonly<Record<FailureCategory, Healing>> = failureCategories;
const wakings: Readonly<Record<FailureCategory, readonly Waking[]>> = wokenBy;
const categories = Object.keys(failureCategories).filter((word): word is FailureCategory => word in healings);

describe('every category of failure', () => {
  test.each(categories)('%s says in both languages what it is, why, and what to do', (category) => {
    const [en, fr] = languages.map((language) => failureWords(sayIn(language), category));
    for (const part of ['title', 'cause', 'remedy'] as const) {
      expect(en?.[part].length).toBeGreaterThan(8);
      expect(fr?.[part]).not.toBe(en?.[part]);
      expect(fr?.[part].length).toBeGreaterThan(8);
    }
  });

  test.each(categories)('%s is looked at again by the clock exactly if it heals by itself', (category) => {
    expect(wakings[category].includes('time')).toBe(healings[category] === 'self');
    expect(wakings[category].includes('counterpart')).toBe(healings[category] === 'cause');
    expect(wakings[category]).not.toEqual([]);
    for (const language of languages) {
      expect(healingText(sayIn(language), healings[category])).not.toBe('');
      for (const waking of wakings[category]) expect(wakingText(sayIn(language), waking)).not.toBe('');
    }
  });

  test('has its texts, and there are none of categories that do not exist', () => {
    const said = Object.keys(catalogue).flatMap((key) => /^failure\.(.+)\.title$/.exec(key)?.[1] ?? []);
    expect(said.toSorted()).toEqual(categories.toSorted());
  });
});

test('what others wait for has a category to wait under', () => {
  for (const { requires, uses } of registry.entities)
    for (const entity of [...requires, ...uses]) expect(waitingCategories).toHaveProperty(entity);
});
