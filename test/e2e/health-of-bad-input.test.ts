import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoPortal } from '../../sandbox/demo/app-registration.ts';
import { startServerProcess } from '../support/server-process.ts';
import type { ServerProcess } from '../support/server-process.ts';
import {
  contactChange,
  deliver,
  hubspotDelivery,
  quickbooksChange,
  quickbooksDelivery,
} from '../support/signed-webhooks.ts';
import { foundCompany } from '../support/small-company.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

describe('a running server', () => {
  let world: World;
  let server: ServerProcess;
  beforeAll(async () => {
    world = await startWorld({ start: false });
    await foundCompany(world.quickbooks, { customers: 3, items: 2, invoices: 4 });
    server = startServerProcess({ environment: { ...world.environment, LOG_LEVEL: 'trace' } });
    await server.ready();
    await world.connect();
    await world.settled();
  });
  afterAll(async () => {
    await server?.stop();
    await world?.close();
  });
  const metrics = async (): Promise<string> => (await fetch(`${world.url}/metrics`)).text();
  const counted = async (vendor: string, result: string): Promise<number> => {
    const line = new RegExp(
      `ledgerline_webhooks_total\\{.*vendor="${vendor}",result="${result}".*\\} (\\d+)`,
    );
    return Number(line.exec(await metrics())?.[1] ?? 0);
  };

  test('thanks for events of companies and accounts it does not know, and counts them', async () => {
    const stranger = quickbooksDelivery(world, quickbooksChange('Customer', '1', '9999999999999999'));
    expect(await deliver(stranger)).toBe(200);
    expect(await deliver(hubspotDelivery(world, contactChange('1', 777_777)))).toBe(200);
    expect([await counted('quickbooks', 'unknown'), await counted('hubspot', 'unknown')]).toEqual([1, 1]);
  });

  test('refuses forged and stale signatures', async () => {
    const change = contactChange('1001', demoPortal.portalId);
    const real = hubspotDelivery(world, change);
    const forged = quickbooksDelivery(world, quickbooksChange('Customer', '1'));
    expect(await deliver({ ...real, body: `${change} ` })).toBe(401);
    expect(await deliver({ ...real, headers: {} })).toBe(401);
    expect(await deliver(hubspotDelivery(world, change, Date.now() - 6 * 60_000))).toBe(401);
    expect(await deliver({ ...forged, body: forged.body.replace('"1"', '"2"') })).toBe(401);
    expect(await deliver({ ...forged, headers: { 'intuit-signature': 'AAAA' } })).toBe(401);
  });

  test('refuses what is signed and cannot be read', async () => {
    for (const body of ['{"half', '42', '{}']) {
      expect(await deliver(quickbooksDelivery(world, body))).toBe(400);
      expect(await deliver(hubspotDelivery(world, body))).toBe(400);
    }
  });

  test('tells no token, company id or e-mail address to its log or its metrics', async () => {
    const told = `${server.output()}\n${await metrics()}`;
    expect(told).toContain('hubspot call');
    expect(told).toContain('ledgerline_vendor_calls_total');
    expect((await secretsOf(world)).filter((secret) => told.includes(secret))).toEqual([]);
  });
});

/** Every token the stand-ins issued, our own credentials, the company's id and everybody's address. */
async function secretsOf({ quickbooks, hubspot, environment }: World): Promise<readonly string[]> {
  const exchanges = await Promise.all(
    [quickbooks, hubspot].map(async ({ url }) => (await fetch(`${url}/__sim/requests?bodies=1`)).text()),
  );
  const tokens = [...exchanges.join('\n').matchAll(/_token\\":\\"([^"\\]+)/g)].map(([, token = '']) => token);
  const customers = await quickbooks.records('Customer');
  const companies = await quickbooks.records('ApiUsage');
  const own = ['HUBSPOT_CLIENT_SECRET', 'QUICKBOOKS_CLIENT_SECRET', 'QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN'];
  const secrets = [
    ...tokens,
    ...customers.map(({ PrimaryEmailAddr }) => PrimaryEmailAddr.Address),
    ...companies.map(({ realmId }) => realmId),
    ...own.map((name) => environment[name] ?? ''),
    environment['ENCRYPTION_KEYS']?.split(':')[1] ?? '',
    new URL(environment['DATABASE_URL'] ?? '').password,
    'dana.admin@northwind.example',
  ];
  expect(tokens.length).toBeGreaterThanOrEqual(4);
  expect(secrets).not.toContain('');
  return secrets;
}
