import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { ConnectionLost, LeaseLost, RateLimited, VendorUnavailable } from '../../../server/sync/reactions.ts';
import type { TokenSet } from '../../../server/sync/grants.ts';
import { Refused } from '../../../server/hubspot/errors.ts';
import { createLimiter } from '../../../server/hubspot/limits.ts';
import { clientFor, startPortal } from './portal.ts';
import type { TestPortal } from './portal.ts';

let portal: TestPortal;
let tokens: TokenSet;
beforeEach(async () => {
  portal = await startPortal();
  ({ tokens } = await portal.install());
});
afterEach(() => portal.close());

const leaseLost = () => {
  throw new LeaseLost('gone');
};
const details = { method: 'GET', path: '/account-info/2026-09/details' } as const;
const detailsSchema = z.object({ portalId: z.number() });
const create = {
  method: 'POST',
  path: '/crm/objects/2026-09/contacts/batch/create',
  body: { inputs: [{ properties: { email: 'ada@example.com' }, associations: [] }] },
  repeatable: false,
} as const;
const callsTo = async (path: string) => (await portal.calls()).filter((call) => call.path.includes(path));

describe('a call', () => {
  test('is guarded and counted each time it is sent', async () => {
    const counted: string[] = [];
    let guarded = 0;
    const client = clientFor(portal, tokens, {
      countCall: (kind) => counted.push(kind),
      beforeCall: () => void guarded++,
    });
    await portal.fail({ match: { path: 'account-info' }, kind: '500', times: 1 });
    expect(await client.call(details, detailsSchema)).toEqual({ portalId: 4242 });
    expect([counted, guarded]).toEqual([['hubspot.read', 'hubspot.read'], 2]);
  });

  test('is not sent without the lease', async () => {
    await expect(
      clientFor(portal, tokens, { beforeCall: leaseLost }).call(details, detailsSchema),
    ).rejects.toThrow(LeaseLost);
    expect(await callsTo('account-info')).toEqual([]);
  });

  test('is repeated with a fresh token once after a 401', async () => {
    const rejected: (string | undefined)[] = [];
    const client = clientFor(portal, tokens, {
      accessToken: async (options = {}) => {
        rejected.push(options.rejected);
        return options.rejected === undefined ? 'stale' : tokens.accessToken;
      },
    });
    expect(await client.call(details, detailsSchema)).toEqual({ portalId: 4242 });
    expect(rejected).toEqual([undefined, 'stale']);
  });

  test('loses the connection when the fresh token is refused too', async () => {
    const client = clientFor(portal, tokens, { accessToken: async () => 'stale' });
    await expect(client.call(details, detailsSchema)).rejects.toThrow(ConnectionLost);
    expect(await callsTo('account-info')).toHaveLength(2);
  });

  test.each(['500', 'html503', 'timeoutBefore', 'timeoutAfter'])(
    'survives three times %s and no more',
    async (kind) => {
      const client = clientFor(portal, tokens);
      await portal.fail({ match: { path: 'account-info' }, kind, times: 3 });
      expect(await client.call(details, detailsSchema)).toEqual({ portalId: 4242 });
      await portal.fail({ match: { path: 'account-info' }, kind, times: 4 });
      await expect(client.call(details, detailsSchema)).rejects.toThrow(VendorUnavailable);
    },
  );

  test('gives up on an unusual answer instead of guessing', async () => {
    const schema = z.object({ somethingElse: z.string() });
    await expect(clientFor(portal, tokens).call(details, schema)).rejects.toThrow(VendorUnavailable);
  });

  test('pauses its budget after a 429 and reports a limit that stays', async () => {
    const pauses: [string, number][] = [];
    const limiter = {
      ...createLimiter(),
      pause: (budget: string, ms: number) => void pauses.push([budget, ms]),
    };
    await portal.fail({ match: { path: 'account-info' }, kind: '429', times: 4 });
    await expect(clientFor(portal, tokens, { limiter }).call(details, detailsSchema)).rejects.toThrow(
      RateLimited,
    );
    expect(pauses).toEqual(Array.from({ length: 3 }, () => ['general', 10_000]));
  });

  test('that creates is not repeated when its answer is lost', async () => {
    await portal.fail({ match: { path: 'batch/create' }, kind: 'timeoutAfter', times: 1 });
    await expect(clientFor(portal, tokens).call(create, z.unknown())).rejects.toThrow(VendorUnavailable);
    expect(await portal.records('contacts')).toHaveLength(1);
  });

  test('is refused with the words of HubSpot', async () => {
    const client = clientFor(portal, tokens);
    await client.call(create, z.unknown());
    const refusal = await client.call(create, z.unknown()).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refused);
    expect(refusal).toMatchObject({
      category: 'duplicate-record',
      vendorError: { status: 409, code: 'CONFLICT' },
    });
  });

  test('is logged with its correlation id, without tokens and personal data', async () => {
    const logged: object[] = [];
    const log = (line: object) => void logged.push(line);
    const client = clientFor(portal, tokens, { logger: { debug: log, warn: log } });
    await client.call(create, z.unknown());
    await client.call(create, z.unknown()).catch(() => undefined);
    await portal.fail({ match: { path: 'account-info' }, kind: 'timeoutBefore', times: 1 });
    await client.call(details, detailsSchema);
    expect(logged).toHaveLength(4);
    expect(logged[1]).toMatchObject({ status: 409, correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(JSON.stringify(logged)).not.toContain('ada@example.com');
    expect(JSON.stringify(logged)).not.toContain(tokens.accessToken);
  });
});
