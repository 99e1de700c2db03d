// Ledgerline's API as its extensions call it: through HubSpot, which adds who is asking and signs the call.

import { z } from 'zod';
import { FetchProxy } from '../portal/fetch-proxy.ts';

const progressSchema = z.object({
  counts: z.object({ inSync: z.number(), pending: z.number(), failing: z.number(), excluded: z.number() }),
  firstSync: z.object({ done: z.number(), total: z.number().nullable() }).nullable(),
  lastSyncedAt: z.string().nullable(),
});

const connectionSchema = z.object({
  status: z.string(),
  statusReason: z.string().nullable(),
  company: z.object({ companyName: z.string() }).nullable(),
  setUpDay: z.string().nullable(),
  syncs: z.array(
    z.object({
      entity: z.string(),
      state: z.string(),
      pausedReason: z.string().nullable(),
      direction: z.string(),
      progress: progressSchema.nullable(),
    }),
  ),
});
/** What the demo shows of Ledgerline's own view of the connection. */
export type ConnectionView = z.infer<typeof connectionSchema>;

const envelopeSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) }),
]);

export interface Caller {
  readonly portalId: number;
  readonly userId: number;
  readonly userEmail: string;
  readonly appId: number;
}

interface LedgerlineApiOptions {
  readonly url: string;
  readonly clientSecret: string;
  readonly caller: Caller;
}

export class LedgerlineApi {
  private readonly options: LedgerlineApiOptions;
  private readonly proxy: FetchProxy;

  constructor(options: LedgerlineApiOptions) {
    const { caller, clientSecret, url } = options;
    this.options = options;
    this.proxy = new FetchProxy({ ...caller, clientSecret, permitted: [new URL(url).origin] });
  }

  async connection(): Promise<ConnectionView> {
    return connectionSchema.parse(await this.call('GET', '/api/connection'));
  }

  /** Throws Ledgerline's own words when it refuses. */
  async switchSync(entity: string, on: boolean): Promise<void> {
    await this.call('POST', `/api/syncs/${encodeURIComponent(entity)}/${on ? 'on' : 'off'}`);
  }

  private async call(method: 'GET' | 'POST', path: string): Promise<unknown> {
    const { url, caller } = this.options;
    const user = { id: caller.userId, email: caller.userEmail };
    const { status, body } = await this.proxy.send({ url: `${url}${path}`, method, timeout: 10_000 }, user);
    if (status !== 200) throw new Error(`Ledgerline answered ${status}: ${body}`);
    const answer = envelopeSchema.parse(JSON.parse(body));
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.data;
  }
}
