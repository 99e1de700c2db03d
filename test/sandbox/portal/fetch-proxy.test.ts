import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { signatureV3 } from '../../../sandbox/hubspot/signature.ts';
import { FetchProxy } from '../../../sandbox/portal/fetch-proxy.ts';

const secret = 'client-secret';
const user = { id: 9002, email: 'lee@example.com' };

interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

describe('hubspot.fetch', () => {
  let server: Server;
  let origin: string;
  let proxy: FetchProxy;
  let received: Received[];
  let respond: (res: ServerResponse, attempt: number) => void;

  beforeAll(async () => {
    server = createServer((req, res) => {
      void text(req).then((body) => {
        received.push({ method: req.method ?? '', path: req.url ?? '', headers: req.headers, body });
        respond(res, received.length);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    proxy = new FetchProxy({ appId: 7, portalId: 4242, clientSecret: secret, permitted: [origin] });
  });
  beforeEach(() => {
    received = [];
    respond = (res) => res.setHeader('content-type', 'application/json').end('{"ok":true}');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const refusalOf = async (call: Parameters<FetchProxy['send']>[0]) => {
    const { status, body } = await proxy.send(call, user);
    return { ...JSON.parse(body), status };
  };

  test('names account, person and app in the address, whatever the extension wrote there', async () => {
    await proxy.send({ url: `${origin}/api/x?portalId=1&userId=1&page=2` }, user);
    const { searchParams } = new URL(received[0]?.path ?? '', origin);
    expect([...searchParams].map((pair) => pair.join('=')).toSorted()).toEqual([
      'appId=7',
      'page=2',
      'portalId=4242',
      'userEmail=lee@example.com',
      'userId=9002',
    ]);
  });

  test('signs method, address and body as they are sent', async () => {
    await proxy.send({ url: `${origin}/api/x`, method: 'POST', body: { note: 'é' } }, user);
    const { path = '', body = '', headers } = received[0] ?? {};
    const timestamp = Number(headers?.['x-hubspot-request-timestamp']);
    expect(body).toBe('{"note":"é"}');
    expect(headers?.['x-hubspot-signature-v3']).toBe(
      signatureV3(secret, 'POST', `${origin}${path}`, body, timestamp),
    );
  });

  test('refuses other origins and other headers without a call', async () => {
    const elsewhere = await refusalOf({ url: 'http://127.0.0.1:9/api' });
    const header = await refusalOf({ url: `${origin}/api`, headers: { 'x-mine': '1' } });
    expect([elsewhere, header]).toEqual([
      expect.objectContaining({ status: 400, category: 'VALIDATION_ERROR' }),
      expect.objectContaining({ status: 400, category: 'VALIDATION_ERROR' }),
    ]);
    expect(received).toEqual([]);
  });

  test('passes on the one header that is allowed', async () => {
    await proxy.send({ url: `${origin}/api`, headers: { Authorization: 'Bearer x' } }, user);
    expect(received[0]?.headers.authorization).toBe('Bearer x');
  });

  test('neither sends nor takes more than a megabyte', async () => {
    const large = 'x'.repeat(1_000_001);
    const sent = await refusalOf({ url: `${origin}/api`, method: 'POST', body: { large } });
    expect([sent.status, received.length]).toEqual([400, 0]);
    respond = (res) => res.end(large);
    expect((await refusalOf({ url: `${origin}/api` })).message).toBe('The answer is larger than 1 MB.');
  });

  test('an answer that is no success hides in a 502 of HubSpot’s own; redirects are not followed', async () => {
    respond = (res) => res.writeHead(302, { location: `${origin}/other` }).end();
    expect(await refusalOf({ url: `${origin}/api` })).toMatchObject({
      status: 502,
      context: { appServerStatusCode: ['302'] },
    });
    respond = (res) => res.writeHead(401).end('who?');
    expect(await refusalOf({ url: `${origin}/api` })).toMatchObject({ status: 502, responseBody: 'who?' });
    expect(received).toHaveLength(2);
  });

  test('a failed call is made once more, also when it writes', async () => {
    respond = (res, attempt) => void (attempt === 1 ? res.destroy() : res.end('{"ok":true}'));
    const second = await proxy.send({ url: `${origin}/api`, method: 'POST', body: {} }, user);
    expect([second.status, received.length]).toEqual([200, 2]);
    respond = (res) => res.writeHead(500).end();
    expect((await refusalOf({ url: `${origin}/api` })).status).toBe(502);
    expect(received).toHaveLength(4);
  });

  test('gives up when the time is over, and then does not try again', async () => {
    respond = () => undefined;
    expect(await refusalOf({ url: `${origin}/api`, timeout: 50 })).toMatchObject({
      status: 504,
      category: 'GATEWAY_TIMEOUT',
    });
    expect(received).toHaveLength(1);
  });

  test('refuses the twenty-first call while twenty are under way', async () => {
    const open: ServerResponse[] = [];
    respond = (res) => void open.push(res);
    const all = Array.from({ length: 21 }, () => proxy.send({ url: `${origin}/api` }, user));
    expect((await all[20])?.status).toBe(429);
    while (open.length < 20) await new Promise((resolve) => setImmediate(resolve));
    for (const res of open) res.end('{}');
    expect((await Promise.all(all)).filter(({ status }) => status === 200)).toHaveLength(20);
  });
});
