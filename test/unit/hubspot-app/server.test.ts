import { beforeEach, describe, expect, test } from '@jest/globals';
import { createServer } from '@ledgerline/ui/server';

const asked: { url: string; options: unknown }[] = [];
const answering = (answer: () => Promise<Response>) => {
  asked.length = 0;
  const hsFetch = (url: string, options: unknown) => {
    asked.push({ url, options });
    return answer();
  };
  Object.assign(globalThis, { self: globalThis, hsFetch });
};
const server = createServer('https://app.example.test');

describe('a call to the server', () => {
  beforeEach(() =>
    answering(async () => Response.json({ ok: true, data: { entity: 'contact', state: 'on' } })),
  );

  test('fills in path parameters and waits no longer than the server needs', async () => {
    const answer = await server.call('POST /api/syncs/:entity/on', { params: { entity: 'a/b' } });
    expect(answer).toEqual({ kind: 'ok', data: { entity: 'contact', state: 'on' } });
    expect(asked).toEqual([
      { url: 'https://app.example.test/api/syncs/a%2Fb/on', options: { method: 'POST', timeout: 10_000 } },
    ]);
  });

  test('sends its body', async () => {
    await server.call('POST /api/disconnect', { body: { scope: 'everything' } });
    expect(asked[0]?.options).toMatchObject({ body: { scope: 'everything' } });
  });

  test('is not made without an address', async () => {
    expect(await createServer(null).call('GET /api/connection')).toEqual({
      kind: 'refused',
      code: 'not-configured',
    });
    expect(asked).toEqual([]);
  });
});

test.each([
  ['a refusal', async () => Response.json({ ok: false, error: { code: 'no', message: '' } }), 'refused'],
  ['an error page of the proxy', async () => Response.json({ status: 'error' }), 'unreachable'],
  ['another status than 200', async () => new Response('{}', { status: 502 }), 'unreachable'],
  ['something that is no JSON', async () => new Response('<html>'), 'unreachable'],
  ['no answer', () => Promise.reject(new Error('timeout')), 'unreachable'],
])('%s is told from the others', async (_case, answer, kind) => {
  answering(answer);
  expect(await server.call('GET /api/connection')).toMatchObject({ kind });
});
