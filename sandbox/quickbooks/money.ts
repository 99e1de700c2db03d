import { Decimal } from 'decimal.js';

/** Cents of a JSON amount, rounded half away from zero as the vendor stores it. */
export function toCents(amount: number): number {
  return Number.isInteger(amount) ? amount * 100 : new Decimal(amount).times(100).round().toNumber();
}

/** The JSON number for an amount in cents. */
export function fromCents(cents: number): number {
  return cents / 100;
}

/** Cents of quantity × unit price, multiplied at the precision sent. */
export function productCents(quantity: number, unitPrice: number): number {
  return new Decimal(quantity).times(unitPrice).times(100).round().toNumber();
}

/** Cents of `percent` of an amount in cents. */
export function percentCents(cents: number, percent: number): number {
  return new Decimal(cents).times(percent).div(100).round().toNumber();
}
