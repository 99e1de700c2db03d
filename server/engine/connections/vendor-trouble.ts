// Sorts what a vendor call may throw into what a flow does next. Anything else is our own bug and passes through.

import { AppMisconfigured, ConnectionLost, RateLimited, VendorUnavailable } from '../../sync/reactions.ts';

/**
 * - `refused`: the vendor does not accept this code or grant.
 * - `unavailable`: worth another try later.
 * - `misconfigured`: the vendor refuses our own credentials (`invalid_client`); says nothing about the customer.
 */
export type VendorTrouble = 'refused' | 'unavailable' | 'misconfigured';

export const vendorTrouble = (error: unknown): VendorTrouble => {
  if (error instanceof ConnectionLost) return 'refused';
  if (error instanceof VendorUnavailable || error instanceof RateLimited) return 'unavailable';
  if (error instanceof AppMisconfigured) return 'misconfigured';
  throw error;
};

export type Attempt<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: VendorTrouble };

/** Runs one vendor call and turns its trouble into a value. */
export const attempt = async <T>(call: () => Promise<T>): Promise<Attempt<T>> => {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    return { ok: false, trouble: vendorTrouble(error) };
  }
};
