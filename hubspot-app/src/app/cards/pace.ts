/** How long a card waits between looks at the server, in milliseconds. */
export interface Pace {
  /** While the record is being looked at. */
  readonly dueMs: number;
  readonly idleMs: number;
}

export const calmPace: Pace = { dueMs: 3000, idleMs: 60_000 };
