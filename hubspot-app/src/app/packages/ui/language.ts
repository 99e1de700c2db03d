export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

/** One text in every language. */
export type Translated = Readonly<Record<Language, string>>;

/** Part of HubSpot's user: `locale` and `language` are absent for people who never chose one. */
export interface Reader {
  readonly locale?: string | undefined;
  readonly language?: string | undefined;
}

/** The language of our texts for a person; English for languages we have no texts in. */
export function languageOf({ locale, language }: Reader): Language {
  const wanted = (language ?? locale ?? '').toLowerCase();
  return (
    languages.find(
      (known) => wanted === known || (/^[-_]/.test(wanted.slice(known.length)) && wanted.startsWith(known)),
    ) ?? 'en'
  );
}

/** The locale for dates and numbers: the person's own where it fits the language of the texts around them. */
export function localeOf(reader: Reader): string {
  const language = languageOf(reader);
  const [canonical] = canonicalLocales((reader.locale ?? '').replace('_', '-'));
  return canonical !== undefined && canonical.split('-')[0] === language ? canonical : language;
}

function canonicalLocales(locale: string): readonly string[] {
  try {
    return Intl.getCanonicalLocales(locale);
  } catch {
    return [];
  }
}
