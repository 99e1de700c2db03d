// Rates the vendor proposes by the day of a transaction. Made up, and steady from one day of the table to the next.

import { Decimal } from 'decimal.js';

type DatedRates = readonly (readonly [from: string, usDollars: number])[];

const IN_US_DOLLARS: Readonly<Record<string, DatedRates>> = {
  USD: [['1970-01-01', 1]],
  EUR: [
    ['1970-01-01', 1.09],
    ['2025-01-01', 1.04],
    ['2026-01-01', 1.165],
    ['2026-07-01', 1.18],
  ],
  GBP: [
    ['1970-01-01', 1.27],
    ['2025-01-01', 1.25],
    ['2026-01-01', 1.345],
  ],
  CAD: [
    ['1970-01-01', 0.74],
    ['2025-01-01', 0.695],
    ['2026-01-01', 0.73],
  ],
  AUD: [
    ['1970-01-01', 0.66],
    ['2025-01-01', 0.62],
    ['2026-01-01', 0.67],
  ],
  CHF: [['1970-01-01', 1.13]],
  SEK: [['1970-01-01', 0.096]],
  JPY: [['1970-01-01', 0.0067]],
};

/** Home units for one unit of a currency on a day (`YYYY-MM-DD`), six decimals; 1 for a currency without a rate. */
export function rateOn(currency: string, home: string, day: string): number {
  const [from, to] = [usDollars(currency, day), usDollars(home, day)];
  return from === undefined || to === undefined ? 1 : new Decimal(from).div(to).toDecimalPlaces(6).toNumber();
}

function usDollars(currency: string, day: string): number | undefined {
  return IN_US_DOLLARS[currency]?.findLast(([from]) => from <= day)?.[1];
}
