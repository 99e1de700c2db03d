import { z } from 'zod';
import { refSchema } from './record.ts';

/** Names end in the definition's id: `SalesFormsPrefs.UseSalesCustom1`, `SalesFormsPrefs.SalesCustomName1`. */
const customFieldPreferenceSchema = z.looseObject({
  Name: z.string(),
  BooleanValue: z.boolean().optional(),
  StringValue: z.string().optional(),
});

export const companyInfoSchema = z.looseObject({
  CompanyInfo: z.looseObject({
    CompanyName: z.string(),
    /** Two letters; decides between the US and the global way of taxing. */
    Country: z.string().optional(),
    CompanyAddr: z.looseObject({ Country: z.string().optional() }).optional(),
    DefaultTimeZone: z.string().optional(),
    NameValue: z.array(z.looseObject({ Name: z.string(), Value: z.string().optional() })).optional(),
  }),
});
export type CompanyInfo = z.infer<typeof companyInfoSchema>['CompanyInfo'];

export const preferencesSchema = z.looseObject({
  Preferences: z.looseObject({
    SalesFormsPrefs: z
      .looseObject({
        CustomTxnNumbers: z.boolean().optional(),
        AutoApplyCredit: z.boolean().optional(),
        AllowDiscount: z.boolean().optional(),
        DefaultTerms: refSchema.optional(),
        /** Switches and names in groups of their own, each called `CustomField` again. */
        CustomField: z
          .array(z.looseObject({ CustomField: z.array(customFieldPreferenceSchema).optional() }))
          .optional(),
      })
      .optional(),
    /** `BookCloseDate` is absent while the books are open. */
    AccountingInfoPrefs: z.looseObject({ BookCloseDate: z.string().optional() }).optional(),
    TaxPrefs: z
      .looseObject({ UsingSalesTax: z.boolean().optional(), PartnerTaxEnabled: z.boolean().optional() })
      .optional(),
    CurrencyPrefs: z
      .looseObject({
        MultiCurrencyEnabled: z.boolean().optional(),
        HomeCurrency: z.looseObject({ value: z.string() }),
      })
      .optional(),
    ProductAndServicesPrefs: z.looseObject({ RevenueRecognitionEnabled: z.boolean().optional() }).optional(),
  }),
});
export type Preferences = z.infer<typeof preferencesSchema>['Preferences'];
