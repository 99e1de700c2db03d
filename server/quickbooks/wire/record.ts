// What all QuickBooks records share on the wire. Fields are added without notice, so unknown ones pass through, and only
// what this adapter takes apart is described; the rest is read as text by `snapshot/flatten.ts`.

import { z } from 'zod';

export const refSchema = z.looseObject({ value: z.string(), name: z.string().optional() });

export const linkedTransactionSchema = z.looseObject({
  TxnId: z.string(),
  TxnType: z.string(),
  TxnLineId: z.string().optional(),
});

const metaDataSchema = z.looseObject({
  CreateTime: z.string().optional(),
  LastUpdatedTime: z.string().optional(),
});

export const recordShape = {
  Id: z.string(),
  SyncToken: z.string(),
  MetaData: metaDataSchema.optional(),
};

/** What change data capture says of a deleted record (and of a customer merged away). */
export const deletedStubSchema = z.looseObject({
  Id: z.string(),
  status: z.string().regex(/^deleted$/i),
});

export type DeletedStub = z.infer<typeof deletedStubSchema>;

export interface WireRecord {
  readonly [field: string]: unknown;
  readonly Id: string;
  readonly SyncToken: string;
  readonly MetaData?: z.infer<typeof metaDataSchema> | undefined;
}

/**
 * Whether a vendor's enumeration value is this one. The answer to a void spells them in upper snake case
 * (`SALES_ITEM_LINE_DETAIL`), everything else in Pascal case.
 */
export const isWord = (value: string | undefined, word: string): boolean =>
  value !== undefined && folded(value) === folded(word);

const folded = (value: string): string => value.replaceAll('_', '').toLowerCase();
