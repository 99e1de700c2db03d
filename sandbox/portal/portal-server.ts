// Serves the portal: its page, the app's bundles, HubSpot's part in them, and what the page asks for. For this machine
// only: there is no sign-in, and whoever opens the page may be any of the account's people.

import { createServer } from 'node:http';
import { extname } from 'node:path';
import express from 'express';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { DEFAULT_PORTAL } from '../hubspot/app.ts';
import { sampleCompany } from '../quickbooks/quickbooks.ts';
import type { LedgerlineApi } from '../demo/ledgerline-api.ts';
import type { BrowserAssets } from './browser-assets.ts';
import type { Changes } from './changes.ts';
import { readChoices } from './choices.ts';
import { answerCrmRequest } from './crm-requests.ts';
import { readDetails } from './details.ts';
import { carryOut, parseForm } from './edits.ts';
import type { ExtensionScripts } from './extensions/extension-scripts.ts';
import { extensionCallSchema } from './fetch-proxy.ts';
import type { FetchProxy } from './fetch-proxy.ts';
import { listAt, textAt } from './json.ts';
import { hubspotTypes, quickbooksTypes } from './pairs.ts';
import { people } from './people.ts';
import { changeRecord, readRecord } from './record-view.ts';
import { hubspotRows, pageOf, quickbooksRows } from './rows.ts';
import type { StandInControl } from './stand-in-control.ts';
import type { StateReader } from './state-reader.ts';
import { troubleKinds, vendorNames } from './trouble.ts';
import type { Trouble, VendorName } from './trouble.ts';
import type { AccountView, ListView, StatusView } from './wire.ts';

export interface PortalParts {
  readonly state: StateReader;
  readonly controls: Readonly<Record<VendorName, StandInControl>>;
  readonly api: LedgerlineApi;
  readonly proxy: FetchProxy;
  readonly changes: Changes;
  readonly trouble: Trouble;
  readonly extensions: ExtensionScripts;
  readonly assets: BrowserAssets;
  readonly appId: number;
  /** Where the server is: the profile's API_ORIGIN. */
  readonly serverUrl: string;
}

export function createPortal(parts: PortalParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(setHeaders);
  serveScripts(app, parts);
  app.use(['/api', '/hubspot'], express.json({ limit: '4mb' }));
  serveRecords(app, parts);
  app.get(
    '/api/account',
    answer(async () => accountView(parts)),
  );
  app.get(
    '/api/status',
    answer(() => readStatus(parts)),
  );
  app.get(
    '/api/choices',
    answer(() => readChoices(parts.state)),
  );
  app.post(
    '/api/edit',
    answer((req) => edit(parts, req.body)),
  );
  app.post(
    '/api/change',
    answer((req) => change(parts, req.body)),
  );
  app.post(
    '/api/trouble',
    answer((req) => switchTrouble(parts, req.body)),
  );
  app.post(
    '/hubspot/crm/:kind',
    answer((req) => answerCrmRequest(parts.state, req.params['kind'], req.body)),
  );
  app.post('/hubspot/fetch', (req, res) => forward(parts, req.body, res));
  app.use(['/api', '/hubspot', '/assets', '/extensions'], (_req, res) =>
    res.status(404).json({ error: 'not found' }),
  );
  // Every other address is a page, and the page finds out which.
  app.get('/{*page}', (_req, res) => res.type('html').send(shell));
  app.use(answerError);
  return app;
}

