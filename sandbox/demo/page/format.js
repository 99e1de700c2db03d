// Texts of the catalogue, and values in the reader's language.

const texts = JSON.parse(document.getElementById('texts').textContent);
export const language = document.documentElement.lang;
const locale = language === 'fr' ? 'fr-FR' : 'en-US';

/** A text of the catalogue with its placeholders filled in. */
export const t = (name, values = {}) =>
  (texts[name] ?? name).replace(/\{(\w+)\}/g, (_whole, key) => String(values[key] ?? ''));

const formats = new Map();

/** Decimal text in, so that no digit is lost to binary fractions. */
export const money = (amount, currency) => currencyText(amount, currency, 2);

/** Unit prices may have more places than the currency. */
export const unitPrice = (amount, currency) =>
  currencyText(amount, currency, Math.max(2, (amount.split('.')[1] ?? '').replace(/0+$/, '').length));

function currencyText(amount, currency, digits) {
  const name = `${currency}/${digits}`;
  if (!formats.has(name)) {
    const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' };
    formats.set(
      name,
      new Intl.NumberFormat(locale, { ...options, minimumFractionDigits: 2, maximumFractionDigits: digits }),
    );
  }
  return formats.get(name).format(amount);
}

const dayFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const twoDigits = { day: '2-digit', month: '2-digit', year: '2-digit' };
const shortDayFormat = new Intl.DateTimeFormat(locale, { ...twoDigits, timeZone: 'UTC' });
const timeFormat = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
const number = new Intl.NumberFormat(locale);
const seconds = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const day = (iso) => dayFormat.format(new Date(`${iso}T00:00:00Z`));
/** For narrow columns. */
export const shortDay = (iso) => shortDayFormat.format(new Date(`${iso}T00:00:00Z`));
export const time = (iso) => timeFormat.format(new Date(iso));
export const count = (value) => number.format(value);
export const secondsOf = (ms) => seconds.format(Math.max(0, ms) / 1000);

/** A value of the demo's API as one text. */
export function valueText(value) {
  switch (value?.kind) {
    case 'text':
      return value.text;
    case 'money':
      return money(value.amount, value.currency);
    case 'day':
      return day(value.day);
    case 'status':
      return t(`status.${value.status}`);
    case 'payment':
      return `${value.day === '' ? '' : `${day(value.day)} · `}${money(value.amount, value.currency)}`;
    case 'line': {
      const parts =
        value.quantity && value.price
          ? `${value.quantity} × ${unitPrice(value.price, value.currency)} = `
          : '';
      return `${value.name} · ${parts}${money(value.amount, value.currency)}`;
    }
    default:
      return '';
  }
}

export const isNumeric = (value) => value?.kind === 'money';
