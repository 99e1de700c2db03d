/** How long the page waits between looks at the server, in milliseconds. */
export interface Pace {
  /** While the person is at Intuit's pages. */
  readonly connectingMs: number;
  /** While a first sync runs. */
  readonly progressMs: number;
  readonly idleMs: number;
  /** A ticket works for ten minutes; a fresh one is fetched before that. */
  readonly ticketMs: number;
}

export const calmPace: Pace = {
  connectingMs: 3000,
  progressMs: 10_000,
  idleMs: 60_000,
  ticketMs: 8 * 60_000,
};
