// Scenes of a card: what the server answers, and what a person then reads in each language.

import { describe, expect, test } from '@jest/globals';
import type { OpenCardOptions } from '../../support/cards.tsx';
import type { Answers, Language } from '../../support/extension-server.ts';
import { eventually } from '../../support/waiting.ts';

export interface Scene {
  readonly answers: Answers;
  readonly invoices?: readonly number[] | Error;
  readonly says: Readonly<Record<Language, readonly string[]>>;
  /** What nobody reads here. */
  readonly withholds?: readonly string[];
}

interface Card {
  readonly shown: () => readonly string[];
}

/** French puts narrow spaces into numbers. */
const plain = (texts: readonly string[]) => texts.map((text) => text.replace(/[\u00a0\u202f]/g, ' '));

export const reads = (card: Card, texts: readonly string[]) =>
  eventually(() => expect(plain(card.shown())).toEqual(expect.arrayContaining([...texts])));

/** Names, numbers, and words that are the same in both languages. */
const sameInBoth = new Set(['ch-77']);

/** Every text with a word in it that stands in one language's card and the other's too. */
const inBoth = (english: Card, french: Card): readonly string[] => {
  const other = new Set(french.shown());
  return english
    .shown()
    .filter((text) => /\p{L}{2,}/u.test(text) && !sameInBoth.has(text) && other.has(text));
};

/** Each scene in both languages, with no text of one in the other. */
export const describeScenes = (
  scenes: Readonly<Record<string, Scene>>,
  open: (answers: Answers, options: OpenCardOptions) => Card,
): void =>
  describe.each(Object.entries(scenes))('%s', (_name, { answers, says, invoices, withholds = [] }) => {
    test('reads well in both languages', async () => {
      const shared = invoices === undefined ? {} : { invoices };
      const [en, fr] = [open(answers, shared), open(answers, { ...shared, language: 'fr' })];
      await reads(en, says.en);
      await reads(fr, says.fr);
      expect(inBoth(en, fr)).toEqual([]);
      for (const text of withholds) expect(plain(en.shown())).not.toContain(text);
    });
  });
