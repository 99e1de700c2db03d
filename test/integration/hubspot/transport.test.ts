import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from '@hubspot/api-client';
import { createTransport } from '../../../server/hubspot/transport.ts';

let server: Server;
let url: string;
const execute = promisify(execFile);

beforeEach(async () => {
  server = createServer((request, response) => {
    if (request.url === '/never') return;
    response.end(request.url === '/html' ? '<html>' : '{"ok":true}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

describe('transport', () => {
  // In a process of its own: Jest's sandbox has another global object than the `fetch` it lends from outside.
  test('does not wait for ever once the process uses timeouts', async () => {
    const module = new URL('../../../server/hubspot/transport.ts', import.meta.url).href;
    const script = `
      import { createTransport, useTimeouts } from '${module}';
      useTimeouts({ answerWithinMs: 100 });
      const lost = createTransport('${url}')({ method: 'GET', path: '/never' });
      process.stdout.write(await lost.then(() => 'answered', (error) => error.cause.code));
    `;
    const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', script]);
    expect(stdout).toBe('UND_ERR_HEADERS_TIMEOUT');
  });

  test('answers bodies that are not JSON as nothing', async () => {
    const send = createTransport(url);
    expect((await send({ method: 'GET', path: '/html' })).body).toBeUndefined();
    expect((await send({ method: 'GET', path: '/json' })).body).toEqual({ ok: true });
  });

  test('is not held back by limits another client of the library has set', async () => {
    const limited = new Client({ basePath: url, limiterOptions: { reservoir: 0 } });
    expect(limited.config.limiterOptions).toEqual({ reservoir: 0 });
    const { status } = await createTransport(url)({ method: 'GET', path: '/json' });
    expect(status).toBe(200);
  });
});
