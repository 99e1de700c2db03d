import { describe, expect, test } from '@jest/globals';
import { firstSyncWithCrashes, startKillStory, withoutUniqueKeys } from '../support/kill-story.ts';

/** HubSpot has carried out what was asked for and nobody wrote it down; or nobody knows whether it was asked. */
const cases = [
  { what: 'invoices were created', at: 'vendor-answered', on: 3 },
  { what: 'lines or discounts were created', at: 'vendor-answered', on: 4 },
  { what: 'payments were created', at: 'vendor-answered', on: 6 },
  { what: 'rows were about to be created', at: 'intents-stored', on: 4 },
];

describe('a portal that takes no unique keys on invoices, lines and payments', () => {
  test.concurrent.each(cases)(
    'has nothing twice when the server is killed as $what',
    async (crash) => {
      const story = await startKillStory({ hubspotBehaviours: withoutUniqueKeys });
      try {
        expect(await firstSyncWithCrashes(story, [crash])).toEqual([crash]);
      } finally {
        await story.close();
      }
    },
    400_000,
  );
});
