// How values read in a person's locale. Instants show in the portal's zone, days are days and never shift.

/** Integer amount in the currency's smallest unit (cents; whole yen). */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

export interface Formats {
  count(value: number): string;
  money(amount: Money): string;
  /** Decimal text, as it stands in facts; text that is no number stays as it is. */
  amount(decimal: string, currency: string): string;
  /** The amount as a number, for charts: they draw it, nobody adds it up. */
  drawn(amount: Money): number;
  /** `day` is `YYYY-MM-DD`. */
  day(day: string): string;
  /** The day an instant falls on in the portal's zone; text that is no instant stays as it is. */
  dayOf(instant: string): string;
  /** ISO instant, with the time of day in the portal's zone. */
  instant(instant: string): string;
  /** ISO instant: how long ago within a week, else its date and time. */
  ago(instant: string, now: Date): string;
  /** ISO 3166-1 alpha-2; anything else stays as it is. */
  country(code: string): string;
  /** ISO 4217: name and code. */
  currency(code: string): string;
}

export function createFormats(locale: string, timeZone: string): Formats {
  const numbers = new Intl.NumberFormat(locale);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const zonedDays = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const instants = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const currencies = new Intl.DisplayNames(locale, { type: 'currency' });
  const instant = (text: string): string => instants.format(new Date(text));
  return {
    count: (value) => numbers.format(value),
    money: (amount) => moneyIn(locale, amount),
    amount: (decimal, currency) =>
      isNumeric(decimal)
        ? new Intl.NumberFormat(locale, { style: 'currency', currency }).format(decimal)
        : decimal,
    drawn: (amount) => Number(decimalText(amount)),
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    dayOf: (text) => {
      const date = new Date(/^-?\d+$/.test(text) ? Number(text) : text);
      return Number.isNaN(date.getTime()) ? text : zonedDays.format(date);
    },
    instant,
    ago: (text, now) => agoIn(locale, new Date(text), now) ?? instant(text),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
    currency: (code) => (/^[A-Z]{3}$/.test(code) ? `${currencies.of(code) ?? code} (${code})` : code),
  };
}

/** The amount is written out as decimal text, so that no sum passes through a float. */
function moneyIn(locale: string, { minor, currency }: Money): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const text = decimalText({ minor, currency });
  return isNumeric(text) ? format.format(text) : '';
}

function decimalText({ minor, currency }: Money): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const places = format.resolvedOptions().maximumFractionDigits ?? 2;
  const digits = String(Math.abs(minor)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  return `${minor < 0 ? '-' : ''}${whole}.${digits.slice(digits.length - places)}0`;
}

const isNumeric = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text);

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** Null for instants more than a week away. */
function agoIn(locale: string, then: Date, now: Date): string | null {
  const seconds = Math.round((then.getTime() - now.getTime()) / 1000);
  if (Math.abs(seconds) > 7 * 86_400) return null;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return format.format(0, 'minute');
}
