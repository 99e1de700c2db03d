import { z } from 'zod';
import { recordShape } from './record.ts';

/** An expense; we write those of payment processors' fees. */
export const purchaseSchema = z.looseObject({
  ...recordShape,
  TxnDate: z.string().optional(),
  PrivateNote: z.string().optional(),
  Line: z
    .array(
      z.looseObject({ Id: z.string().optional(), Amount: z.number().optional(), DetailType: z.string() }),
    )
    .optional(),
});
export type Purchase = z.infer<typeof purchaseSchema>;
