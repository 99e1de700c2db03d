// The app on a free port, with fakes behind it and a browser that keeps cookies in front.

import { createHmac } from 'node:crypto';
import { createApp } from '../../../server/http/app.ts';
import type { AppDeps, SignedRequest } from '../../../server/http/app-deps.ts';
import { listen } from '../../../server/http/listen.ts';
import { createConnectionFlows } from '../../../server/engine/connections/flows.ts';
import type { InboxEvent } from '../../../server/engine/connections/ports.ts';
import { createLogger } from '../../../server/logger.ts';
import { createMetrics } from '../../../server/metrics.ts';
import type { Sync } from '../../../server/sync/rules.ts';
import { fakeEngine } from './fake-engine.ts';
import type { FakeEngine } from './fake-engine.ts';
import { createFakes } from '../../unit/connections/fake-ports.ts';
import type { Fakes } from '../../unit/connections/fake-ports.ts';

export const publicUrl = 'https://app.example.test';

export const sign = (body: string): string => createHmac('sha256', 'verifier').update(body).digest('base64');

/** What the fakes of one served app recorded, and switches for their answers. */
export interface Served {
  readonly url: string;
  readonly fakes: Fakes;
  readonly engine: FakeEngine;
  readonly deps: AppDeps;
  readonly stored: InboxEvent[];
  readonly woken: string[];
  readonly signed: SignedRequest[];
  readonly logLines: string[];
  readonly metrics: () => Promise<string>;
  close(): Promise<void>;
}

const eventOf = (tenant: unknown): InboxEvent => ({
  vendor: 'quickbooks',
  tenant: String(tenant),
  entity: 'invoice',
  recordId: '155',
  change: 'changed',
  occurredAt: new Date('2026-11-22T10:00:00Z'),
  hints: {},
});

export const sync = (entity: string, state: Sync['state']): Sync => ({
  entity,
  state,
  pausedReason: null,
  version: 1,
  rules: {
    entity,
    direction: 'to-hubspot',
    winner: 'quickbooks',
    mappings: [],
    filters: { toHubspot: [], toQuickbooks: [] },
    stopUpdatingUnmatched: false,
    options: {},
  },
});

const createFakePeople = (): AppDeps['people'] => {
  const people = new Map<string, string>();
  return {
    list: async () => [...people.keys()].toSorted().map((email) => ({ email, addedAt: new Date(0) })),
    add: async (_portalId, email, addedBy) => void people.set(email, addedBy),
    remove: async (_portalId, email) => void people.delete(email),
  };
};

export const createFakeDeps = (fakes: Fakes, changes: Partial<AppDeps> = {}) => {
  const stored: InboxEvent[] = [];
  const woken: string[] = [];
  const signed: SignedRequest[] = [];
  const logLines: string[] = [];
  const engine = fakeEngine();
  let polledAlways = false;
  const vendor = {
    verify: (request: SignedRequest) => {
      signed.push(request);
      return request.headers['x-test-signature'] === sign(request.body.toString('utf8'));
    },
    parseWebhook: (body: unknown) => (Array.isArray(body) ? body.map(eventOf) : null),
  };
  const deps: AppDeps = {
    publicUrl,
    cookieSecret: Buffer.alloc(32, 9),
    logger: createLogger({
      level: 'debug',
      role: 'web',
      destination: { write: (line) => logLines.push(line) },
    }),
    metrics: createMetrics({ processMetrics: false }),
    now: () => fakes.clock.now,
    flows: createConnectionFlows(fakes.ports),
    installations: fakes.ports.installations,
    connections: fakes.ports.connections,
    people: createFakePeople(),
    inbox: {
      add: async (events) => {
        stored.push(...events);
        const known = events.filter(({ tenant }) => tenant === '900');
        return {
          connections: known.slice(0, 1).map(() => ({ connectionId: 'c-7-900', portalId: '7' })),
          unknown: events.length - known.length,
        };
      },
    },
    wake: async (connections) => {
      woken.push(...connections.map(({ connectionId }) => connectionId));
    },
    hubspot: vendor,
    quickbooks: vendor,
    settingsUrl: ({ uiDomain, portalId }) => `https://${uiDomain}/settings/${portalId}`,
    readiness: { database: async () => true, migrations: async () => true, worker: async () => true },
    api: {
      mayChange: async ({ userId }) => userId === '70',
      listSyncs: async () => [sync('contact', 'on'), sync('invoice', 'first-sync')],
      readProgress: async () => ({
        invoice: {
          counts: { inSync: 3, pending: 4, failing: 1, excluded: 0 },
          firstSync: { done: 4, total: 8 },
          lastSyncedAt: null,
          reading: null,
          left: 4,
        },
      }),
      pollingOf: () => ({
        read: async () => ({ worstCaseSeconds: 600, always: polledAlways }),
        setAlways: async (always) => {
          polledAlways = always;
        },
      }),
      switchSync: async ({ entity, on }) =>
        entity === 'contact'
          ? { kind: 'switched', sync: sync(entity, on ? 'on' : 'off') }
          : { kind: 'unknown-sync' },
    },
    engine: engine.deps,
    ...changes,
  };
  return { deps, engine, stored, woken, signed, logLines };
};

export const serve = async (changes: Partial<AppDeps> = {}, fakes = createFakes()): Promise<Served> => {
  const parts = createFakeDeps(fakes, changes);
  const server = await listen(createApp(parts.deps), 0);
  return {
    ...parts,
    fakes,
    url: `http://localhost:${server.port}`,
    metrics: () => parts.deps.metrics.render(),
    close: () => server.close(),
  };
};

/** Follows nothing by itself; keeps cookies; takes our public address for the served one. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #served: Served;
  readonly #language: string;

  constructor(served: Served, language = 'en') {
    this.#served = served;
    this.#language = language;
  }

  async open(address: string, headers: Record<string, string> = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(address.replace(publicUrl, ''), this.#served.url), {
      redirect: 'manual',
      headers: { 'Accept-Language': this.#language, cookie, ...headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      this.cookies.set(name, value);
    }
    return response;
  }

  /** The state a vendor's page was opened with. */
  async startAt(address: string): Promise<string> {
    const response = await this.open(address);
    return new URL(response.headers.get('location') ?? 'none:').searchParams.get('state') ?? '';
  }
}

/** The address of a page's main button, with its entities resolved. */
export const buttonOf = (page: string): string =>
  (/class="button" href="([^"]*)"/.exec(page)?.[1] ?? '').replaceAll('&amp;', '&');

export const headingOf = (page: string): string =>
  (/<h1>(.*?)<\/h1>/.exec(page)?.[1] ?? '').replaceAll('&#39;', "'");
