// What lines of sales forms may say.

import * as schema from '../schema.ts';
import type { Schema } from '../schema.ts';

export const linkedTxn = schema.listOf({
  TxnId: schema.text(20),
  TxnType: schema.text(30),
  TxnLineId: schema.text(20),
});

const head: Schema = {
  Id: schema.text(20),
  LineNum: schema.readOnly,
  Description: schema.text(4000),
  Amount: schema.amount,
  LinkedTxn: linkedTxn,
  CustomExtensions: schema.readOnly,
};

const salesItemDetail = schema.object({
  ItemRef: schema.reference,
  Qty: schema.decimal,
  UnitPrice: schema.decimal,
  TaxCodeRef: schema.reference,
  ClassRef: schema.reference,
  ServiceDate: schema.day,
  ItemAccountRef: schema.readOnly,
  TaxInclusiveAmt: schema.amount,
  DiscountRate: schema.decimal,
  DiscountAmt: schema.amount,
  MarkupInfo: schema.readOnly,
  DeferredRevenue: schema.readOnly,
});

export const lineSchema: Schema = {
  ...head,
  DetailType: schema.choice(
    'SalesItemLineDetail',
    'GroupLineDetail',
    'DescriptionOnly',
    'SubTotalLineDetail',
    'DiscountLineDetail',
  ),
  SalesItemLineDetail: salesItemDetail,
  GroupLineDetail: schema.object({
    GroupItemRef: schema.reference,
    Quantity: schema.decimal,
    ServiceDate: schema.day,
    Line: schema.listOf({
      ...head,
      DetailType: schema.choice('SalesItemLineDetail'),
      SalesItemLineDetail: salesItemDetail,
    }),
  }),
  DescriptionLineDetail: schema.object({ ServiceDate: schema.day, TaxCodeRef: schema.reference }),
  SubTotalLineDetail: schema.object({ ItemRef: schema.readOnly }),
  DiscountLineDetail: schema.object({
    PercentBased: schema.yesNo,
    DiscountPercent: schema.decimal,
    DiscountAccountRef: schema.reference,
  }),
};
