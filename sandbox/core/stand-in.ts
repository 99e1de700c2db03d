import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import type { NextFunction, Request, Response } from 'express';
import { SimClock } from './clock.ts';
import { controlRoutes } from './control-routes.ts';
import { FaultQueue } from './faults.ts';
import type { FaultOrder } from './faults.ts';
import { seededRandom } from './random.ts';
import { RequestLog } from './request-log.ts';
import { assignSettings, defaultSettings } from './settings.ts';
import type { StandIn, Vendor, VendorFactory } from './vendor.ts';
import { WebhookDelivery } from './webhook-delivery.ts';

export interface StandInOptions {
  /** 0 or absent: any free port. */
  port?: number;
  host?: string;
  /** Seed of all random choices; the same seed repeats a run. */
  seed?: number;
}

/** Starts one vendor on its own port, with the control routes under `/__sim/`. Instances share nothing. */
export async function startStandIn(create: VendorFactory, options: StandInOptions = {}): Promise<StandIn> {
  const { port = 0, host = '127.0.0.1', seed = 1 } = options;
  const clock = new SimClock();
  let draw = seededRandom(seed);
  const random = () => draw();
  const settings = defaultSettings({});
  const delivery = new WebhookDelivery(clock, random, settings, () => vendor);
  const vendor: Vendor = create({
    clock,
    random,
    settings,
    deliver: (webhook) => delivery.deliver(webhook),
    after: (ms, task) => clock.after(ms, task),
  });
  const faults = new FaultQueue();
  const log = new RequestLog(clock);
  const reset = (): void => {
    clock.clear();
    delivery.clear();
    faults.clear();
    log.clear();
    draw = seededRandom(seed);
    assignSettings(settings, defaultSettings(vendor.defaultBehaviours));
    vendor.reset();
  };
  assignSettings(settings, defaultSettings(vendor.defaultBehaviours));

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use('/__sim', controlRoutes({ vendor, clock, settings, faults, log, reset }));
  app.use(log.middleware);
  app.use((_req, _res, next) => {
    if (settings.latencyMs > 0) setTimeout(next, settings.latencyMs);
    else next();
  });
  app.use((req, res, next) => {
    const order = faults.take(req.method, req.originalUrl);
    if (order) applyFault(order, vendor, req, res, next);
    else next();
  });
  vendor.mount(app);

  const server = createServer(app);
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  // Only a pipe's address is a string.
  if (address === null || typeof address === 'string') throw new Error('not listening on a TCP port');
  return {
    url: `http://${host}:${address.port}`,
    close: async () => {
      clock.clear();
      delivery.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function applyFault(
  order: FaultOrder,
  vendor: Vendor,
  req: Request,
  res: Response,
  next: NextFunction,
): void {
  switch (order.kind) {
    case 'slow':
      setTimeout(next, order.ms);
      return;
    case 'timeoutBefore':
      setTimeout(() => req.socket.destroy(), order.ms);
      return;
    case 'timeoutAfter':
      swallowAnswer(req, res, order.ms);
      next();
      return;
    case '429':
    case '500':
    case 'html503':
    case 'fault200':
    case '401':
    case 'stale': {
      const { status, headers, body } = vendor.fault(order.kind);
      setTimeout(() => res.status(status).set(headers).end(body), order.ms);
      return;
    }
    default:
      order.kind satisfies never;
  }
}

/** The request is carried out, but the caller never learns it. */
function swallowAnswer(req: Request, res: Response, ms: number): void {
  Object.assign(res, {
    write: () => true,
    end: () => {
      setTimeout(() => req.socket.destroy(), ms).unref();
      return res;
    },
  });
}
