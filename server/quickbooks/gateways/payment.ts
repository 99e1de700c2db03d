import type { Gateway } from '../../sync/ports.ts';
import type { QuickBooksClient } from '../client.ts';
import { BoundedCache } from '../record-cache.ts';
import type { RecordCache } from '../record-cache.ts';
import { paymentSnapshot } from '../snapshot/payment.ts';
import type { Payment } from '../wire/payment.ts';
import type { Purchase } from '../wire/purchase.ts';
import { isWord } from '../wire/record.ts';
import { byMarker } from './find-created.ts';
import { expenseNoun, paymentNoun } from './noun.ts';
import { findNothing, readMethods } from './read-methods.ts';
import type { Source } from './read.ts';
import { expenseRows, paymentRows } from './rows.ts';
import { expenseFields, paymentFields } from './writable-fields.ts';
import type { WriteRules } from './write-rules.ts';
import { executeWrites } from './write.ts';

/** An expense's copy serves nobody later in the pass. */
const keptExpenses = 1;

const expenseRules: WriteRules<Purchase> = {
  noun: 'expense',
  actions: ['create'],
  fields: expenseFields,
  // Out of a bank account, which a clearing account is.
  defaults: { PaymentType: 'Cash' },
  findCreated: byMarker('TxnDate'),
  marked: true,
  rows: expenseRows,
};

/** Payments with the invoices they cover as `application` parts, and the expenses (`expense`) of their processors' fees. */
export function paymentGateway(client: QuickBooksClient, cache: RecordCache): Gateway {
  const payments: Source<Payment> = { client, noun: paymentNoun, cache: cache.payments };
  const expenses: Source<Purchase> = {
    client,
    noun: expenseNoun,
    cache: new BoundedCache<Purchase>(keptExpenses),
  };
  const rules = paymentRules(cache);
  return {
    side: 'quickbooks',
    entity: paymentNoun.entity,
    ...readMethods(payments, paymentSnapshot),
    find: findNothing,
    execute: (operations) =>
      operations[0]?.noun === expenseRules.noun
        ? executeWrites(expenses, expenseRules, operations)
        : executeWrites(payments, rules, operations),
  };
}

/** Applying a payment, or taking it away, raises the invoice's sync token and changes its balance. */
const paymentRules = (cache: RecordCache): WriteRules<Payment> => ({
  noun: 'payment',
  actions: ['create', 'void'],
  fields: paymentFields,
  findCreated: byMarker('CustomerRef.value', 'TxnDate'),
  marked: true,
  rows: paymentRows,
  voidParameters: { operation: 'update', include: 'void' },
  affected(payment) {
    const covered = (payment.Line ?? []).flatMap((line) => line.LinkedTxn ?? []);
    for (const { TxnId, TxnType } of covered) if (isWord(TxnType, 'Invoice')) cache.invoices.forget(TxnId);
  },
});
