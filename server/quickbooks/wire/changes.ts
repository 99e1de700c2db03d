import { z } from 'zod';
import { customerSchema } from './customer.ts';
import { invoiceSchema } from './invoice.ts';
import { itemSchema } from './item.ts';
import { paymentSchema } from './payment.ts';
import { deletedStubSchema } from './record.ts';

const rowsOf = <T extends z.ZodType>(schema: T) => z.array(z.union([deletedStubSchema, schema])).optional();

/** A fault instead of rows would otherwise look like "nothing has changed". */
const noFault = { Fault: z.undefined().optional() };

const groupSchema = z.looseObject({
  ...noFault,
  Customer: rowsOf(customerSchema),
  Item: rowsOf(itemSchema),
  Invoice: rowsOf(invoiceSchema),
  Payment: rowsOf(paymentSchema),
  CreditMemo: z.array(z.looseObject({ Id: z.string() })).optional(),
});

/** Change data capture: one group per entity asked for, empty when nothing changed. */
export const changesSchema = z.looseObject({
  CDCResponse: z.array(z.looseObject({ ...noFault, QueryResponse: z.array(groupSchema).default([]) })),
  /** When the server began to answer: earlier than anything it may have missed. */
  time: z.string(),
});
export type ChangesAnswer = z.infer<typeof changesSchema>;
