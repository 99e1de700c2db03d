// What both vendors' webhooks have in common: verify the bytes, keep ids, wake workers, answer at once.

import type { Request, RequestHandler } from 'express';
import type { AppDeps, WebhookVendor } from './app-deps.ts';
import { within } from './deadline.ts';
import { parseJsonBody, rawBodyOf } from './raw-body.ts';

/** Intuit waits 3 s, HubSpot 5 s; whoever hears nothing in time delivers again. */
const storeWithinMs = 2500;

export const isSigned = (vendor: WebhookVendor, publicUrl: string, req: Request): boolean =>
  vendor.verify({
    method: req.method,
    url: `${publicUrl}${req.originalUrl}`,
    headers: req.headers,
    body: rawBodyOf(req),
  });

/** Refuses a delivery whose signature does not hold, before anything reads it. */
export const refuseUnsigned = (deps: AppDeps, name: 'hubspot' | 'quickbooks'): RequestHandler =>
  function verifyWebhookSignature(req, res, next) {
    if (isSigned(deps[name], deps.publicUrl, req)) return next();
    deps.metrics.webhooks(name, 'rejected', 1);
    deps.logger.warn({ vendor: name }, 'webhook with a wrong signature');
    res.status(401).end();
  };

/**
 * Stores the events, then answers 200. Anything else makes the vendor deliver again, so a delivery that could not be
 * read or stored is not lost.
 */
export const storeEvents = (deps: AppDeps, name: 'hubspot' | 'quickbooks'): RequestHandler =>
  async function storeWebhookEvents(req, res) {
    const json = parseJsonBody(req);
    const events = json.ok ? deps[name].parseWebhook(json.value) : null;
    if (!events) {
      deps.metrics.webhooks(name, 'rejected', 1);
      deps.logger.warn({ vendor: name }, 'webhook that cannot be read');
      res.status(400).end();
      return;
    }
    if (events.length > 0) {
      const { connections, unknown } = await within(storeWithinMs, deps.inbox.add(events));
      deps.metrics.webhooks(name, 'received', events.length);
      if (unknown > 0) deps.metrics.webhooks(name, 'unknown', unknown);
      if (connections.length > 0) wakeInBackground(deps, connections);
    }
    res.status(200).end();
  };

const wakeInBackground = (deps: AppDeps, connections: Parameters<AppDeps['wake']>[0]): void => {
  deps.wake(connections).catch((error: unknown) => {
    deps.logger.warn({ err: error }, 'workers were not woken; their schedule finds the events');
  });
};
