import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import { Client } from '@hubspot/api-client';
import { z } from 'zod';
import { startStandIn } from '../../../sandbox/core/stand-in.ts';
import type { HubSpotApp } from '../../../sandbox/hubspot/app.ts';
import { createHubSpot } from '../../../sandbox/hubspot/hubspot.ts';

export const REDIRECT = 'https://ledgerline.example/oauth/hubspot/callback';
export const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';

const objects = ['contacts', 'companies', 'deals', 'invoices', 'commercepayments'];

export const APP: HubSpotApp = {
  appId: 5150,
  clientId: 'client-1',
  clientSecret: SECRET,
  redirectUris: [REDIRECT],
  requiredScopes: [
    'oauth',
    'e-commerce',
    'timeline',
    'automation',
    ...objects.filter((name) => name !== 'commercepayments').flatMap(scopesOf),
  ],
  optionalScopes: scopesOf('commercepayments'),
};

function scopesOf(name: string): string[] {
  return [`crm.objects.${name}.read`, `crm.objects.${name}.write`, `crm.schemas.${name}.write`];
}

export interface Answer {
  status: number;
  headers: Headers;
  /** Untyped on purpose: the tests look at wire shapes. */
  body: Json;
}

/** A JSON value that can be walked without casts; what is not there is undefined. */
export type Json = { [key: string]: Json } & { [index: number]: Json } & Iterable<Json>;

/** A value of an answer that is known to be text. */
export const text = (value: unknown): string => z.string().parse(value);

const tokenSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  hub_id: z.number(),
  scopes: z.array(z.string()),
});

export type Call = (method: string, path: string, body?: unknown) => Promise<Answer>;

export async function request(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const content = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json') && content !== '';
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(content) : content };
}

export type Running = Awaited<ReturnType<typeof startHubSpot>>;

/** A stand-in with control calls; `install` goes through the authorize page like a person. */
export async function startHubSpot(change: Partial<HubSpotApp> = {}) {
  const app = { ...APP, ...change };
  const standIn = await startStandIn(createHubSpot(app));
  const { url } = standIn;
  const control: Call = (method, path, body) =>
    request(`${url}/__sim/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const form = (path: string, fields: Record<string, string>): Promise<Answer> =>
    request(`${url}${path}`, { method: 'POST', body: new URLSearchParams(fields) });
  const authorize = async (fields: Record<string, string> = {}): Promise<Answer> => {
    const query = authorizeFields(app);
    return form('/oauth/authorize', { ...query, account: '4242:9001', decision: 'connect', ...fields });
  };
  const token = (fields: Record<string, string>): Promise<Answer> =>
    form('/oauth/2026-09/token', { client_id: app.clientId, client_secret: app.clientSecret, ...fields });
  const install = async (fields: Record<string, string> = {}) => {
    const redirected = new URL((await authorize(fields)).headers.get('location') ?? '');
    const code = redirected.searchParams.get('code') ?? '';
    const answer = await token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
    const tokens = tokenSchema.parse(answer.body);
    const accessToken = tokens.access_token;
    return { tokens, call: caller(url, accessToken), client: clientFor(url, accessToken) };
  };
  const settings = (patch: unknown): Promise<Answer> => control('PATCH', 'settings', patch);
  const behave = (behaviours: Record<string, unknown>): Promise<Answer> => settings({ behaviours });
  const edit = async (order: Record<string, unknown>): Promise<Json> =>
    (await control('POST', 'edit', order)).body;
  return { ...standIn, app, control, form, authorize, token, install, settings, behave, edit };
}

export function authorizeFields(app: HubSpotApp): Record<string, string> {
  return {
    client_id: app.clientId,
    redirect_uri: REDIRECT,
    scope: app.requiredScopes.join(' '),
    optional_scope: app.optionalScopes.join(' '),
    state: 'state-1',
  };
}

function clientFor(url: string, accessToken: string): Client {
  // Its own limiter would slow the tests down; a refused call has to be seen, not repeated.
  return new Client({ accessToken, basePath: url, numberOfApiCallRetries: 0, limiterOptions: {} });
}

export function caller(url: string, accessToken: string): Call {
  return (method, path, body) =>
    request(url + path, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
}

export interface Delivery {
  headers: IncomingHttpHeaders;
  body: string;
  events: Json[];
}

/** Receives webhooks; `until` waits for a condition on everything received so far. */
export async function startReceiver() {
  const deliveries: Delivery[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      deliveries.push({ headers: req.headers, body, events: JSON.parse(body) });
      res.end();
      for (const wake of waiting) wake();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const events = (): Json[] => deliveries.flatMap((delivery) => delivery.events);
  const until = (condition: (all: Json[]) => boolean): Promise<Json[]> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!condition(events())) return;
        waiting.delete(check);
        resolve(events());
      };
      waiting.add(check);
      check();
    });
  const close = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}/webhooks/hubspot`, deliveries, events, until, close };
}
