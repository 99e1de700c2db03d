/** A sliding window: at most `limit` accepted calls in any `windowMs`. Refused calls do not count. */
export class RateWindow {
  private times: number[] = [];
  private start = 0;
  readonly limit: number;
  readonly windowMs: number;

  constructor(limit: number, windowMs: number) {
    this.limit = limit;
    this.windowMs = windowMs;
  }

  /** Calls counted in the window that ends at `now` (epoch ms). */
  count(now: number): number {
    this.drop(now);
    return this.times.length - this.start;
  }

  /** Whether one more call would be accepted at `now`. */
  hasRoom(now: number): boolean {
    return this.count(now) < this.limit;
  }

  /** Counts one accepted call. */
  add(now: number): void {
    this.times.push(now);
  }

  /** Counts a call if there is room for it. */
  take(now: number): boolean {
    if (!this.hasRoom(now)) return false;
    this.add(now);
    return true;
  }

  private drop(now: number): void {
    while (this.start < this.times.length && (this.times[this.start] ?? now) <= now - this.windowMs)
      this.start++;
    if (this.start > 1000) {
      this.times = this.times.slice(this.start);
      this.start = 0;
    }
  }
}
