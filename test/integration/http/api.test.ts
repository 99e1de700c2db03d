import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { VendorUnavailable } from '../../../server/sync/reactions.ts';
import { seed } from '../../unit/connections/fake-ports.ts';
import { serve, sign } from './serve.ts';
import type { Served } from './serve.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
  seed(served.fakes);
});
afterEach(() => served.close());

interface Call {
  readonly method?: 'GET' | 'POST';
  readonly query?: string;
  readonly body?: string;
  readonly signature?: string;
}

const call = async (path: string, { method = 'POST', query, body, signature }: Call = {}) => {
  const address = `${served.url}${path}?${query ?? 'portalId=7&userId=70&userEmail=a%40example.com'}`;
  const headers = { 'x-test-signature': signature ?? sign(body ?? '') };
  const response = await fetch(address, { method, headers, ...(body === undefined ? {} : { body }) });
  const answer: unknown = await response.json();
  return { status: response.status, answer };
};
const failing = (code: string) => ({
  status: 200,
  answer: { ok: false, error: { code, message: expect.any(String) } },
});

describe('a call from an extension', () => {
  test.each([
    ['without a valid signature', { signature: 'forged' }],
    ['without a portal', { query: 'userId=70' }],
    ['without a user', { query: 'portalId=7' }],
    ['with two portals', { query: 'portalId=7&portalId=8&userId=70' }],
    ['with a portal that is no number', { query: 'portalId=7%20or%201&userId=70' }],
  ])('%s is refused', async (_case, options) => {
    const { status, answer } = await call('/api/connection', { method: 'GET', ...options });
    expect(status).toBe(401);
    expect(answer).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
  });

  test('sees its own portal only, whatever its body says', async () => {
    seed(served.fakes, { portalId: '8', realmId: '901' });
    const body = JSON.stringify({ portalId: '8' });
    await call('/api/disconnect', { body });
    expect(served.fakes.connections.get('c-7-900')?.status).toBe('disconnected');
    expect(served.fakes.connections.get('c-8-901')?.status).toBe('connected');
  });

  test.each(['/api/connect-ticket', '/api/disconnect', '/api/syncs/contact/on', '/api/syncs/contact/off'])(
    'to %s is for people who may change settings',
    async (path) => {
      expect(await call(path, { query: 'portalId=7&userId=71' })).toEqual(failing('not-allowed'));
      expect(served.fakes.connections.get('c-7-900')?.status).toBe('connected');
    },
  );

  test('with broken JSON is told so', async () => {
    expect(await call('/api/disconnect', { body: '{' })).toEqual(failing('invalid-request'));
  });

  test('to an unknown address gets an envelope too', async () => {
    expect((await call('/api/nothing')).answer).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});

describe('the connection', () => {
  test('is described with company and syncs, without the realm id', async () => {
    const { answer } = await call('/api/connection', { method: 'GET' });
    expect(answer).toMatchObject({
      ok: true,
      data: {
        installed: true,
        status: 'connected',
        company: { companyName: 'Company 900', homeCurrency: 'USD' },
        setUpDay: '2026-01-15',
        mayChange: true,
        syncs: [
          { entity: 'contact', state: 'on', progress: null },
          { entity: 'invoice', state: 'first-sync', progress: { firstSync: { done: 4, total: 8 } } },
        ],
      },
    });
    expect(JSON.stringify(answer)).not.toContain('realmId');
  });

  test('of a portal without one is an answer, not an error', async () => {
    const { answer } = await call('/api/connection', { method: 'GET', query: 'portalId=9&userId=71' });
    expect(answer).toMatchObject({
      ok: true,
      data: { installed: false, status: 'not-connected', syncs: [], mayChange: false },
    });
  });

  test('ends on request, and asking twice changes nothing more', async () => {
    const first = await call('/api/disconnect');
    expect(first.answer).toEqual({ ok: true, data: { kind: 'disconnected', quickbooks: 'revoked' } });
    expect((await call('/api/disconnect')).answer).toMatchObject({
      ok: true,
      data: { quickbooks: 'nothing-stored' },
    });
    expect(served.fakes.installations.get('7')?.status).toBe('installed');
  });

  test('ends at both vendors when everything is to go', async () => {
    await call('/api/disconnect', { body: '{"scope":"everything"}' });
    expect(served.fakes.calls).toContain('hubspot.revoke refresh-hs');
    expect(await call('/api/connect-ticket')).toEqual(failing('not-installed'));
  });

  test('can be made with a minted link, once', async () => {
    const { answer } = await call('/api/connect-ticket');
    const { url } = z.object({ data: z.object({ url: z.string() }) }).parse(answer).data;
    const path = url.replace(/^https:\/\/[^/]+/, served.url);
    expect((await fetch(path, { redirect: 'manual' })).status).toBe(302);
    expect((await fetch(path, { redirect: 'manual' })).status).toBe(400);
  });
});

describe('a sync', () => {
  test('is switched on and off', async () => {
    expect((await call('/api/syncs/contact/on')).answer).toEqual({
      ok: true,
      data: { entity: 'contact', state: 'on' },
    });
    expect((await call('/api/syncs/contact/off')).answer).toEqual({
      ok: true,
      data: { entity: 'contact', state: 'off' },
    });
  });

  test('that does not exist is an expected failure', async () => {
    expect(await call('/api/syncs/unicorn/on')).toEqual(failing('unknown-sync'));
  });

  test('needs a connection', async () => {
    await call('/api/disconnect');
    expect(await call('/api/syncs/contact/on')).toEqual(failing('not-connected'));
  });

  test('meets vendor trouble as an expected failure and a fault of ours as 500', async () => {
    const { api } = served.deps;
    api.switchSync = () => Promise.reject(new VendorUnavailable('hubspot', '502'));
    expect(await call('/api/syncs/contact/on')).toEqual(failing('vendor-unavailable'));
    api.switchSync = () => Promise.reject(new Error('a bug'));
    expect(await call('/api/syncs/contact/on')).toMatchObject({
      status: 500,
      answer: { error: { code: 'internal' } },
    });
  });
});

describe('how often a quiet company is looked at', () => {
  test('is shown with the connection and set by people who may', async () => {
    const body = JSON.stringify({ always: true });
    expect(await call('/api/connection/polling', { body })).toMatchObject({
      answer: { ok: true, data: { always: true } },
    });
    expect(await call('/api/connection', { method: 'GET' })).toMatchObject({
      answer: { data: { polling: { worstCaseSeconds: 600, always: true } } },
    });
    expect(await call('/api/connection/polling', { body, query: 'portalId=7&userId=71' })).toEqual(
      failing('not-allowed'),
    );
    expect(await call('/api/connection/polling', { body: '{}' })).toEqual(failing('invalid-request'));
  });
});
