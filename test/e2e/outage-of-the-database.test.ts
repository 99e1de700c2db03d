import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { booksOf } from '../support/books.ts';
import { outageDatabase } from '../support/outage-database.ts';
import type { OutageDatabase } from '../support/outage-database.ts';
import { pictureOfBooks, pictureOfMirror } from '../support/picture.ts';
import { startServerProcess } from '../support/server-process.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { deliver, quickbooksChange, quickbooksDelivery } from '../support/signed-webhooks.ts';
import { foundCompany } from '../support/small-company.ts';
import { eventually } from '../support/waiting.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const statusOf = async (address: string): Promise<number> => (await fetch(address)).status;

describe('a database that is away', () => {
  let world: World;
  let database: OutageDatabase;
  let server: ServerProcess;
  beforeAll(async () => {
    [world, database] = [await startWorld({ start: false }), await outageDatabase()];
    await foundCompany(world.quickbooks);
  });
  afterAll(async () => {
    await server?.kill();
    await database?.close();
    await world?.close();
  });

  test('is waited for at the start, alive but not ready', async () => {
    await database.stop();
    const environment = { ...world.environment, DATABASE_URL: database.url, LOG_LEVEL: 'info' };
    server = startServerProcess({ environment });
    await eventually(async () => expect(await statusOf(`${world.url}/healthz`)).toBe(200));
    expect(await statusOf(`${world.url}/readyz`)).toBe(503);
    await eventually(() => expect(server.output()).toContain('the database cannot be reached; trying again'));
    expect(server.hasEnded()).toBe(false);
    await database.start();
    await server.ready();
  });

  test('for ten seconds of a first sync loses nothing and ends nobody', async () => {
    await world.hubspot.settings({ latencyMs: 200 });
    await world.connect();
    await eventually(async () => {
      expect((await world.hubspot.counts())['contacts']).toBeGreaterThan(0);
    });
    await database.stop();
    const late = await booksOf(world.quickbooks).customer('Meanwhile');
    const webhook = quickbooksDelivery(world, quickbooksChange('Customer', late['Id']));
    expect(await deliver(webhook)).toBeGreaterThanOrEqual(500);
    await sleep(10_000);
    expect([await statusOf(`${world.url}/healthz`), await statusOf(`${world.url}/readyz`)]).toEqual([
      200, 503,
    ]);
    await database.start();
    await eventually(async () => {
      expect(await pictureOfMirror(world.hubspot)).toEqual(await pictureOfBooks(world.quickbooks));
    });
    expect(server.hasEnded()).toBe(false);
  });

  test('is named in the log, without stray rejections', () => {
    expect(server.output()).toMatch(/"level":"(warn|error)".*(not available|in trouble|cannot be reached)/);
    expect(server.output()).not.toMatch(/unhandled|uncaught/i);
  });
});
