// Money is integer minor units with a currency; unit prices, quantities and rates are decimals. Never floats.

import { Decimal } from 'decimal.js';

/** An amount in the currency's smallest unit (cents; whole yen). */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** Currencies whose smallest unit is not a hundredth (ISO 4217). */
const minorDigitsByCurrency: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

export const minorDigits = (currency: string): number => minorDigitsByCurrency[currency] ?? 2;

/** Reads decimal text; null when it is no number. */
export function parseDecimal(text: string | null | undefined): Decimal | null {
  if (text === null || text === undefined || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text))
    return null;
  return new Decimal(text.trim());
}

/** Rounds half away from zero to the currency's smallest unit, as both vendors do. Absent text is zero. */
export function money(text: string | null | undefined, currency: string): Money {
  const value = parseDecimal(text) ?? new Decimal(0);
  const minor = value
    .times(new Decimal(10).pow(minorDigits(currency)))
    .toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
  return { minor: minor.toNumber(), currency };
}

export const moneyOf = (minor: number, currency: string): Money => ({ minor, currency });

/** Decimal text with the currency's number of places: `1240.00`. */
export function moneyText(amount: Money): string {
  const digits = minorDigits(amount.currency);
  return new Decimal(amount.minor).dividedBy(new Decimal(10).pow(digits)).toFixed(digits);
}

/** Sums amounts of one currency; a mixture is a programmer's error. */
export function sumMoney(amounts: readonly Money[], currency: string): Money {
  let minor = 0;
  for (const amount of amounts) {
    if (amount.currency !== currency)
      throw new Error(`amounts in ${amount.currency} cannot be added to ${currency}`);
    minor += amount.minor;
  }
  return { minor, currency };
}

/** Quantity times unit price, rounded once to the currency. */
export function lineTotal(quantity: Decimal, unitPrice: Decimal, currency: string): Money {
  return money(quantity.times(unitPrice).toFixed(), currency);
}
