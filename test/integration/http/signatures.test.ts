import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { AppDeps } from '../../../server/http/app-deps.ts';
import { verifySignature } from '../../../server/hubspot/signature.ts';
import { isIntuitSignature } from '../../../server/quickbooks/signature.ts';
import { publicUrl, serve } from './serve.ts';
import type { Served } from './serve.ts';

const secret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const now = new Date('2026-11-22T12:00:00Z');
const header = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

const vendors: Pick<AppDeps, 'hubspot' | 'quickbooks'> = {
  hubspot: {
    verify: ({ headers, ...request }) => {
      const signature = header(headers['x-hubspot-signature-v3']);
      const timestamp = header(headers['x-hubspot-request-timestamp']);
      return verifySignature({ ...request, signature, timestamp }, secret, now) === 'valid';
    },
    parseWebhook: () => [],
  },
  quickbooks: {
    verify: ({ headers, body }) => isIntuitSignature(body, header(headers['intuit-signature']), 'verifier'),
    parseWebhook: () => [],
  },
};

let served: Served;
beforeEach(async () => {
  served = await serve(vendors);
});
afterEach(() => served.close());

const callAsHubSpot = async (path: string, signedPath: string, ageMs = 0): Promise<number> => {
  const timestamp = String(now.getTime() - ageMs);
  const source = `GET${publicUrl}${signedPath}${timestamp}`;
  const signature = createHmac('sha256', secret).update(source).digest('base64');
  const headers = { 'X-HubSpot-Signature-v3': signature, 'X-HubSpot-Request-Timestamp': timestamp };
  return (await fetch(`${served.url}${path}`, { headers })).status;
};

test('HubSpot’s signature holds for the address it called, listed escapes decoded', async () => {
  const query = 'userId=70&portalId=7&appId=1&userEmail=';
  const path = `/api/connection?${query}a%40example.com`;
  expect(await callAsHubSpot(path, `/api/connection?${query}a@example.com`)).toBe(200);
  expect(await callAsHubSpot(path.replace('portalId=7', 'portalId=8'), path)).toBe(401);
});

test('HubSpot’s signature holds for the bytes it sent, not for what they mean', async () => {
  const path = '/api/syncs/contact/on?portalId=7&userId=70';
  const [timestamp, body] = [String(now.getTime()), '{ "note": "Zoë" }'];
  const source = `POST${publicUrl}${path}${body}${timestamp}`;
  const signature = createHmac('sha256', secret).update(source).digest('base64');
  const headers = { 'X-HubSpot-Signature-v3': signature, 'X-HubSpot-Request-Timestamp': timestamp };
  const send = async (sent: string, method = 'POST') =>
    (await fetch(`${served.url}${path}`, { method, headers, body: sent })).status;
  expect(await send(body)).toBe(200);
  expect(await send('{"note":"Zoë"}')).toBe(401);
  expect(await send(body.normalize('NFD'))).toBe(401);
});

test('HubSpot’s signature holds for the public address only, whatever host was called', async () => {
  const path = '/api/connection?portalId=7&userId=70';
  const timestamp = String(now.getTime());
  const source = `GET${served.url}${path}${timestamp}`;
  const signature = createHmac('sha256', secret).update(source).digest('base64');
  const headers = { 'X-HubSpot-Signature-v3': signature, 'X-HubSpot-Request-Timestamp': timestamp };
  expect((await fetch(`${served.url}${path}`, { headers })).status).toBe(401);
});

test('HubSpot’s signature grows too old', async () => {
  const path = '/api/connection?portalId=7&userId=70';
  expect(await callAsHubSpot(path, path, 299_000)).toBe(200);
  expect(await callAsHubSpot(path, path, 301_000)).toBe(401);
});

test('Intuit’s signature holds for the bytes it sent', async () => {
  const body = '[ ]';
  const headers = { 'intuit-signature': createHmac('sha256', 'verifier').update(body).digest('base64') };
  const send = (sent: string) =>
    fetch(`${served.url}/webhooks/quickbooks`, { method: 'POST', body: sent, headers });
  expect((await send(body)).status).toBe(200);
  expect((await send('[]')).status).toBe(401);
});
