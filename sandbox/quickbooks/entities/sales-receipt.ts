import { fromCents } from '../money.ts';
import * as schema from '../schema.ts';
import { put, text } from '../values.ts';
import { requireAccountCurrency } from './currency.ts';
import { requireChangeable } from './deposit-lock.ts';
import type { EntityType } from './entity.ts';
import { moneyAccount, UNDEPOSITED_FUNDS } from './money-accounts.ts';
import { renderRef, resolve } from './references.ts';
import {
  prepareSalesForm,
  renderSalesForm,
  salesFormColumns,
  salesFormSchema,
  voidFields,
} from './sales-form.ts';
import { formTotal } from './sales-lines.ts';
import { moveStock } from './stock.ts';

const { salestermref: _termColumn, ...columns } = salesFormColumns;
const { SalesTermRef: _term, ...formSchema } = salesFormSchema;

/** A sale paid on the spot: no receivable, money straight to an account. */
export const salesReceipt: EntityType = {
  name: 'SalesReceipt',
  kind: 'transaction',
  schema: {
    ...formSchema,
    PaymentMethodRef: schema.reference,
    PaymentRefNum: schema.text(21),
    DepositToAccountRef: schema.reference,
    LinkedTxn: schema.readOnly,
  },
  columns,
  totalCount: false,
  inChangeData: true,
  inWebhooks: true,
  operations: new Set(['create', 'update', 'delete', 'void', 'send']),
  prepare(draft) {
    const { company, fields, previous } = draft;
    if (previous) requireChangeable(company, previous, text(fields, 'TxnDate'));
    prepareSalesForm(draft, 'SalesReceipt');
    resolve(company, 'PaymentMethod', fields, 'PaymentMethodRef', previous?.fields);
    requireAccountCurrency(company, fields, moneyAccount(company, fields, previous?.fields));
    fields['DepositToAccountRef'] ??= { value: UNDEPOSITED_FUNDS };
  },
  saved(company, record, before) {
    record.total = formTotal(record.fields);
    moveStock(company, before, record.fields, 1);
  },
  deleting(company, record) {
    requireChangeable(company, record, undefined);
    moveStock(company, record.fields, undefined, 1);
  },
  voiding(company, record) {
    requireChangeable(company, record, undefined);
    const before = record.fields;
    voidFields(company, record);
    record.total = 0;
    moveStock(company, before, record.fields, 1);
  },
  render(company, record) {
    const shown = renderSalesForm(company, record);
    for (const [type, key] of [
      ['PaymentMethod', 'PaymentMethodRef'],
      ['Account', 'DepositToAccountRef'],
    ] as const) {
      put(shown, key, renderRef(company, type, record.fields, key));
    }
    put(shown, 'LinkedTxn', record.system['LinkedTxn']);
    return { ...shown, TotalAmt: fromCents(record.total), Balance: 0 };
  },
};
