import type { Company } from './company.ts';

/** Counts a call against the realm's limits; false when it is one too many. Refused calls count for nothing. */
export function withinLimits(company: Company, now: number, isBatch: boolean): boolean {
  const { second, minute, batch } = company.windows;
  const concurrent = company.behaviour('concurrentCalls');
  if (concurrent > 0 && company.openCalls >= concurrent) return false;
  if (!second.hasRoom(now) || !minute.hasRoom(now) || (isBatch && !batch.hasRoom(now))) return false;
  second.add(now);
  minute.add(now);
  if (isBatch) batch.add(now);
  return true;
}

/** Whether the metered calls of the month are used up (0: no cap). */
export function isCapReached(company: Company): boolean {
  const cap = company.behaviour('apiCallCap');
  return cap > 0 && company.usage.corePlus >= cap;
}

/**
 * Successful calls as the vendor bills them: single writes are free (Core), reads of every kind and the batch
 * endpoint are metered (CorePlus).
 */
export function meter(company: Company, operation: string, isWrite: boolean): void {
  const { usage } = company;
  if (isWrite) usage.core++;
  else usage.corePlus++;
  usage.byOperation.set(operation, (usage.byOperation.get(operation) ?? 0) + 1);
}
