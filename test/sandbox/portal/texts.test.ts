import { expect, test } from '@jest/globals';
import { texts } from '../../../sandbox/portal/texts/texts.ts';

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

test('the French say the same things: every placeholder is in both', () => {
  const french: Readonly<Record<string, string>> = texts.fr;
  for (const [name, text] of Object.entries(texts.en)) {
    expect([name, placeholders(french[name] ?? '')]).toEqual([name, placeholders(text)]);
  }
});
