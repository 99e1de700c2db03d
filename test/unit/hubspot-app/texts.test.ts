import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { languageOf, localeOf } from '@ledgerline/ui/language';
import { catalogue, sayIn } from '@ledgerline/ui/texts';
import { sourceDir } from '../../support/hubspot-project/translate-project.ts';

const entries = Object.entries(catalogue);

/** Names only, the same in both languages. */
const sameInBoth = new Set(['syncs.object']);

describe('the catalogue', () => {
  test.each(entries.filter(([key]) => !sameInBoth.has(key)))('%s is translated', (_key, { en, fr }) => {
    expect(fr).not.toBe(en);
  });

  test.each(entries)('%s has the same values in both languages', (_key, { en, fr }) => {
    const values = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();
    expect(values(fr)).toEqual(values(en));
  });

  test('has no text that nobody says', async () => {
    const paths = await readdir(join(sourceDir, 'app'), { recursive: true });
    const code = paths.filter((path) => /\.tsx?$/.test(path) && !/node_modules|texts\.ts$/.test(path));
    const all = (
      await Promise.all(code.map((path) => readFile(join(sourceDir, 'app', path), 'utf8')))
    ).join();
    const computed = [...all.matchAll(/`(\w+\.)\$\{/g)].map(([, prefix]) => prefix ?? '');
    const unsaid = entries.filter(
      ([key]) => !all.includes(`'${key}'`) && !computed.some((prefix) => key.startsWith(prefix)),
    );
    expect(unsaid.map(([key]) => key)).toEqual([]);
  });

  test('fills in values, and leaves alone what it is not given', () => {
    expect(sayIn('fr')('firstSync.done', { done: '4' })).toBe('4 enregistrements sur {total}');
  });
});

test.each([
  [{ locale: 'fr-ca' }, 'fr', 'fr-CA'],
  [{ locale: 'fr_FR', language: 'fr' }, 'fr', 'fr-FR'],
  [{ locale: 'en-gb' }, 'en', 'en-GB'],
  [{ locale: 'en-us', language: 'fr' }, 'fr', 'fr'],
  [{ locale: 'de-de' }, 'en', 'en'],
  [{ locale: 'fry' }, 'en', 'en'],
  [{ locale: 'no such locale' }, 'en', 'en'],
  [{}, 'en', 'en'],
])('a person with %j reads %s with dates and numbers of %s', (reader, language, locale) => {
  expect(languageOf(reader)).toBe(language);
  expect(localeOf(reader)).toBe(locale);
});
