// How often QuickBooks is asked for changes when nothing wakes us. Each look is a metered call; webhooks bring most changes
// anyway, so where they have proven themselves and little happens, looking often is money for nothing.

export interface PollFacts {
  readonly now: Date;
  /** The interval of an active company. */
  readonly activeMs: number;
  /** A person wants the active interval always. */
  readonly always: boolean;
  /** When QuickBooks last had something to tell, by webhook or feed. */
  readonly changedAt: Date | null;
  /** When a webhook last arrived. */
  readonly heardAt: Date | null;
  /** When a look last found something that no webhook had told. */
  readonly missedAt: Date | null;
}

const hour = 3_600_000;
const week = 7 * 24 * hour;
/** A company counts as quiet when it had nothing to tell for so long. */
export const quietAfterMs = 2 * hour;

/** The interval in ms: hourly for a quiet company whose webhooks are proven, every six hours after a quiet week. */
export function pollEveryMs(facts: PollFacts): number {
  const { now, activeMs, always, changedAt } = facts;
  if (always || changedAt === null || !isProven(facts)) return activeMs;
  const quietMs = now.getTime() - changedAt.getTime();
  if (quietMs < quietAfterMs) return activeMs;
  return Math.max(activeMs, quietMs < week ? hour : 6 * hour);
}

/** Webhooks are proven by one that arrived, until a look finds what none told. */
const isProven = ({ heardAt, missedAt }: PollFacts): boolean =>
  heardAt !== null && (missedAt === null || heardAt > missedAt);
