// When a value of one vendor means the same as one of the other, in the words of product.md §4.

export type Value = string | number | null | undefined;

export const text = (value: Value): string =>
  String(value ?? '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();

export const mails = (value: Value): readonly string[] =>
  String(value ?? '')
    .toLowerCase()
    .split(/[,;]/)
    .map((mail) => mail.trim())
    .filter((mail) => mail !== '');

/** Digits and a leading plus. */
export const phone = (value: Value): string => {
  const digits = String(value ?? '').replace(/\D/g, '');
  return `${/^\s*(\+|00)/.test(String(value ?? '')) ? '+' : ''}${digits.replace(/^00/, '')}`;
};

export const cents = (value: Value): number => Math.round(Number(value ?? 0) * 100);

export const decimal = (value: Value): string => (text(value) === '' ? '' : String(Number(value)));

/** The calendar day of an instant in a zone; a day stays what it is. */
export function day(value: Value, timeZone: string): string {
  const shown = text(value);
  if (shown === '' || /^\d{4}-\d\d-\d\d$/.test(shown)) return shown;
  const instant = /^\d+$/.test(shown) ? new Date(Number(shown)) : new Date(shown);
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(instant);
}
