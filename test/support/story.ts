// The stage of a story: a connected world, its books and their mirror.

import { booksOf } from './books.ts';
import type { Books } from './books.ts';
import { mirrorOf } from './mirror.ts';
import type { Mirror } from './mirror.ts';
import { eventually } from './waiting.ts';
import { startWorld } from './world.ts';
import type { World, WorldOptions } from './world.ts';

export interface Story {
  readonly world: World;
  readonly books: Books;
  readonly mirror: Mirror;
  /** Waits until everything that was done in QuickBooks before has been looked at. Needs webhooks. */
  caughtUp(): Promise<void>;
  /** Moves both vendors on, so that what was done before lies outside the change feed's overlap. Needs webhooks. */
  later(): Promise<void>;
  close(): Promise<void>;
}

/** Longer than the change feed is read back for. */
const overlap = 10 * 60_000;

/** For `beforeAll`: everything connected and in step. `prepare` fills the accounts before. */
export async function startStory(
  options: WorldOptions = {},
  prepare: (stage: Story) => Promise<void> = async () => undefined,
): Promise<Story> {
  const world = await startWorld(options);
  const [books, mirror] = [booksOf(world.quickbooks), mirrorOf(world.hubspot)];
  let beacons = 0;
  const story: Story = {
    world,
    books,
    mirror,
    async caughtUp() {
      beacons += 1;
      const beacon = await books.customer(`Beacon ${beacons}`);
      await eventually(() => mirror.contact(beacon).then(() => undefined));
      await world.settled();
    },
    async later() {
      await Promise.all([world.quickbooks.advance(overlap), world.hubspot.advance(overlap)]);
      await story.caughtUp();
      await Promise.all([world.quickbooks.advance(overlap), world.hubspot.advance(overlap)]);
    },
    close: () => world.close(),
  };
  try {
    await prepare(story);
    await world.connect();
    await world.settled();
    return story;
  } catch (error) {
    await world.close();
    throw error;
  }
}
