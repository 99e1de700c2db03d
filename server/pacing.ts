// Keeps calls within a vendor's limit of so many in a window of time.

import PQueue from 'p-queue';

/**
 * At most `calls` calls that are under way or ended less than `windowMs` ago. Counting starts alone would not do: a vendor
 * that stalls and then works off what waited sees those calls and the next ones at the same moment. A call may be seen
 * at any time until it ends, so its place is free again one window after its end.
 */
export class CallWindow {
  readonly #queue: PQueue;
  readonly #windowMs: number;

  constructor({ calls, windowMs }: { readonly calls: number; readonly windowMs: number }) {
    this.#queue = new PQueue({ concurrency: calls });
    this.#windowMs = windowMs;
  }

  /** Starts the call when the window has room; settles as soon as the call does. */
  run<T>(call: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      void this.#queue.add(async () => {
        await call().then(resolve, reject);
        await this.#pass();
      });
    });
  }

  /** Nothing starts until `resume`; calls under way go on. */
  pause(): void {
    this.#queue.pause();
  }

  resume(): void {
    this.#queue.start();
  }

  /** Whether nothing waits, runs or is remembered. */
  get isIdle(): boolean {
    return this.#queue.size + this.#queue.pending === 0;
  }

  #pass(): Promise<void> {
    // A process that has nothing else to do need not live for it.
    return new Promise((resolve) => setTimeout(resolve, this.#windowMs).unref());
  }
}
