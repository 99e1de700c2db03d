import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { FaultQueue } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import { patchSettings } from './settings.ts';
import type { Clock, SimSettings, Vendor } from './vendor.ts';

const editSchema = z.strictObject({
  type: z.string(),
  id: z.string().optional(),
  action: z.enum(['save', 'delete', 'void', 'merge', 'deactivate', 'associate', 'dissociate']),
  change: z.record(z.string(), z.unknown()).optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  tenant: z.string().optional(),
});

export interface ControlParts {
  vendor: Vendor;
  clock: Clock;
  settings: SimSettings;
  faults: FaultQueue;
  log: RequestLog;
  reset(): void;
}

/** The routes under `/__sim/`, the same for both vendors. Never logged, limited, delayed or failed. */
export function controlRoutes(parts: ControlParts): Router {
  const { vendor, clock, settings, faults, log } = parts;
  const router = express.Router();
  router.use(express.json({ limit: '20mb', type: () => true }));
  router.post('/reset', (_req, res) => {
    parts.reset();
    res.json({});
  });
  router.post('/seed', (req, res) => {
    res.json(vendor.seed(z.record(z.string(), z.unknown()).parse(req.body ?? {})) ?? {});
  });
  router.get('/settings', (_req, res) => {
    res.json(settings);
  });
  router.patch('/settings', (req, res) => {
    const problems = patchSettings(settings, req.body);
    if (problems.length > 0) refuse(res, problems);
    else res.json(settings);
  });
  router.post('/fail', (req, res) => {
    const problems = faults.add(req.body);
    if (problems.length > 0) refuse(res, problems);
    else res.json({});
  });
  router.post('/clock', (req, res) => {
    clock.advance(z.strictObject({ advanceMs: z.number().min(0) }).parse(req.body).advanceMs);
    res.json({ now: clock.now().toISOString() });
  });
  router.post('/edit', (req, res) => {
    res.json(vendor.edit(editSchema.parse(req.body)) ?? {});
  });
  router.get('/requests', (req, res) => {
    const bodies = req.query['bodies'] === '1';
    const lines = log
      .list()
      .map(({ requestBody, responseBody, ...rest }) =>
        bodies ? { ...rest, requestBody, responseBody } : rest,
      );
    return sendLines(res, lines);
  });
  router.get('/state', (req, res) => {
    res.json({ counts: vendor.counts(tenantOf(req)) });
  });
  router.get('/state/:type', (req, res) => sendLines(res, vendor.records(req.params.type, tenantOf(req))));
  // Tests read the reason of a refused control call, so it is always JSON with a message.
  router.use((error: unknown, _req: Request, res: Response, _next: express.NextFunction) => {
    refuse(res, [error instanceof Error ? error.message : String(error)]);
  });
  return router;
}

function tenantOf(req: Request): string | undefined {
  const tenant = req.query['tenant'];
  return typeof tenant === 'string' ? tenant : undefined;
}

function refuse(res: Response, problems: string[]): void {
  res.status(400).json({ error: problems.join('; ') });
}

/** JSON lines, written with back-pressure because a state can be hundreds of megabytes. */
async function sendLines(res: Response, items: Iterable<unknown>): Promise<void> {
  res.setHeader('content-type', 'application/x-ndjson; charset=utf-8');
  let chunk = '';
  for (const item of items) {
    chunk += `${JSON.stringify(item)}\n`;
    if (chunk.length < 65_536) continue;
    if (!res.write(chunk)) await drained(res);
    if (res.destroyed) return;
    chunk = '';
  }
  res.end(chunk);
}

/** Settles as well when the reader has gone away. */
function drained(res: Response): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      res.off('drain', done).off('close', done);
      resolve();
    };
    res.on('drain', done).on('close', done);
  });
}
