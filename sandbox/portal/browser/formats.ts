// Values in the reader's language.

import type { Language } from '../texts/texts.ts';

export interface Formats {
  /** Decimal text in, so that no digit is lost to binary fractions. */
  readonly money: (amount: string, currency: string) => string;
  /** Unit prices may have more places than the currency. */
  readonly unitPrice: (amount: string, currency: string) => string;
  readonly day: (iso: string) => string;
  readonly time: (iso: string) => string;
  readonly count: (value: number) => string;
  /** With one place. */
  readonly seconds: (ms: number) => string;
}

const locales: Readonly<Record<Language, string>> = { en: 'en-US', fr: 'fr-FR' };

export function formatsFor(language: Language, timeZone: string): Formats {
  const locale = locales[language];
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone });
  const count = new Intl.NumberFormat(locale);
  const seconds = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const currencyText = (amount: string, currency: string, digits: number): string =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: 2,
      maximumFractionDigits: digits,
    })
      // Intl takes decimal text, so that no digit is lost; its types want to know that it is one.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      .format(amount as Intl.StringNumericLiteral);
  return {
    money: (amount, currency) => currencyText(amount, currency, 2),
    unitPrice: (amount, currency) =>
      currencyText(amount, currency, Math.max(2, (amount.split('.')[1] ?? '').replace(/0+$/, '').length)),
    day: (iso) => day.format(new Date(`${iso}T00:00:00Z`)),
    time: (iso) => time.format(new Date(iso)),
    count: (value) => count.format(value),
    seconds: (ms) => seconds.format(Math.max(0, ms) / 1000),
  };
}
