import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { ServerProcess } from '../../../sandbox/demo/server-process.ts';

const wellBehaved = `
  import { createServer } from 'node:http';
  const server = createServer((req, res) => {
    if (req.url === '/die') process.exit(3);
    res.end('ready');
  }).listen(Number(process.env.PORT), '127.0.0.1');
  process.on('SIGTERM', () => { console.log('bye'); process.exit(0); });
`;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

describe('the server as a child process', () => {
  let server: ServerProcess | undefined;
  afterEach(() => server?.stop());

  async function prepare(code: string) {
    const entry = join(mkdtempSync(join(tmpdir(), 'ledgerline-demo-')), 'server.mjs');
    writeFileSync(entry, code);
    const url = `http://127.0.0.1:${await freePort()}`;
    const lines: string[] = [];
    const env = { PORT: new URL(url).port };
    server = new ServerProcess({ entry, url, env, onLine: (line) => lines.push(line), restartMs: 10 });
    return { server, url, lines };
  }

  test('is started again when it ends by itself', async () => {
    const { server: watched, url, lines } = await prepare(wellBehaved);
    await watched.start();
    await fetch(`${url}/die`).catch(() => undefined);
    await untilTrue(async () => (await fetch(url)).ok);

    expect(lines).toEqual([expect.stringContaining('started again')]);
  });

  test('is asked to end, and what it still says is passed on', async () => {
    const { server: watched, url, lines } = await prepare(wellBehaved);
    await watched.start();
    await watched.stop();

    await expect(fetch(url)).rejects.toThrow();
    await untilTrue(async () => lines.includes('bye'));
    expect(lines).toEqual(['bye']);
  });

  test('is left alone when it ends again and again before it is ready', async () => {
    const { server: watched, lines } = await prepare(`console.log('PORT is missing'); process.exit(1);`);

    await expect(watched.start()).rejects.toThrow('does not start');
    expect(lines.filter((line) => line === 'PORT is missing')).toHaveLength(3);
  });
});

async function untilTrue(check: () => Promise<boolean>): Promise<void> {
  for (;;) {
    if (await check().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
