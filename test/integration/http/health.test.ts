import { describe, expect, test } from '@jest/globals';
import { createHealthApp } from '../../../server/http/app.ts';
import { listen } from '../../../server/http/listen.ts';
import { createFakes } from '../../unit/connections/fake-ports.ts';
import { createFakeDeps, serve } from './serve.ts';

describe('health', () => {
  test('is alive while the database is away, but not ready', async () => {
    const served = await serve({
      readiness: { database: () => Promise.reject(new Error('refused')), migrations: async () => true },
    });
    const live = await fetch(`${served.url}/healthz`);
    const ready = await fetch(`${served.url}/readyz`);
    expect(live.status).toBe(200);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({
      status: 'not ready',
      checks: { database: false, migrations: true },
    });
    await served.close();
  });

  test('is ready when every check passes', async () => {
    const served = await serve();
    const ready = await fetch(`${served.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', checks: { database: true, migrations: true, worker: true } },
    ]);
    await served.close();
  });

  test('measures requests by route pattern, never by address', async () => {
    const served = await serve();
    await fetch(`${served.url}/secret/123`);
    await fetch(`${served.url}/healthz`);
    const text = await (await fetch(`${served.url}/metrics`)).text();
    expect(text).toContain(
      'ledgerline_http_request_seconds_count{method="GET",route="/healthz",status="200"} 1',
    );
    expect(text).toContain(
      'ledgerline_http_request_seconds_count{method="GET",route="unmatched",status="404"} 1',
    );
    expect(text).not.toContain('secret');
    await served.close();
  });

  test('is all a worker answers', async () => {
    const { deps } = createFakeDeps(createFakes());
    const server = await listen(createHealthApp(deps), 0);
    const status = async (path: string) => (await fetch(`http://localhost:${server.port}${path}`)).status;
    expect(await status('/readyz')).toBe(200);
    expect(await status('/oauth/hubspot/install')).toBe(404);
    await server.close();
  });
});
