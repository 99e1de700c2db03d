// What is remembered about QuickBooks' webhooks and looks, and how often a company is looked at because of it.

import { z } from 'zod';
import { pollEveryMs } from '../sync/polling.ts';
import type { PollFacts } from '../sync/polling.ts';
import type { CursorMove, CursorStore } from './stores.ts';
import type { Pass } from './unit.ts';

const heardCursor = 'polling';
const alwaysCursor = 'poll-always';
/** The schedule looks each minute whether a look is due. */
const scheduleMs = 60_000;

const instant = z.iso
  .datetime()
  .nullable()
  .transform((text) => (text === null ? null : new Date(text)));
const heardShape = z.object({ changedAt: instant, heardAt: instant, missedAt: instant });
const nothingHeard = { changedAt: null, heardAt: null, missedAt: null };

/** How a connection is polled, as settings show it. */
export interface Polling {
  /** How late a change may arrive that no webhook tells, in seconds. */
  readonly worstCaseSeconds: number;
  readonly always: boolean;
}

export type PollingCursors = Pick<CursorStore, 'read' | 'move'>;

/** The interval just now, in ms. */
export const pollInterval = async (cursors: PollingCursors, now: Date, activeMs: number): Promise<number> =>
  pollEveryMs(await factsOf(cursors, now, activeMs));

export async function readPolling(cursors: PollingCursors, now: Date, activeMs: number): Promise<Polling> {
  const facts = await factsOf(cursors, now, activeMs);
  return { worstCaseSeconds: (pollEveryMs(facts) + scheduleMs) / 1000, always: facts.always };
}

/** Has a company looked at as often as an active one always, or only while it is one. */
export const pollAlways = (cursors: PollingCursors, always: boolean): Promise<void> =>
  cursors.move([{ name: alwaysCursor, value: always ? true : null }]);

/** Notes what woke a look at QuickBooks' feed, and what the look found. */
export async function noteLook(
  pass: Pass,
  look: { readonly told: boolean; readonly marks: number },
): Promise<void> {
  if (!look.told && look.marks === 0) return;
  const { cursors } = pass.store;
  const known = await readHeard(cursors);
  const now = pass.runtime.now();
  const heard = {
    changedAt: now,
    heardAt: look.told ? now : known.heardAt,
    missedAt: look.told ? known.missedAt : now,
  };
  await cursors.move([moveOf(heard)]);
}

type Heard = z.infer<typeof heardShape>;

async function readHeard(cursors: PollingCursors): Promise<Heard> {
  const parsed = heardShape.safeParse(await cursors.read(heardCursor));
  return parsed.success ? parsed.data : nothingHeard;
}

async function factsOf(cursors: PollingCursors, now: Date, activeMs: number): Promise<PollFacts> {
  const [heard, always] = [await readHeard(cursors), await cursors.read(alwaysCursor)];
  return { ...heard, now, activeMs, always: always === true };
}

const moveOf = ({ changedAt, heardAt, missedAt }: Heard): CursorMove => ({
  name: heardCursor,
  value: {
    changedAt: changedAt?.toISOString() ?? null,
    heardAt: heardAt?.toISOString() ?? null,
    missedAt: missedAt?.toISOString() ?? null,
  },
});
