// Invoices made from estimates: the invoice names the estimate, and the estimate then shows the invoice.

import type { Company } from '../company.ts';
import { notFound, QuickBooksFault } from '../faults.ts';
import type { QuickBooksRecord } from '../store.ts';
import { list, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';

/** The links to estimates among those of an invoice. */
export function estimatesOf(fields: Fields | undefined): Fields[] {
  return list(fields, 'LinkedTxn').filter((link) => link['TxnType'] === 'Estimate');
}

/** Refuses unknown estimates (610) and those of another customer (620). */
export function requireEstimates(company: Company, invoice: Fields): void {
  for (const link of estimatesOf(invoice)) {
    const estimate = company.stores.Estimate.get(text(link, 'TxnId') ?? '');
    if (!estimate) throw notFound();
    if (refId(estimate.fields, 'CustomerRef') !== refId(invoice, 'CustomerRef')) {
      throw new QuickBooksFault('620', `Transaction cannot be linked : Estimate ${estimate.id}`, 'LinkedTxn');
    }
  }
}

/** Brings estimates in line with an invoice that was `before` and is `after`. */
export function linkEstimates(
  company: Company,
  invoiceId: string,
  before: Fields | undefined,
  after: Fields | undefined,
): void {
  const [had, has] = [idsOf(before), idsOf(after)];
  for (const id of new Set([...had, ...has])) {
    const estimate = company.stores.Estimate.get(id);
    if (estimate && had.has(id) !== has.has(id)) setLink(company, estimate, invoiceId, has.has(id));
  }
}

function idsOf(fields: Fields | undefined): Set<string> {
  return new Set(estimatesOf(fields).flatMap((link) => text(link, 'TxnId') ?? []));
}

function setLink(company: Company, estimate: QuickBooksRecord, invoiceId: string, linked: boolean): void {
  const others = list(estimate.system, 'LinkedTxn').filter((link) => link['TxnId'] !== invoiceId);
  const LinkedTxn = linked ? [...others, { TxnId: invoiceId, TxnType: 'Invoice' }] : others;
  estimate.system = { ...estimate.system, LinkedTxn };
  const status = LinkedTxn.length > 0 ? company.behaviour('estimateWhenInvoiced') : 'Pending';
  estimate.fields = { ...estimate.fields, TxnStatus: status };
  company.change('Estimate', estimate);
}
