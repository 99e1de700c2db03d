import { describe, expect, test } from '@jest/globals';
import { connectBoth } from '../../sandbox/demo/connect.ts';
import { booksOf } from '../support/books.ts';
import { startKillStory } from '../support/kill-story.ts';
import type { KillStory } from '../support/kill-story.ts';
import { eventually } from '../support/waiting.ts';

const size = { customers: 3, items: 2, invoices: 4 };
const anHourMs = 61 * 60_000;

const refreshes = async ({ world }: KillStory): Promise<number> =>
  (await world.quickbooks.requests()).filter(({ path }) => path.includes('/tokens/bearer')).length;

describe('refreshing QuickBooks tokens', () => {
  test.concurrent(
    'happens once when two processes need it at the same moment, and both go on',
    async () => {
      const quickbooksBehaviours = { concurrentRefresh: 'revokesFamily', refreshRotation: 'always' };
      const story = await startKillStory({ quickbooksBehaviours }, size);
      try {
        const servers = [await story.start(), await story.start({ role: 'worker' })];
        await story.connect();
        await story.endsWell();
        const before = await refreshes(story);
        await story.world.quickbooks.settings({ latencyMs: 300 });
        await story.world.quickbooks.advance(anHourMs);
        const health = await Promise.all(servers.map((server) => server.checkHealth()));
        expect(health).toEqual([['checked'], ['checked']]);
        expect(await refreshes(story)).toBe(before + 1);
        await booksOf(story.world.quickbooks).customer('Afterwards');
        await story.showsAll();
      } finally {
        await story.close();
      }
    },
    400_000,
  );

  test.concurrent(
    'survives a crash between answer and storage where the old token overlaps',
    async () => {
      const story = await crashedRefresh('overlaps');
      try {
        await story.start();
        await story.showsAll();
      } finally {
        await story.close();
      }
    },
    400_000,
  );

  test.concurrent(
    'asks for a reconnect after such a crash where the old token is dead, and goes on from there',
    async () => {
      const story = await crashedRefresh('dies');
      try {
        await story.start();
        await eventually(async () => {
          expect((await story.world.api.connection()).status).toBe('needs-reconnect');
        });
        await connectBoth(story.world.url);
        await story.showsAll();
      } finally {
        await story.close();
      }
    },
    400_000,
  );
});

/** Everything in step, a new customer, and a server that dies with the new tokens in its hands. */
async function crashedRefresh(oldRefreshToken: 'overlaps' | 'dies'): Promise<KillStory> {
  const story = await startKillStory(
    { quickbooksBehaviours: { oldRefreshToken, refreshRotation: 'always' } },
    size,
  );
  const server = await story.start({ crash: { at: 'token-refreshed' } });
  await story.connect();
  await story.endsWell();
  await story.world.quickbooks.advance(anHourMs);
  await booksOf(story.world.quickbooks).customer('Meanwhile');
  expect(await server.ended()).toBe('SIGKILL');
  return story;
}
