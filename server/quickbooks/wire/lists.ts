import { z } from 'zod';
import { refSchema } from './record.ts';

export const accountSchema = z.looseObject({
  Id: z.string(),
  Name: z.string(),
  FullyQualifiedName: z.string().optional(),
  AccountType: z.string(),
  AccountSubType: z.string().optional(),
  CurrencyRef: refSchema.optional(),
});
export type WireAccount = z.infer<typeof accountSchema>;

export const taxCodeSchema = z.looseObject({
  Id: z.string(),
  Name: z.string(),
  Description: z.string().optional(),
  Hidden: z.boolean().optional(),
  Taxable: z.boolean().optional(),
  SalesTaxRateList: z
    .looseObject({
      TaxRateDetail: z
        .array(
          z.looseObject({
            TaxRateRef: refSchema,
            TaxTypeApplicable: z.string().optional(),
            TaxOrder: z.number().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});
export type WireTaxCode = z.infer<typeof taxCodeSchema>;

export const taxRateSchema = z.looseObject({
  Id: z.string(),
  Name: z.string(),
  RateValue: z.number().optional(),
});
export type WireTaxRate = z.infer<typeof taxRateSchema>;

export const paymentMethodSchema = z.looseObject({
  Id: z.string(),
  Name: z.string(),
  Type: z.string().optional(),
});

export const termSchema = z.looseObject({
  Id: z.string(),
  Name: z.string(),
  DueDays: z.number().optional(),
});
