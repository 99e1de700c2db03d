import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { startServerProcess } from '../support/server-process.ts';
import { eventually } from '../support/waiting.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const needed = [
  'PUBLIC_URL',
  'DATABASE_URL',
  'ENCRYPTION_KEYS',
  'HUBSPOT_APP_ID',
  'HUBSPOT_CLIENT_ID',
  'HUBSPOT_CLIENT_SECRET',
  'QUICKBOOKS_CLIENT_ID',
  'QUICKBOOKS_CLIENT_SECRET',
  'QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN',
];

describe('the server as an operator starts it', () => {
  let world: World;
  let empty: TestDatabase;
  beforeAll(async () => {
    [world, empty] = [await startWorld({ start: false }), await testDatabase({ migrated: false })];
  });
  afterAll(async () => {
    await empty?.close();
    await world?.close();
  });
  const started = (changes: Readonly<Record<string, string>>) =>
    startServerProcess({ plain: true, environment: { ...world.environment, LOG_LEVEL: 'info', ...changes } });

  test('names every missing setting with a line of help and ends', async () => {
    const server = startServerProcess({ plain: true, environment: {} });
    expect(await server.ended()).toBe(1);
    for (const setting of needed) {
      expect(server.output()).toMatch(new RegExp(`^\\s+${setting}\\s+is missing: .{10,}$`, 'm'));
    }
  });

  test('refuses a role that could see every row, in words', async () => {
    const server = started({ DATABASE_URL: empty.adminUrl });
    expect(await server.ended()).toBe(1);
    expect(server.output()).toContain('SUPERUSER');
    expect(server.output()).toContain('NOSUPERUSER NOBYPASSRLS');
    expect(server.output()).not.toContain(new URL(empty.adminUrl).password);
  });

  test('ends when a migration fails, and leaves nothing of it behind', async () => {
    const admin = new Client({ connectionString: empty.url });
    await admin.connect();
    // In the way of one of the first migrations.
    await admin.query('create table connections (stray text)');
    const server = started({ DATABASE_URL: empty.url });
    expect(await server.ended()).toBe(1);
    expect(server.output()).toContain('connections');
    await admin.query('drop table connections');
    await admin.end();
    const again = started({ DATABASE_URL: empty.url });
    await again.ready();
    expect(await again.stop()).toBe(0);
  });

  test('ends when its port is taken', async () => {
    const first = started({});
    await first.ready();
    const second = started({});
    expect(await second.ended()).toBe(1);
    expect(second.output()).toContain('EADDRINUSE');
    expect(await first.stop()).toBe(0);
  });

  test('ends cleanly on SIGTERM in the middle of a first sync, and another goes on from there', async () => {
    await world.quickbooks.seed({ customers: 30, items: 5, invoices: 10, payments: 5 });
    const first = started({});
    await first.ready();
    await world.hubspot.settings({ latencyMs: 200 });
    await world.connect();
    await eventually(async () => {
      expect((await world.hubspot.counts())['contacts']).toBeGreaterThan(0);
    });
    expect(await first.stop()).toBe(0);
    await world.hubspot.settings({ latencyMs: 0 });
    const second = started({});
    await second.ready();
    await world.settled();
    expect((await world.hubspot.counts())['invoices']).toBeGreaterThan(0);
    expect(await second.stop()).toBe(0);
  });
});
