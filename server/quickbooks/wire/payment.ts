import { z } from 'zod';
import { linkedTransactionSchema, recordShape, refSchema } from './record.ts';

export const paymentSchema = z.looseObject({
  ...recordShape,
  CustomerRef: refSchema.optional(),
  TxnDate: z.string().optional(),
  TotalAmt: z.number().optional(),
  UnappliedAmt: z.number().optional(),
  PaymentRefNum: z.string().optional(),
  PaymentMethodRef: refSchema.optional(),
  PrivateNote: z.string().optional(),
  Line: z
    .array(
      z.looseObject({
        Amount: z.number().optional(),
        LinkedTxn: z.array(linkedTransactionSchema).optional(),
      }),
    )
    .optional(),
  /** On the header: the deposit the payment went into. */
  LinkedTxn: z.array(linkedTransactionSchema).optional(),
});
export type Payment = z.infer<typeof paymentSchema>;
