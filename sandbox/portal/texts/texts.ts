import { english } from './english.ts';
import { french } from './french.ts';

export type TextName = keyof typeof english;
export type Language = 'en' | 'fr';

export const texts: Readonly<Record<Language, Readonly<Record<TextName, string>>>> = {
  en: english,
  fr: french,
};

/** A name composed of parts, such as a vendor's status, may have no text; then it is shown as it is. */
export const isTextName = (name: string): name is TextName => Object.hasOwn(english, name);
