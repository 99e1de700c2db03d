import { z } from 'zod';
import { linkedTransactionSchema, recordShape, refSchema } from './record.ts';

const simpleLineShape = {
  /** Missing on the automatic subtotal and on the header discount. */
  Id: z.string().optional(),
  Description: z.string().optional(),
  Amount: z.number().optional(),
  DetailType: z.string(),
  /** Estimates and time a line was made from. */
  LinkedTxn: z.array(linkedTransactionSchema).optional(),
  SalesItemLineDetail: z
    .looseObject({
      ItemRef: refSchema.optional(),
      Qty: z.number().optional(),
      UnitPrice: z.number().optional(),
      ServiceDate: z.string().optional(),
      TaxCodeRef: refSchema.optional(),
      TaxInclusiveAmt: z.number().optional(),
    })
    .optional(),
  DiscountLineDetail: z
    .looseObject({ PercentBased: z.boolean().optional(), DiscountPercent: z.number().optional() })
    .optional(),
};

const simpleLineSchema = z.looseObject(simpleLineShape);

export const invoiceLineSchema = z.looseObject({
  ...simpleLineShape,
  /** A bundle; QuickBooks nests one level deep. */
  GroupLineDetail: z.looseObject({ Line: z.array(simpleLineSchema).optional() }).optional(),
});
export type InvoiceLine = z.infer<typeof invoiceLineSchema>;
export type SimpleLine = z.infer<typeof simpleLineSchema>;

export const invoiceSchema = z.looseObject({
  ...recordShape,
  DocNumber: z.string().optional(),
  CustomerRef: refSchema.optional(),
  Line: z.array(invoiceLineSchema).optional(),
  LinkedTxn: z.array(linkedTransactionSchema).optional(),
  TotalAmt: z.number().optional(),
  Balance: z.number().optional(),
  PrivateNote: z.string().optional(),
});
export type Invoice = z.infer<typeof invoiceSchema>;
