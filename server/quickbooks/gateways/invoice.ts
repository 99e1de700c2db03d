import type { Gateway, ReadResult } from '../../sync/ports.ts';
import type { RecordSnapshot } from '../../sync/record.ts';
import type { QuickBooksClient } from '../client.ts';
import type { RecordCache } from '../record-cache.ts';
import { invoiceSnapshot, paymentIdsOf } from '../snapshot/invoice.ts';
import { invoicePaymentPart } from '../snapshot/payment.ts';
import type { Invoice } from '../wire/invoice.ts';
import type { Payment } from '../wire/payment.ts';
import { customItems } from './custom-item.ts';
import { byMarker } from './find-created.ts';
import { offerNumbers } from './free-number.ts';
import { methodNames, withMethodName } from './method-names.ts';
import type { MethodList } from './method-names.ts';
import { invoiceNoun, itemNoun, paymentNoun } from './noun.ts';
import { findNothing, readMethods } from './read-methods.ts';
import { queryByIds, readRecords } from './read.ts';
import type { Source } from './read.ts';
import { salesRows } from './rows.ts';
import { invoiceFields } from './writable-fields.ts';
import type { WriteRules } from './write-rules.ts';
import { executeWrites } from './write.ts';

/**
 * Invoices with their lines and payments. `read` gives whole invoices. `list` gives them without `payment` parts: its
 * results say which invoices exist, and reading them afterwards costs nothing for the invoice itself.
 */
export function invoiceGateway(
  client: QuickBooksClient,
  cache: RecordCache,
  paymentMethods?: MethodList,
): Gateway {
  const invoices: Source<Invoice> = { client, noun: invoiceNoun, cache: cache.invoices };
  const payments: Source<Payment> = { client, noun: paymentNoun, cache: cache.payments };
  const rules = invoiceRules(cache);
  const ensureItem = customItems({ client, noun: itemNoun, cache: cache.items });
  return {
    side: 'quickbooks',
    entity: invoiceNoun.entity,
    ...readMethods(invoices, (invoice) => invoiceSnapshot(invoice, [])),
    read: (ids) => readInvoices(invoices, payments, ids, paymentMethods),
    find: findNothing,
    execute: async (operations) =>
      operations[0]?.noun === rules.noun
        ? offerNumbers(client, operations, await executeWrites(invoices, rules, operations))
        : ensureItem(operations),
  };
}

/** A void, or a total below what was paid, gives payments money back. */
const invoiceRules = (cache: RecordCache): WriteRules<Invoice> => ({
  noun: 'record',
  actions: ['create', 'update', 'void'],
  fields: invoiceFields,
  findCreated: byMarker('CustomerRef.value', 'TxnDate'),
  marked: true,
  rows: salesRows,
  alsoAnswers: [
    'TotalAmt',
    'Balance',
    'DocNumber',
    'TxnTaxDetail.TotalTax',
    'TxnDate',
    'DueDate',
    'CurrencyRef.value',
  ],
  voidParameters: { operation: 'void' },
  affected(invoice) {
    for (const id of paymentIdsOf(invoice)) cache.payments.forget(id);
  },
});

async function readInvoices(
  invoices: Source<Invoice>,
  payments: Source<Payment>,
  ids: readonly string[],
  paymentMethods: MethodList | undefined,
): Promise<ReadResult> {
  const { found, gone, unread } = await readRecords(invoices, ids);
  const missing = found.flatMap((invoice) => missingPayments(invoice, payments));
  const read = new Map(
    (await queryByIds(payments, [...new Set(missing)])).map((payment) => [payment.Id, payment]),
  );
  const paymentOf = (id: string): Payment | null => read.get(id) ?? knownPayment(payments, id);
  const paying = found.flatMap((invoice) => paymentIdsOf(invoice).flatMap((id) => paymentOf(id) ?? []));
  const names = await methodNames(paying, paymentMethods);
  const snapshots = found.map((invoice) =>
    wholeInvoice(invoice, (id) => {
      const payment = paymentOf(id);
      return payment && withMethodName(payment, names);
    }),
  );
  return {
    found: snapshots.filter((snapshot): snapshot is RecordSnapshot => snapshot !== null),
    gone,
    unread: [...unread, ...found.filter((_, position) => snapshots[position] === null).map(({ Id }) => Id)],
  };
}

/** Payments the invoice names and this pass does not know, or knows from before they were applied to it. */
function missingPayments(invoice: Invoice, payments: Source<Payment>): readonly string[] {
  return paymentIdsOf(invoice).filter((id) => {
    const known = knownPayment(payments, id);
    return known === null || invoicePaymentPart(known, invoice.Id) === null;
  });
}

/** Null when a payment the invoice names cannot be had: it is changing just now, and half an invoice would mislead. */
function wholeInvoice(invoice: Invoice, paymentById: (id: string) => Payment | null): RecordSnapshot | null {
  const payments = paymentIdsOf(invoice).map(paymentById);
  const known = payments.filter((payment): payment is Payment => payment !== null);
  return known.length === payments.length ? invoiceSnapshot(invoice, known) : null;
}

function knownPayment(payments: Source<Payment>, id: string): Payment | null {
  const known = payments.cache.get(id);
  return known === 'deleted' ? null : known;
}
