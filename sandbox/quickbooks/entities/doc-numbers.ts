import { preference } from '../company.ts';
import type { Company } from '../company.ts';
import { QuickBooksFault } from '../faults.ts';
import type { QuickBooksRecord } from '../store.ts';
import { text } from '../values.ts';
import type { Draft } from './entity.ts';

/** Forms that carry a number of the company's. */
export const numberedForms = ['Invoice', 'CreditMemo', 'SalesReceipt', 'Estimate'] as const;
export type NumberedForm = (typeof numberedForms)[number];

/**
 * Gives a new form the next number, unless the company numbers its own (CustomTxnNumbers): then none sent stays none,
 * and a number in use is refused with 6140.
 */
export function prepareDocNumber({ company, fields, previous, include }: Draft, type: NumberedForm): void {
  const given = text(fields, 'DocNumber');
  const custom = preference(company, 'SalesFormsPrefs', 'CustomTxnNumbers') === true;
  const next = company.nextDocNumber;
  const sequence = type === 'Estimate' ? 'estimate' : 'sale';
  if (given === undefined) {
    if (!custom && !previous) fields['DocNumber'] = String(next[sequence]++);
    return;
  }
  if (given === text(previous?.fields, 'DocNumber')) return;
  const warns = company.behaviour('duplicateDocNumber') === 'refuse';
  if (custom && warns && !include.has('allowduplicatedocnum'))
    requireFreeNumber(company, type, given, previous?.id);
  if (/^\d{1,15}$/.test(given)) next[sequence] = Math.max(next[sequence], Number(given) + 1);
}

function requireFreeNumber(
  company: Company,
  type: NumberedForm,
  given: string,
  own: string | undefined,
): void {
  const forms = company.behaviour('docNumberScope') === 'allForms' ? numberedForms : [type];
  for (const form of forms) {
    const holder = [...company.stores[form].find('docnumber', numberKey, [given.toLowerCase()])].find(
      (record) => form !== type || record.id !== own,
    );
    if (!holder) continue;
    throw new QuickBooksFault(
      '6140',
      `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${given} is assigned to TxnType=${form} with TxnId=${holder.id}`,
      'DocNumber',
    );
  }
}

/** Queries by DocNumber share this index, so the key is the one they use. */
function numberKey(record: QuickBooksRecord): string {
  return (text(record.fields, 'DocNumber') ?? '').toLowerCase();
}
