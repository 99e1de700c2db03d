import { QuickBooksFault } from '../faults.ts';
import type { Company } from '../company.ts';
import type { QuickBooksRecord } from '../store.ts';
import { text } from '../values.ts';
import { requireOpenPeriod } from './sales-form.ts';

/** Deposited money is frozen (6540), and closed books freeze it by its old date as well as by its new one. */
export function requireChangeable(
  company: Company,
  record: QuickBooksRecord,
  newDay: string | undefined,
): void {
  if (record.system['LinkedTxn'] !== undefined) {
    throw new QuickBooksFault(
      '6540',
      'This transaction has been deposited. If you want to change or delete it, you must edit the deposit it appears on and remove it first',
    );
  }
  requireOpenPeriod(company, [text(record.fields, 'TxnDate'), newDay]);
}
