// One edit of somebody on either side. Nothing here knows of the server.

import { booksOf } from '../support/books.ts';
import { bookkeeping } from './bookkeepers.ts';
import { selling } from './sales-people.ts';
import type { Stage } from './stage.ts';

const edits = Object.entries({ ...bookkeeping, ...selling }).map(([name, [weight, edit]]) => ({
  name,
  weight,
  edit,
}));

/** Carries out one edit that is possible now. A vendor that refuses it (an amount too high by now) refuses a person, too. */
export async function editSomething(stage: Stage): Promise<void> {
  const { name, edit } = stage.dice.weighted(edits);
  try {
    const done = await edit(stage, booksOf(stage.quickbooks));
    stage.tell(done === null ? `${name}: nobody to do it to` : `${name}: ${done}`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (!why.includes('/__sim/edit: 400')) throw error;
    stage.tell(`${name}: refused (${why.slice(0, 160)})`);
  }
}
