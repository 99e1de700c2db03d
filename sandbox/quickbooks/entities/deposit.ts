import type { Company } from '../company.ts';
import { missing, notFound, QuickBooksFault } from '../faults.ts';
import { fromCents, toCents } from '../money.ts';
import { commonColumns, dayColumn, totalColumn } from '../query/columns.ts';
import * as schema from '../schema.ts';
import type { QuickBooksRecord } from '../store.ts';
import { list, number, text } from '../values.ts';
import type { Fields } from '../values.ts';
import type { EntityType } from './entity.ts';
import { renderRef, resolve } from './references.ts';

/** Only as far as bookkeepers freeze payments by depositing them; made through control edits, read by API. */
export const deposit: EntityType = {
  name: 'Deposit',
  kind: 'transaction',
  schema: {
    ...schema.common,
    TxnDate: schema.day,
    DepositToAccountRef: schema.reference,
    PrivateNote: schema.text(4000),
    Line: schema.listOf({
      Amount: schema.amount,
      LinkedTxn: schema.listOf({
        TxnId: schema.text(20),
        TxnType: schema.text(30),
        TxnLineId: schema.text(20),
      }),
    }),
    TotalAmt: schema.readOnly,
  },
  columns: { ...commonColumns, txndate: dayColumn('TxnDate'), totalamt: totalColumn },
  totalCount: true,
  inChangeData: true,
  inWebhooks: true,
  operations: new Set(),
  prepare({ company, fields, previous }) {
    fields['TxnDate'] ??= company.today();
    fields['DepositToAccountRef'] ??= { value: '35' };
    resolve(company, 'Account', fields, 'DepositToAccountRef');
    if (linkedPayments(fields).length === 0) throw missing('Line');
    for (const { id } of linkedPayments(fields)) {
      const payment = company.stores.Payment.get(id);
      if (!payment) throw notFound();
      if (payment.system['LinkedTxn'] !== undefined && !previous) {
        throw new QuickBooksFault('620', `Transaction cannot be linked : Payment ${id}`, 'LinkedTxn');
      }
    }
  },
  saved(company, record) {
    record.total = linkedPayments(record.fields).reduce((sum, { cents }) => sum + cents, 0);
    freeze(company, record, true);
  },
  deleting: (company, record) => freeze(company, record, false),
  render: (company, record) => ({
    ...record.fields,
    DepositToAccountRef: renderRef(company, 'Account', record.fields, 'DepositToAccountRef'),
    TotalAmt: fromCents(record.total),
  }),
};

function linkedPayments(fields: Fields): { id: string; cents: number }[] {
  return list(fields, 'Line').flatMap((line) =>
    list(line, 'LinkedTxn')
      .filter((link) => link['TxnType'] === 'Payment')
      .map((link) => ({ id: text(link, 'TxnId') ?? '', cents: toCents(number(line, 'Amount') ?? 0) })),
  );
}

/** The payment shows its deposit at once, but neither its token nor its last update moves. */
function freeze(company: Company, record: QuickBooksRecord, deposited: boolean): void {
  for (const { id } of linkedPayments(record.fields)) {
    const payment = company.stores.Payment.get(id);
    if (!payment) continue;
    const { LinkedTxn: _old, ...system } = payment.system;
    payment.system = deposited
      ? { ...system, LinkedTxn: [{ TxnId: record.id, TxnType: 'Deposit' }] }
      : system;
  }
}
