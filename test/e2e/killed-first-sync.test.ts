import { describe, expect, test } from '@jest/globals';
import { firstSyncWithCrashes, startKillStory } from '../support/kill-story.ts';

/** The passing that lies in the middle of the invoices, where there is most to lose. */
const cases = [
  { at: 'intents-stored', on: 4 },
  { at: 'vendor-answered', on: 3 },
  { at: 'vendor-answered', on: 4 },
  { at: 'answers-stored', on: 3 },
  { at: 'answers-stored', on: 5 },
  { at: 'before-settle', on: 3 },
  { at: 'after-settle', on: 2 },
  { at: 'page-listed', on: 3 },
  { at: 'page-marked', on: 3 },
];

describe('a first sync whose server is killed', () => {
  test.concurrent.each(cases)(
    'at $at, passing $on, ends with everything once after a restart',
    async (crash) => {
      const story = await startKillStory();
      try {
        expect(await firstSyncWithCrashes(story, [crash])).toEqual([crash]);
      } finally {
        await story.close();
      }
    },
    150_000,
  );
});
