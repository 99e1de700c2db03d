// One edit of somebody on either side. Nothing here knows of the server.

import { booksOf } from '../support/books.ts';
import { billing } from './billing.ts';
import { listKeeping } from './bookkeepers.ts';
import { selling } from './sales-people.ts';
import type { Stage } from './stage.ts';

const edits = Object.entries({ ...listKeeping, ...billing, ...selling }).map(([name, [weight, edit]]) => ({
  name,
  weight,
  edit,
}));

const tries = 8;

/** Carries out one edit that is possible now; with a name, that one. A vendor that refuses it refuses a person, too. */
export async function editSomething(stage: Stage, wanted?: string): Promise<void> {
  for (let rolls = 0; rolls < tries; rolls += 1) {
    const { name, edit } = edits.find((one) => one.name === wanted) ?? stage.dice.weighted(edits);
    try {
      const done = await edit(stage, booksOf(stage.quickbooks));
      if (done !== null) return stage.tell(`${name}: ${done}`);
    } catch (error) {
      // An amount that is too high by now, an address that is taken.
      const why = error instanceof Error ? error.message : String(error);
      if (!why.includes('/__sim/edit: 400')) throw error;
      return stage.tell(`${name}: refused (${why.slice(0, 160)})`);
    }
  }
}

/** What a company has before anything else can happen. */
export const founding = [
  'make a customer',
  'make an item',
  'make a contact',
  'make an invoice',
  'make a customer',
  'take a payment',
  'bill a contact',
  'make an invoice',
];
