// Who looks, and in which language: chosen in the frame, kept in the browser.

import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { texts } from '../texts/texts.ts';
import type { Language, TextName } from '../texts/texts.ts';
import type { AccountView, PersonView } from '../wire.ts';
import { formatsFor } from './formats.ts';
import type { Formats } from './formats.ts';

export interface Session {
  readonly account: AccountView;
  readonly language: Language;
  readonly person: PersonView;
  readonly chooseLanguage: (language: Language) => void;
  readonly choosePerson: (id: number) => void;
}

const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('used outside SessionProvider');
  return session;
}

/** `{name}` in a text is filled in. */
export type Translate = (name: TextName, fillings?: Readonly<Record<string, string>>) => string;

export function useText(): Translate {
  const { language } = useSession();
  return useMemo(
    () =>
      (name, fillings = {}) =>
        texts[language][name].replace(/\{(\w+)\}/g, (whole, key: string) => fillings[key] ?? whole),
    [language],
  );
}

export function useFormats(): Formats {
  const { language, account } = useSession();
  return useMemo(() => formatsFor(language, account.timeZone), [language, account.timeZone]);
}

const kept = { language: 'portal.language', person: 'portal.person' };

/** `?lang=` wins over what was chosen before, and that over what the browser prefers. */
function firstLanguage(): Language {
  const wishes = [
    new URLSearchParams(location.search).get('lang'),
    localStorage.getItem(kept.language),
    ...navigator.languages.map((language) => language.slice(0, 2)),
  ];
  return wishes.find((wish) => wish === 'en' || wish === 'fr') ?? 'en';
}

export function SessionProvider({
  account,
  children,
}: {
  readonly account: AccountView;
  readonly children: ReactNode;
}) {
  const [language, setLanguage] = useState(firstLanguage);
  const [personId, setPersonId] = useState(Number(localStorage.getItem(kept.person)));
  const person = account.people.find(({ id }) => id === personId) ?? account.people[0];
  const session = useMemo<Session | null>(
    () =>
      person
        ? {
            account,
            language,
            person,
            chooseLanguage(wished) {
              localStorage.setItem(kept.language, wished);
              setLanguage(wished);
            },
            choosePerson(id) {
              localStorage.setItem(kept.person, String(id));
              setPersonId(id);
            },
          }
        : null,
    [account, language, person],
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}
