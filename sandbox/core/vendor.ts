// What a vendor stand-in gives to, and gets from, the shared core: clock, settings, faults, request log,
// webhook delivery and the control routes under /__sim/. Nothing here is coloured by a vendor: error bodies,
// limits, ids and signatures belong to the vendor's own folder.

import type { Express } from 'express';

/** The stand-in's own time; moved by `POST /__sim/clock`, never backwards. */
export interface Clock {
  now(): Date;
  advance(ms: number): void;
}

/** Seeded random numbers in [0, 1), so that a failing test repeats. */
export type Random = () => number;

/** One HTTP delivery to the app under test. The body is built and signed by the vendor when it is sent. */
export interface OutgoingWebhook {
  url: string;
  body: string;
  headers(body: string): Record<string, string>;
}

/** `GET|PATCH /__sim/settings`. Every behaviour the reference marks as unverified is a named switch in `behaviours`. */
export interface SimSettings {
  /** Whether the vendor's rate limits are enforced. */
  limits: boolean;
  /** Added to every vendor answer. */
  latencyMs: number;
  webhooks: { on: boolean; delayMs: number; duplicate: boolean; shuffle: boolean; dropRate: number };
  behaviours: Record<string, boolean | string | number>;
}

export interface SimContext {
  clock: Clock;
  random: Random;
  settings: SimSettings;
  /** Queues one delivery under the webhook settings (delay, duplicates, order, loss) with the vendor's retries. */
  deliver(webhook: OutgoingWebhook): void;
  /** Runs a task once the stand-in's own time has moved on by `ms`; forgotten on reset and close. */
  after(ms: number, task: () => void): void;
}

export interface Edit {
  type: string;
  id?: string | undefined;
  action: 'save' | 'delete' | 'void' | 'merge' | 'deactivate' | 'associate' | 'dissociate';
  change?: Record<string, unknown> | undefined;
  with?: Record<string, unknown> | undefined;
  /** Realm or portal; the first one when absent. */
  tenant?: string | undefined;
}

/** The vendor-specific half of a stand-in. Control calls name a realm or portal as `tenant`; absent means the first. */
export interface Vendor {
  name: 'quickbooks' | 'hubspot';
  /** Mounts the vendor's own routes; called once, after the core's request log, latency and fault middleware. */
  mount(app: Express): void;
  /** Back to the empty state with default behaviours; OAuth grants are forgotten too. */
  reset(): void;
  seed(size: Record<string, unknown>): unknown;
  /** What a person in the vendor's own screens would do, side effects and webhooks included; answers the record. */
  edit(edit: Edit): unknown;
  counts(tenant?: string): Record<string, number>;
  records(type: string, tenant?: string): Iterable<unknown>;
  /** The fault bodies in the vendor's own shape, for `POST /__sim/fail`. */
  fault(kind: '429' | '500' | 'html503' | 'fault200' | '401' | 'stale'): {
    status: number;
    headers: Record<string, string>;
    body: string;
  };
  /** Waits in ms before each further delivery of a webhook that was not answered 2xx in time; from the reference. */
  webhookRetryDelaysMs: number[];
  webhookTimeoutMs: number;
  defaultBehaviours: Record<string, boolean | string | number>;
}

export type VendorFactory = (context: SimContext) => Vendor;

export interface StandIn {
  url: string;
  close(): Promise<void>;
}
