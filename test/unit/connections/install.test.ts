import { describe, expect, test } from '@jest/globals';
import { completeInstall, startInstall } from '../../../server/engine/connections/install.ts';
import { AppMisconfigured, ConnectionLost, VendorUnavailable } from '../../../server/sync/reactions.ts';
import { createFakes, portal, seed, tokenSet } from './fake-ports.ts';
import type { Fakes } from './fake-ports.ts';

const walk = async (
  fakes: Fakes,
  changes: { browser?: string | null; code?: string | null; error?: string } = {},
) => {
  const { state } = await startInstall(fakes.ports, 'browser-1');
  const callback = { state, browser: 'browser-1', code: 'code-1', error: null, ...changes };
  return { state, callback, outcome: await completeInstall(fakes.ports, callback) };
};

describe('installing', () => {
  test('exchanges the code, stores the portal and sets it up', async () => {
    const fakes = createFakes();
    const { outcome } = await walk(fakes);
    expect(outcome).toEqual({
      kind: 'installed',
      caller: { portalId: '7', userId: '70' },
      facts: portal('7'),
      connection: null,
    });
    expect(fakes.installations.get('7')).toMatchObject({
      status: 'installed',
      installedBy: '70',
      facts: portal('7'),
    });
  });

  test('uses a state once', async () => {
    const fakes = createFakes();
    const { callback } = await walk(fakes);
    expect(await completeInstall(fakes.ports, callback)).toEqual({ kind: 'state-invalid' });
    expect(fakes.calls).toEqual(['hubspot.exchange code-1']);
  });

  test('refuses another browser and an expired state without an exchange', async () => {
    const fakes = createFakes();
    expect((await walk(fakes, { browser: 'browser-2' })).outcome.kind).toBe('state-invalid');
    expect((await walk(fakes, { browser: null })).outcome.kind).toBe('state-invalid');
    const { state } = await startInstall(fakes.ports, 'b');
    fakes.clock.now = new Date(fakes.clock.now.getTime() + 31 * 60_000);
    const late = await completeInstall(fakes.ports, { state, browser: 'b', code: 'x', error: null });
    expect(late.kind).toBe('state-invalid');
    expect(fakes.calls).toEqual([]);
  });

  test('names the scopes that are missing and stores nothing', async () => {
    const fakes = createFakes();
    fakes.vendors.hubspotExchange = () => ({
      tokens: tokenSet('hs', { scopes: ['oauth'] }),
      portalId: '7',
      userId: '70',
    });
    expect((await walk(fakes)).outcome).toEqual({ kind: 'missing-scopes', scopes: ['contacts'] });
    expect(fakes.installations.size).toBe(0);
  });

  test('tells a refusal from a scope mismatch', async () => {
    const fakes = createFakes();
    expect((await walk(fakes, { code: null, error: 'access_denied' })).outcome.kind).toBe('access-denied');
    expect((await walk(fakes, { code: null, error: 'invalid_scope' })).outcome.kind).toBe('missing-scopes');
  });

  test.each([
    [new ConnectionLost('hubspot', 'bad code'), 'state-invalid'],
    [new VendorUnavailable('hubspot', 'timeout'), 'vendor-unavailable'],
    [new AppMisconfigured('invalid_client'), 'app-misconfigured'],
  ])('answers %s as %s', async (error, kind) => {
    const fakes = createFakes();
    fakes.vendors.hubspotExchange = () => {
      throw error;
    };
    expect((await walk(fakes)).outcome.kind).toBe(kind);
  });

  test('keeps the tokens when the set-up fails, so that another try finishes it', async () => {
    const fakes = createFakes();
    fakes.vendors.setUp = () => {
      throw new VendorUnavailable('hubspot', '502');
    };
    expect((await walk(fakes)).outcome.kind).toBe('vendor-unavailable');
    expect(fakes.installations.get('7')).toMatchObject({ status: 'installed', facts: null });
  });

  test('again finds the connection that is there', async () => {
    const fakes = createFakes();
    const connection = seed(fakes);
    expect((await walk(fakes)).outcome).toMatchObject({ kind: 'installed', connection });
  });

  test('lets an error of our own through', async () => {
    const fakes = createFakes();
    fakes.vendors.hubspotExchange = () => {
      throw new TypeError('a bug');
    };
    await expect(walk(fakes)).rejects.toThrow('a bug');
  });
});
