// What a process tells its monitoring. Labels are closed lists: nothing names a portal, a connection or a record.

import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

type Vendor = 'hubspot' | 'quickbooks';

export interface Metrics {
  readonly contentType: string;
  /** The text a scraper reads. */
  render(): Promise<string>;
  /** `route` is the pattern (`/api/syncs/:entity/on`), never the address that was asked for. */
  httpRequest(request: { method: string; route: string; status: number; seconds: number }): void;
  /** `kind` as counted by the clients (`search`, `metered`); `outcome` such as `ok`, `refused`, `limited`, `failed`. */
  vendorCall(call: { vendor: Vendor; kind: string; outcome: string }): void;
  passFinished(pass: { outcome: string; seconds: number }): void;
  marksProcessed(outcome: string, count: number): void;
  /** Events, except `rejected`, which counts deliveries: nobody knows what a forged one holds. */
  webhooks(vendor: Vendor, result: 'received' | 'rejected' | 'unknown', count: number): void;
  queueSize(queue: string, state: string, size: number): void;
}

/** `processMetrics` adds memory, CPU and event loop figures; they sample in the background. */
export const createMetrics = (options: { readonly processMetrics: boolean }): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  if (options.processMetrics) collectDefaultMetrics({ register: registry });

  const httpSeconds = new Histogram({
    name: 'ledgerline_http_request_seconds',
    help: 'Time to answer requests.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 3, 5, 10, 30],
    registers,
  });
  const vendorCalls = new Counter({
    name: 'ledgerline_vendor_calls_total',
    help: 'Calls made to HubSpot and QuickBooks.',
    labelNames: ['vendor', 'kind', 'outcome'],
    registers,
  });
  const passSeconds = new Histogram({
    name: 'ledgerline_pass_seconds',
    help: 'Duration of sync passes.',
    labelNames: ['outcome'],
    buckets: [0.1, 0.5, 1, 2, 5, 10, 20, 30, 60],
    registers,
  });
  const marks = new Counter({
    name: 'ledgerline_marks_processed_total',
    help: 'Marked records looked at, by what came of it.',
    labelNames: ['outcome'],
    registers,
  });
  const webhooks = new Counter({
    name: 'ledgerline_webhooks_total',
    help: 'Webhook events stored (received), of tenants nobody has connected (unknown); deliveries refused (rejected).',
    labelNames: ['vendor', 'result'],
    registers,
  });
  const queues = new Gauge({
    name: 'ledgerline_queue_jobs',
    help: 'Jobs per queue and state.',
    labelNames: ['queue', 'state'],
    registers,
  });

  return {
    contentType: registry.contentType,
    render: () => registry.metrics(),
    httpRequest: ({ method, route, status, seconds }) =>
      httpSeconds.observe({ method, route, status: String(status) }, seconds),
    vendorCall: (call) => vendorCalls.inc(call),
    passFinished: ({ outcome, seconds }) => passSeconds.observe({ outcome }, seconds),
    marksProcessed: (outcome, count) => marks.inc({ outcome }, count),
    webhooks: (vendor, result, count) => webhooks.inc({ vendor, result }, count),
    queueSize: (queue, state, size) => queues.set({ queue, state }, size),
  };
};
