import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { RateWindow } from '../../../sandbox/core/rate-window.ts';
import { seededRandom } from '../../../sandbox/core/random.ts';
import { startStandIn } from '../../../sandbox/core/stand-in.ts';
import type { StandIn, Vendor } from '../../../sandbox/core/vendor.ts';

let standIn: StandIn;
let resets = 0;

const vendor: Vendor = {
  name: 'hubspot',
  mount: (app) => {
    app.all('/echo', (_req, res) => {
      res.json({ ok: true });
    });
  },
  reset: () => resets++,
  seed: (size) => size,
  edit: (edit) => ({ edited: edit.id }),
  counts: () => ({ things: 2 }),
  records: function* () {
    yield { id: 1 };
    yield { id: 2 };
  },
  fault: (kind) => ({ status: 503, headers: { 'x-kind': kind }, body: kind }),
  webhookRetryDelaysMs: [],
  webhookTimeoutMs: 1000,
  defaultBehaviours: { mode: 'a', strict: true },
};

beforeEach(async () => {
  standIn = await startStandIn(() => vendor);
});
afterEach(() => standIn.close());

const control = async (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${standIn.url}/__sim/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const echo = (body?: string): Promise<Response> =>
  fetch(`${standIn.url}/echo?q=1`, { method: 'POST', body: body ?? null });

describe('control routes', () => {
  test('merge settings deeply and refuse switches that do not exist', async () => {
    const merged = await control('PATCH', 'settings', {
      webhooks: { duplicate: true },
      behaviours: { mode: 'b' },
    });
    expect(await merged.json()).toMatchObject({
      limits: true,
      webhooks: { on: true, duplicate: true },
      behaviours: { mode: 'b', strict: true },
    });
    expect((await control('PATCH', 'settings', { behaviours: { mood: 'b' } })).status).toBe(400);
    expect((await control('PATCH', 'settings', { behaviours: { strict: 'yes' } })).status).toBe(400);
  });

  test('fail as many requests as ordered, matched by method and path', async () => {
    await control('POST', 'fail', { match: { method: 'POST', path: '^/echo\\?q=' }, kind: '429', times: 2 });
    const statuses = [await echo(), await echo(), await echo()].map(({ status }) => status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  test.each(['timeoutBefore', 'timeoutAfter'])('cut the connection (%s)', async (kind) => {
    await control('POST', 'fail', { kind, times: 1 });
    await expect(echo()).rejects.toThrow();
    expect((await echo()).status).toBe(200);
  });

  test('list requests, with bodies when asked', async () => {
    await echo('hello');
    const [line] = (await (await control('GET', 'requests?bodies=1')).text()).split('\n');
    expect(JSON.parse(line ?? '')).toMatchObject({
      method: 'POST',
      path: '/echo?q=1',
      status: 200,
      responseBody: '{"ok":true}',
    });
  });

  test('answer state as counts and as lines', async () => {
    expect(await (await control('GET', 'state')).json()).toEqual({ counts: { things: 2 } });
    expect(await (await control('GET', 'state/things')).text()).toBe('{"id":1}\n{"id":2}\n');
  });

  test('move the clock forward only', async () => {
    const { now } = JSON.parse(await (await control('POST', 'clock', { advanceMs: 86_400_000 })).text());
    expect(Date.parse(now)).toBeGreaterThan(Date.now() + 86_000_000);
    expect((await control('POST', 'clock', { advanceMs: -1 })).status).toBe(400);
  });

  test('start over on reset', async () => {
    const before = resets;
    await control('POST', 'fail', { kind: '500', times: 9 });
    await control('PATCH', 'settings', { latencyMs: 5 });
    await control('POST', 'reset');
    expect((await echo()).status).toBe(200);
    expect(await (await control('GET', 'settings')).json()).toMatchObject({ latencyMs: 0 });
    expect(resets).toBe(before + 1);
  });
});

test('a rate window lets calls through again as old ones leave it', () => {
  const window = new RateWindow(2, 1000);
  expect([window.take(0), window.take(10), window.take(999), window.take(1000), window.take(1001)]).toEqual([
    true,
    true,
    false,
    true,
    false,
  ]);
});

test('seeded numbers repeat', () => {
  const [one, two] = [seededRandom(7), seededRandom(7)];
  expect([one(), one(), one()]).toEqual([two(), two(), two()]);
});
