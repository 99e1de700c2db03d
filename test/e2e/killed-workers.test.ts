import { describe, expect, test } from '@jest/globals';
import { firstSyncWithCrashes, startKillStory } from '../support/kill-story.ts';
import { eventually } from '../support/waiting.ts';

describe('workers that are killed', () => {
  test.concurrent(
    'four times in a row still sync everything once',
    async () => {
      const story = await startKillStory();
      try {
        const crashes = [
          { at: 'vendor-answered', on: 1 },
          { at: 'intents-stored', on: 2 },
          { at: 'vendor-answered', on: 1 },
          { at: 'before-settle', on: 1 },
        ];
        expect(await firstSyncWithCrashes(story, crashes)).toEqual(crashes);
      } finally {
        await story.close();
      }
    },
    400_000,
  );

  test.concurrent(
    'are replaced by a waiting one, which goes on by itself',
    async () => {
      const story = await startKillStory();
      try {
        // Slow answers leave time to kill in the middle.
        await story.world.hubspot.settings({ latencyMs: 500 });
        await story.start({ role: 'web' });
        const worker = await story.start({ role: 'worker' });
        await story.connect();
        await story.start({ role: 'worker' });
        await eventually(async () => {
          expect((await story.world.hubspot.counts())['line_items']).toBeGreaterThan(0);
        });
        await worker.kill();
        await story.endsWell();
      } finally {
        await story.close();
      }
    },
    400_000,
  );
});
