// Waiting for what happens in another process or task, without guessing how long it takes.

import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Repeats the expectation until it holds; after the limit its own failure is reported. Asks less and less often, because
 * what it asks runs on the same machine as what it waits for.
 */
export async function eventually(expectation: () => void | Promise<void>, limitMs = 90_000): Promise<void> {
  const end = Date.now() + limitMs;
  for (let pause = 20; ; pause = Math.min(pause * 1.3, 300)) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (Date.now() >= end) throw error;
      await sleep(pause);
    }
  }
}

/** A point that a test holds somebody at. */
export function gate(): { readonly passed: Promise<void>; pass(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, pass: resolve };
}
