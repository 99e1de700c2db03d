// Rows that travel with their transaction. QuickBooks replaces the list, so all of them are sent whenever one is.

import type { FieldValues } from '../../sync/record.ts';
import { detailTypeOf } from '../snapshot/invoice-lines.ts';
import { flattenRow, scalarText } from '../snapshot/flatten.ts';
import type { Invoice, InvoiceLine } from '../wire/invoice.ts';
import type { Payment } from '../wire/payment.ts';
import type { Purchase } from '../wire/purchase.ts';
import { isWord } from '../wire/record.ts';
import { sparseBody, UnwritableValue } from './body.ts';
import type { Body } from './body.ts';
import { expenseRowFields, paymentRowFields, salesRowFields } from './writable-fields.ts';

/** How one kind of transaction writes and reads its rows. */
export interface RowRules<T> {
  /** The `Line` list to send. `current` is the record as it is now, null for a create. */
  toLines(rows: readonly FieldValues[], current: T | null): readonly Body[];
  /** The rows of an answer, in order, without those QuickBooks computes. */
  ofRecord(record: T): readonly FieldValues[];
}

/** A row's price is one statement: keeping half of the old one would contradict the new. */
const pricing: ReadonlySet<string> = new Set([
  'Amount',
  'SalesItemLineDetail.Qty',
  'SalesItemLineDetail.UnitPrice',
  'SalesItemLineDetail.TaxInclusiveAmt',
  'DiscountLineDetail.PercentBased',
  'DiscountLineDetail.DiscountPercent',
]);

/**
 * Invoice rows. A row with the id of an existing one edits it: what it does not name, except its price, stays as it is
 * (class, service date, the estimate it was made from).
 */
export const salesRows: RowRules<Invoice> = {
  toLines(rows, current) {
    const lines = new Map((current?.Line ?? []).flatMap((line) => (line.Id ? [[line.Id, line]] : [])));
    return rows.map((row) => salesLine(row, lines.get(row['Id'] ?? '') ?? null));
  },
  ofRecord: (invoice) =>
    (invoice.Line ?? [])
      .filter((line) => !isWord(line.DetailType, 'SubTotalLineDetail'))
      .map((line) => ({ ...flattenRow(line), DetailType: detailTypeOf(line) })),
};

function salesLine(row: FieldValues, before: InvoiceLine | null): Body {
  const kept = before ? keptOf(row, before) : {};
  const body = sparseBody(salesRowFields, { ...kept, ...row }, null);
  if (isWord(textOf(body['DetailType']), 'DescriptionOnly')) body['DescriptionLineDetail'] = {};
  const links = (before?.LinkedTxn ?? []).map(({ TxnId, TxnType, TxnLineId }) => ({
    TxnId,
    TxnType,
    ...(TxnLineId !== undefined && { TxnLineId }),
  }));
  if (links.length > 0) body['LinkedTxn'] = links;
  return body;
}

/** The line's writable values that the row is silent about. A line that turns into another kind keeps nothing. */
function keptOf(row: FieldValues, before: InvoiceLine): FieldValues {
  if (row['DetailType'] && !isWord(before.DetailType, row['DetailType'])) return {};
  const held: FieldValues = { ...flattenRow(before), DetailType: detailTypeOf(before) };
  const kept = [...salesRowFields.keys()].filter((path) => !Object.hasOwn(row, path) && !pricing.has(path));
  return Object.fromEntries(kept.map((path) => [path, held[path] ?? null]));
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Payment rows: `Amount` of the payment for the transaction `TxnId` of type `TxnType` (`Invoice`, `CreditMemo`). */
export const paymentRows: RowRules<Payment> = {
  toLines: (rows) =>
    rows.map((row) => {
      if (!row['TxnId'] || !row['TxnType']) throw new UnwritableValue('Line', 'names no transaction');
      const { Amount, TxnId, TxnType } = sparseBody(paymentRowFields, row, null);
      return { Amount, LinkedTxn: [{ TxnId, TxnType }] };
    }),
  ofRecord: (payment) =>
    (payment.Line ?? []).map(({ Amount, LinkedTxn }) => ({
      Amount: scalarText(Amount),
      TxnId: scalarText(LinkedTxn?.[0]?.TxnId),
      TxnType: scalarText(LinkedTxn?.[0]?.TxnType),
    })),
};

const expenseDetail = 'AccountBasedExpenseLineDetail';

/** Expense rows are booked to an account; one for a customer would become billable unless it says otherwise. */
export const expenseRows: RowRules<Purchase> = {
  toLines: (rows) =>
    rows.map((row) =>
      sparseBody(
        expenseRowFields,
        { DetailType: expenseDetail, [`${expenseDetail}.BillableStatus`]: 'NotBillable', ...row },
        null,
      ),
    ),
  ofRecord: (purchase) => (purchase.Line ?? []).map((line) => flattenRow(line)),
};
