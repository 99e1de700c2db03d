import { useExtensionContext } from '@hubspot/ui-extensions';
import { useMemo } from 'react';
import { createFormats } from './formats.ts';
import type { Formats } from './formats.ts';
import { languageOf, localeOf } from './language.ts';
import { sayIn } from './texts.ts';
import type { Say } from './texts.ts';

/** Texts and formats for the person who looks: their language and locale, the portal's time zone. */
export function useLocale(): { readonly say: Say; readonly formats: Formats } {
  const { user, portal } = useExtensionContext();
  const [language, locale, { timezone }] = [languageOf(user), localeOf(user), portal];
  return useMemo(
    () => ({ say: sayIn(language), formats: createFormats(locale, timezone) }),
    [language, locale, timezone],
  );
}
