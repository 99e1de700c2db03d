// What every rule may know about the two companies and the moment. Nothing here is read by the core itself.

import type { FieldValues } from './record.ts';
import type { CompanyFacts, PortalFacts } from './rules.ts';

export interface SyncContext {
  readonly company: CompanyFacts;
  readonly portal: PortalFacts;
  /** The calendar day in the realm's zone: what *today*, overdue and closed books mean. */
  readonly today: string;
  /** Percent of a sale by tax code, where every row of an invoice needs one; a code whose rate is not known is absent. */
  readonly taxPercents?: Readonly<Record<string, string>>;
  /** Currency of the record at hand, whose minor units its amounts are compared in; absent means the home currency. */
  readonly recordCurrency?: string;
}

/** The context for the amounts of one QuickBooks record: a foreign invoice is not rounded to the home currency. */
export function forRecord(context: SyncContext, quickbooks: FieldValues): SyncContext {
  const currency = quickbooks['CurrencyRef.value'];
  return currency ? { ...context, recordCurrency: currency } : context;
}

export const amountCurrency = (context: SyncContext): string =>
  context.recordCurrency ?? context.company.homeCurrency;
