import { QuickBooksFault } from '../faults.ts';
import { unlinkPayments, unpost } from '../ledger.ts';
import { fromCents } from '../money.ts';
import * as schema from '../schema.ts';
import { text } from '../values.ts';
import { applyNewCredit } from './auto-apply.ts';
import { homeAmount, isMultiCurrency } from './currency.ts';
import type { EntityType } from './entity.ts';
import {
  postSalesForm,
  prepareSalesForm,
  renderSalesForm,
  requireOpenPeriod,
  salesFormColumns,
  salesFormSchema,
} from './sales-form.ts';
import { moveStock } from './stock.ts';

export const creditMemo: EntityType = {
  name: 'CreditMemo',
  kind: 'transaction',
  schema: { ...salesFormSchema, RemainingCredit: schema.readOnly, PaymentMethodRef: schema.readOnly },
  columns: salesFormColumns,
  totalCount: false,
  inChangeData: true,
  inWebhooks: true,
  operations: new Set(['create', 'update', 'delete', 'send']),
  prepare: (draft) => prepareSalesForm(draft, 'CreditMemo'),
  saved(company, record, before) {
    postSalesForm(company, 'CreditMemo', record);
    moveStock(company, before, record.fields, -1);
    if (!before) applyNewCredit(company, record);
  },
  deleting(company, record) {
    requireOpenPeriod(company, [text(record.fields, 'TxnDate')]);
    if (record.applied?.size && company.behaviour('deletePaidInvoice') === 'refuse') {
      throw new QuickBooksFault('6400', 'Linked transaction cannot be deleted');
    }
    unlinkPayments(company, 'CreditMemo', record);
    moveStock(company, record.fields, undefined, -1);
    unpost(company, record);
  },
  render: (company, record) => ({
    ...renderSalesForm(company, record),
    TotalAmt: fromCents(record.total),
    RemainingCredit: fromCents(record.balance),
    Balance: fromCents(record.balance),
    ...(isMultiCurrency(company) ? { HomeBalance: homeAmount(record, record.balance) } : {}),
  }),
};
