import { z } from 'zod';
import type { EntityName } from '../../sync/record.ts';
import { customerSchema } from '../wire/customer.ts';
import type { Customer } from '../wire/customer.ts';
import { invoiceSchema } from '../wire/invoice.ts';
import type { Invoice } from '../wire/invoice.ts';
import { itemSchema } from '../wire/item.ts';
import type { Item } from '../wire/item.ts';
import { paymentSchema } from '../wire/payment.ts';
import type { Payment } from '../wire/payment.ts';
import { purchaseSchema } from '../wire/purchase.ts';
import type { Purchase } from '../wire/purchase.ts';
import type { WireRecord } from '../wire/record.ts';

/** How QuickBooks speaks of one kind of record. */
export interface Noun<T extends WireRecord> {
  readonly entity: EntityName;
  /** Name in queries and answers; in addresses it is written in lower case. */
  readonly resource: 'Customer' | 'Item' | 'Invoice' | 'Payment' | 'Purchase';
  readonly schema: z.ZodType<T>;
  /** Name lists hide inactive rows from queries unless asked for them. */
  readonly hidesInactive: boolean;
}

export const customerNoun: Noun<Customer> = {
  entity: 'contact',
  resource: 'Customer',
  schema: customerSchema,
  hidesInactive: true,
};

export const itemNoun: Noun<Item> = {
  entity: 'product',
  resource: 'Item',
  schema: itemSchema,
  hidesInactive: true,
};

export const invoiceNoun: Noun<Invoice> = {
  entity: 'invoice',
  resource: 'Invoice',
  schema: invoiceSchema,
  hidesInactive: false,
};

export const paymentNoun: Noun<Payment> = {
  entity: 'payment',
  resource: 'Payment',
  schema: paymentSchema,
  hidesInactive: false,
};

/** Expenses are written beside payments and never synced as records of their own. */
export const expenseNoun: Noun<Purchase> = {
  entity: 'expense',
  resource: 'Purchase',
  schema: purchaseSchema,
  hidesInactive: false,
};

/** Path of the resource, and of one record of it, below the company. */
export const pathOf = (noun: Noun<WireRecord>, id?: string): string =>
  noun.resource.toLowerCase() + (id === undefined ? '' : `/${encodeURIComponent(id)}`);

/** The answer to a read or write of one record: `{"Invoice": {…}, "time": …}`. */
export const singleAnswer = <T extends WireRecord>(noun: Noun<T>): z.ZodType<T> =>
  z
    .record(z.string(), z.unknown())
    .transform((answer) => answer[noun.resource])
    .pipe(noun.schema);

/** A WHERE clause from conditions; empty when there are none. */
export function where(noun: Noun<WireRecord>, conditions: readonly string[]): string {
  const all = noun.hidesInactive ? [...conditions, 'Active IN (true, false)'] : conditions;
  return all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`;
}