function setHeaders(_req: Request, res: Response, next: NextFunction): void {
  res.set({
    // Extensions may show images and frames of their permitted addresses; nothing else comes from elsewhere.
    'Content-Security-Policy':
      "default-src 'self'; img-src 'self' data: https:; frame-src http: https:; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
  next();
}

const shell = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Ledgerline</title>
    <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 28 28'%3E%3Crect width='28' height='28' rx='8' fill='%230b6e6e'/%3E%3Cpath d='M8 9.5h12M8 14h12M8 18.5h7' stroke='%23fff' stroke-width='2.2' stroke-linecap='round'/%3E%3C/svg%3E" />
    <link rel="stylesheet" href="/assets/style.css" />
  </head>
  <body>
    <div id="portal"></div>
    <script src="/assets/portal.js"></script>
  </body>
</html>
`;

/** The page's own files, the extensions' bundles, and word of every rebuild of those. */
function serveScripts(app: Express, { assets, extensions }: PortalParts): void {
  app.get(
    '/assets/:file',
    file(async (address) => {
      const contents = (await assets).get(address);
      return contents && Buffer.from(contents);
    }),
  );
  app.get(
    '/extensions/:file',
    file((address) => extensions.code(address)),
  );
  app.get('/events', (_req, res) => {
    res.set('Content-Type', 'text/event-stream').flushHeaders();
    res.on(
      'close',
      extensions.onRebuild(() => res.write('event: rebuilt\ndata:\n\n')),
    );
  });
}

const listQuery = z.object({
  search: z.string().max(100).catch(''),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
});
const hubspotParams = z.object({ type: z.enum(hubspotTypes), id: z.string().optional() });
const quickbooksParams = z.object({ type: z.enum(quickbooksTypes), id: z.string().optional() });

function serveRecords(app: Express, { state }: PortalParts): void {
  app.get(
    '/api/hubspot/:type',
    answer(async (req): Promise<ListView> => {
      const { type } = hubspotParams.parse(req.params);
      return pageOf(type, await hubspotRows(state, type), listQuery.parse(req.query));
    }),
  );
  app.get(
    '/api/quickbooks/:type',
    answer(async (req): Promise<ListView> => {
      const { type } = quickbooksParams.parse(req.params);
      return pageOf(type, await quickbooksRows(state, type), listQuery.parse(req.query));
    }),
  );
  // A record that is gone is a state of its page: the answer has none.
  app.get(
    '/api/hubspot/:type/:id',
    answer(async (req) => {
      const { type, id = '' } = hubspotParams.parse(req.params);
      return { record: await readRecord(state, type, id) };
    }),
  );
  app.get(
    '/api/quickbooks/:type/:id',
    answer(async (req) => {
      const { type, id = '' } = quickbooksParams.parse(req.params);
      return { details: await readDetails(state, { side: 'quickbooks', type, id }) };
    }),
  );
}

const file =
  (read: (address: string) => Promise<string | Buffer | undefined>): RequestHandler =>
  async (req, res, next) => {
    const contents = await read(req.path);
    if (contents === undefined) next();
    else res.type(extname(req.path)).send(contents);
  };

const answer =
  (work: (req: Request) => Promise<object>): RequestHandler =>
  async (req, res) => {
    res.json(await work(req));
  };

const accountView = ({ extensions, appId, serverUrl }: PortalParts): AccountView => ({
  portalId: DEFAULT_PORTAL.portalId,
  timeZone: DEFAULT_PORTAL.timeZone,
  appId,
  people,
  extensions: extensions.all(),
  variables: { API_ORIGIN: serverUrl },
  installUrl: `${serverUrl}/oauth/hubspot/install`,
  companyName: sampleCompany.name,
});

const readStatus = async ({ api, changes, trouble }: PortalParts): Promise<StatusView> => ({
  // A server that is starting again is a state of the page, not a failure of it.
  connection: await api.connection().catch(() => null),
  changes: changes.all(),
  trouble: trouble.all(),
});

async function edit({ controls, state, changes }: PortalParts, body: unknown): Promise<object> {
  const at = Date.now();
  const awaited = await carryOut(parseForm(body), controls.quickbooks);
  state.forget();
  await changes.note(awaited, at);
  return {};
}

async function change({ controls, state }: PortalParts, body: unknown): Promise<object> {
  await changeRecord(controls.hubspot, body);
  state.forget();
  return {};
}

const troubleSchema = z.object({ vendor: z.enum(vendorNames), kind: z.enum(troubleKinds), on: z.boolean() });

async function switchTrouble({ trouble, controls }: PortalParts, body: unknown): Promise<object> {
  const { vendor, kind, on } = troubleSchema.parse(body);
  await trouble.set(vendor, kind, on, controls[vendor]);
  return {};
}

const forwardSchema = z.object({ userId: z.number(), call: extensionCallSchema });

/** `hubspot.fetch` of the person who looks at the page. */
async function forward({ proxy }: PortalParts, body: unknown, res: Response): Promise<void> {
  const { userId, call } = forwardSchema.parse(body);
  const person = people.find(({ id }) => id === userId);
  if (!person) throw new Error('There is no such person in this account.');
  const { status, contentType, body: text } = await proxy.send(call, person);
  res.status(status).set('Content-Type', contentType).send(text);
}

function answerError(error: unknown, _req: Request, res: Response, _next: NextFunction): void {
  res.status(400).json({ error: reasonOf(error) });
}

/** A vendor's refusal may come as its JSON fault; people read the sentence in it. */
function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  }
  const message = error instanceof Error ? error.message : String(error);
  try {
    const fault = z.record(z.string(), z.unknown()).parse(JSON.parse(message));
    return textAt(listAt(fault, 'Fault.Error')[0], 'Detail') || textAt(fault, 'message') || message;
  } catch {
    return message;
  }
}

export interface RunningPortal {
  readonly url: string;
  close(): Promise<void>;
}

export async function servePortal(app: Express, port: number): Promise<RunningPortal> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://localhost:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
