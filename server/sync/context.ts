// What every rule may know about the two companies and the moment. Nothing here is read by the core itself.

import type { CompanyFacts, PortalFacts } from './rules.ts';

export interface SyncContext {
  readonly company: CompanyFacts;
  readonly portal: PortalFacts;
  /** The calendar day in the realm's zone: what *today*, overdue and closed books mean. */
  readonly today: string;
}
