import { fromCents } from '../money.ts';
import { dayColumn } from '../query/columns.ts';
import * as schema from '../schema.ts';
import { list, text } from '../values.ts';
import { dueDate } from './due-date.ts';
import type { EntityType } from './entity.ts';
import { requireFeature } from './line-details.ts';
import {
  prepareSalesForm,
  renderSalesForm,
  requireOpenPeriod,
  salesFormColumns,
  salesFormSchema,
} from './sales-form.ts';
import { formTotal } from './sales-lines.ts';

const { balance: _balance, salestermref: _term, totalamt: _total, ...columns } = salesFormColumns;

/** An offer: nothing is posted by it. */
export const estimate: EntityType = {
  name: 'Estimate',
  kind: 'transaction',
  schema: {
    ...salesFormSchema,
    TxnStatus: schema.choice('Pending', 'Accepted', 'Closed', 'Rejected', 'Converted'),
    ExpirationDate: schema.day,
    AcceptedBy: schema.text(100),
    AcceptedDate: schema.day,
    DueDate: schema.day,
    LinkedTxn: schema.readOnly,
  },
  columns: { ...columns, duedate: dayColumn('DueDate') },
  totalCount: false,
  inChangeData: true,
  inWebhooks: true,
  operations: new Set(['create', 'update', 'delete', 'send']),
  prepare(draft) {
    requireFeature(draft.company, 'AllowEstimates');
    prepareSalesForm(draft, 'Estimate');
    draft.fields['TxnStatus'] ??= 'Pending';
    if (draft.fields['SalesTermRef'] !== undefined) draft.fields['DueDate'] = dueDate(draft);
  },
  saved(_company, record) {
    record.total = formTotal(record.fields);
  },
  deleting(company, record) {
    requireOpenPeriod(company, [text(record.fields, 'TxnDate')]);
    for (const { TxnId } of list(record.system, 'LinkedTxn')) {
      const invoice = company.stores.Invoice.get(String(TxnId));
      if (!invoice) continue;
      const left = list(invoice.fields, 'LinkedTxn').filter((link) => link['TxnId'] !== record.id);
      invoice.fields = { ...invoice.fields, LinkedTxn: left };
    }
  },
  render: (company, record) => ({
    ...renderSalesForm(company, record),
    LinkedTxn: record.system['LinkedTxn'] ?? [],
    TotalAmt: fromCents(record.total),
  }),
};
