// Payments name how they were made by id alone; people know it by its name.

import { VendorUnavailable } from '../../sync/reactions.ts';
import type { PaymentMethod } from '../lists.ts';
import type { Payment } from '../wire/payment.ts';

/** Kept for a day by whoever gives it: a metered call. */
export type MethodList = () => Promise<readonly PaymentMethod[]>;

/** Names by id; asked for only when one of the payments wants one. A name is not worth a pass: without an answer, none. */
export async function methodNames(
  payments: readonly Payment[],
  list: MethodList | undefined,
): Promise<ReadonlyMap<string, string>> {
  const wanted = payments.some(({ PaymentMethodRef: method }) => method !== undefined && !method.name);
  if (!wanted || !list) return new Map();
  try {
    return new Map((await list()).map(({ id, name }) => [id, name]));
  } catch (error) {
    if (error instanceof VendorUnavailable) return new Map();
    throw error;
  }
}

/** The payment with its method's name, where that is known. */
export function withMethodName(payment: Payment, names: ReadonlyMap<string, string>): Payment {
  const method = payment.PaymentMethodRef;
  const name = method?.name ?? names.get(method?.value ?? '');
  return method && name !== undefined ? { ...payment, PaymentMethodRef: { ...method, name } } : payment;
}
