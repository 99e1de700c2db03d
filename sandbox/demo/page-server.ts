// Serves the demo's page and the few routes it calls. For this machine only: no sign-in, no secrets in any answer.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express from 'express';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Changes } from './changes.ts';
import { carryOut, parseForm } from './edits.ts';
import { listAt, textAt } from './json.ts';
import type { LedgerlineApi } from './ledgerline-api.ts';
import type { StandInControl } from './stand-in-control.ts';
import { idOf } from './state-reader.ts';
import type { StateReader } from './state-reader.ts';
import { texts } from './texts.ts';
import type { Language } from './texts.ts';
import { troubleKinds, vendorNames } from './trouble.ts';
import type { Trouble, VendorName } from './trouble.ts';
import { parseViewQuery, readView } from './view.ts';

export interface PageParts {
  readonly state: StateReader;
  readonly controls: Readonly<Record<VendorName, StandInControl>>;
  readonly api: LedgerlineApi;
  readonly changes: Changes;
  readonly trouble: Trouble;
  /** Where a person installs Ledgerline by hand. */
  readonly installUrl: string;
}

const pageFolder = join(import.meta.dirname, 'page');

export function createPage(parts: PageParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((_req, res, next) => {
    res.set({
      'Content-Security-Policy': "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    next();
  });
  app.get('/', (req, res, next) => {
    renderShell(languageOf(req)).then((html) => res.type('html').send(html), next);
  });
  app.use('/page', express.static(pageFolder, { cacheControl: false, index: false }));
  app.use('/api', express.json());
  app.get(
    '/api/view',
    answer((req) => readView(parts, parseViewQuery(req.query))),
  );
  app.get(
    '/api/choices',
    answer(() => readChoices(parts)),
  );
  app.post(
    '/api/edit',
    answer((req) => edit(parts, req.body)),
  );
  app.post(
    '/api/trouble',
    answer((req) => switchTrouble(parts, req.body)),
  );
  app.post(
    '/api/sync',
    answer((req) => switchSync(parts, req.body)),
  );
  app.use(answerError);
  return app;
}

const answer =
  (work: (req: Request) => Promise<object>): RequestHandler =>
  (req, res, next) => {
    work(req).then((body) => res.json(body), next);
  };

async function edit({ controls, state, changes }: PageParts, body: unknown): Promise<object> {
  const at = Date.now();
  const awaited = await carryOut(parseForm(body), controls.quickbooks);
  state.forget();
  await changes.note(awaited, at);
  return {};
}

async function switchTrouble({ trouble, controls }: PageParts, body: unknown): Promise<object> {
  const { vendor, kind, on } = troubleSchema.parse(body);
  await trouble.set(vendor, kind, on, controls[vendor]);
  return {};
}

async function switchSync({ api }: PageParts, body: unknown): Promise<object> {
  const { entity, on } = syncSchema.parse(body);
  await api.switchSync(entity, on);
  return {};
}

const troubleSchema = z.object({ vendor: z.enum(vendorNames), kind: z.enum(troubleKinds), on: z.boolean() });
const syncSchema = z.object({ entity: z.string().regex(/^\w+$/), on: z.boolean() });

/** What the forms offer: active customers, and items that have a price. */
async function readChoices({ state }: PageParts): Promise<object> {
  const [customers, items] = await Promise.all([
    state.read('quickbooks', 'Customer'),
    state.read('quickbooks', 'Item'),
  ]);
  const active = (record: (typeof customers)[number]): boolean => textAt(record, 'Active') !== 'false';
  return {
    customers: customers
      .filter(active)
      .map((customer) => ({ id: idOf(customer), name: textAt(customer, 'FullyQualifiedName') })),
    items: items
      .filter(
        (item) => active(item) && textAt(item, 'Type') !== 'Category' && textAt(item, 'UnitPrice') !== '',
      )
      .map((item) => ({ id: idOf(item), name: textAt(item, 'Name'), price: textAt(item, 'UnitPrice') })),
  };
}

/** `?lang=` wins over what the browser prefers. */
function languageOf(req: Request): Language {
  const wanted = req.query['lang'];
  if (wanted === 'en' || wanted === 'fr') return wanted;
  return req.acceptsLanguages('en', 'fr') === 'fr' ? 'fr' : 'en';
}

async function renderShell(language: Language): Promise<string> {
  const shell = await readFile(join(pageFolder, 'index.html'), 'utf8');
  const catalogue: Readonly<Record<string, string>> = {
    ...texts[language],
    lang: language,
    otherLang: language === 'en' ? 'fr' : 'en',
  };
  const filled = shell.replace(/\{\{([\w.]+)\}\}/g, (_whole, name: string) =>
    escapeHtml(catalogue[name] ?? name),
  );
  return filled.replace('%texts%', () => JSON.stringify(texts[language]).replaceAll('<', '\\u003c'));
}

const escapeHtml = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

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
    return textAt(listAt(fault, 'Fault.Error')[0], 'Detail') || message;
  } catch {
    return message;
  }
}

export interface RunningPage {
  readonly url: string;
  close(): Promise<void>;
}

export async function servePage(app: Express, port: number): Promise<RunningPage> {
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
