import { Decimal } from 'decimal.js';
import { parseDecimal } from '../../sync/money.ts';

/**
 * The JSON number with the very digits of a decimal text; null when there is none. JSON numbers pass through a double
 * here, which keeps fifteen digits: all that QuickBooks stores, but a longer decimal could come out as another one.
 */
export function jsonNumber(text: string): number | null {
  const decimal = parseDecimal(text);
  if (decimal === null) return null;
  const number = decimal.toNumber();
  return Number.isFinite(number) && new Decimal(String(number)).equals(decimal) ? number : null;
}
