// Choices drawn from a seed. Each step of a script has dice of its own, so that what one step draws moves no other.

import { seededRandom } from '../../sandbox/core/random.ts';

export interface Dice {
  next(): number;
  chance(probability: number): boolean;
  /** Both ends included. */
  whole(from: number, to: number): number;
  of<T>(choices: readonly [T, ...T[]] | readonly T[]): T;
  /** Undefined when there is nothing to choose from. */
  oneOf<T>(choices: readonly T[]): T | undefined;
  /** A text that no other step draws. */
  fresh(word: string): string;
  weighted<T extends { readonly weight: number }>(choices: readonly T[]): T;
}

export function diceOf(seed: number, step: number): Dice {
  const next = seededRandom(seed * 1_000 + step);
  let words = 0;
  const dice: Dice = {
    next,
    chance: (probability) => next() < probability,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    oneOf: (choices) => choices[Math.floor(next() * choices.length)],
    of(choices) {
      const [first] = choices;
      const chosen = dice.oneOf(choices) ?? first;
      if (chosen === undefined) throw new Error('nothing to choose from');
      return chosen;
    },
    fresh: (word) => `${word} ${step}${'abcdefghijklmnopqrstuvwxyz'[words++ % 26]}`,
    weighted(choices) {
      let left = next() * choices.reduce((total, { weight }) => total + weight, 0);
      const found = choices.find(({ weight }) => (left -= weight) < 0);
      return found ?? dice.of(choices);
    },
  };
  return dice;
}
