// Every CRM call of one connection goes through here: token, budget, retries, and the one place that reads a status.

import type { Logger } from 'pino';
import { z } from 'zod';
import type { AccessToken, BeforeCall, CountCall } from '../sync/grants.ts';
import { ConnectionLost, RateLimited, VendorUnavailable } from '../sync/reactions.ts';
import { readErrorBody, Refused } from './errors.ts';
import type { Budget, Limiter } from './limits.ts';
import { tryAgainAfter } from './retry-timing.ts';
import type { Lost, NextTry } from './retry-timing.ts';
import { createTransport } from './transport.ts';
import type { HttpAnswer, HttpRequest } from './transport.ts';

export interface HubSpotRequest {
  readonly method: HttpRequest['method'];
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** What the call is counted as; `search` also has its own budget. Default: `read` for GET, else `write`. */
  readonly kind?: 'read' | 'write' | 'search';
  /**
   * False for creates that HubSpot would carry out twice: they are not sent again when their outcome is unknown.
   * Default true.
   */
  readonly repeatable?: boolean;
  /** Statuses by which HubSpot answers a question rather than refusing a request: nothing to warn of. */
  readonly expected?: readonly number[];
}

/** Calls HubSpot for one connection. */
export interface HubSpotClient {
  /**
   * Sends a request and parses its answer. Throws `Refused` when HubSpot refuses what was sent, and `ConnectionLost`,
   * `RateLimited` or `VendorUnavailable` for trouble of the whole connection.
   */
  call<T>(request: HubSpotRequest, schema: z.ZodType<T>): Promise<T>;
}

export interface HubSpotClientOptions {
  readonly baseUrl: string;
  readonly accessToken: AccessToken;
  readonly countCall: CountCall;
  readonly beforeCall: BeforeCall;
  readonly limiter: Limiter;
  readonly logger?: Pick<Logger, 'debug' | 'warn'>;
  readonly sleep?: (ms: number) => Promise<void>;
}

const maxRetries = 3;

export function createHubSpotClient(options: HubSpotClientOptions): HubSpotClient {
  const { limiter, sleep = delay } = options;
  const sendOnce = createSender(options);

  async function exchange(request: HubSpotRequest): Promise<HttpAnswer> {
    const budget: Budget = request.kind === 'search' ? 'search' : 'general';
    let rejected: string | undefined;
    for (let retries = 0; ; retries++) {
      const token = await options.accessToken(rejected === undefined ? {} : { rejected });
      const answer = await limiter.run(budget, () => sendOnce(request, token));
      if ('status' in answer && answer.status < 400) return answer;
      if ('status' in answer && answer.status === 401) {
        if (rejected !== undefined) throw new ConnectionLost('hubspot', 'the access token is refused');
        rejected = token;
        continue;
      }
      const next = tryAgainAfter(answer, { retries, repeatable: request.repeatable ?? true });
      if (retries >= maxRetries || next.action === 'give-up' || next.action === 'refuse') {
        throw errorFor(answer, next);
      }
      if (next.action === 'pause') limiter.pause(budget, next.ms);
      else await sleep(next.ms);
    }
  }

  return {
    async call(request, schema) {
      const { status, body } = await exchange(request);
      const parsed = schema.safeParse(body);
      if (parsed.success) return parsed.data;
      const fields = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
      throw new VendorUnavailable('hubspot', `${status} with an answer of an unexpected shape (${fields})`);
    },
  };
}

/** One attempt: guarded, counted and logged; network trouble is answered as a value. */
function createSender(options: HubSpotClientOptions) {
  const { beforeCall, countCall, logger } = options;
  const send = createTransport(options.baseUrl);
  return async (request: HubSpotRequest, accessToken: string): Promise<HttpAnswer | Lost> => {
    const { method, path, query, body, expected = [] } = request;
    beforeCall();
    countCall(`hubspot.${request.kind ?? (method === 'GET' ? 'read' : 'write')}`);
    try {
      const answer = await send({
        method,
        path,
        accessToken,
        ...(query && { query }),
        ...(body && { body }),
      });
      const level = answer.status < 400 || expected.includes(answer.status) ? 'debug' : 'warn';
      logger?.[level](
        { method, path, status: answer.status, correlationId: requestId(answer) },
        'hubspot call',
      );
      return answer;
    } catch (error) {
      const lost = reasonOf(error);
      logger?.warn({ method, path, reason: lost }, 'hubspot call without answer');
      return { lost };
    }
  };
}

function errorFor(answer: HttpAnswer | Lost, { action, ms }: NextTry): Error {
  if ('lost' in answer) return new VendorUnavailable('hubspot', answer.lost);
  if (action === 'refuse') return new Refused(answer.status, readErrorBody(answer.body), requestId(answer));
  // 477: the account is being moved and says when to come back.
  if (answer.status === 429 || answer.status === 477) return new RateLimited('hubspot', ms);
  return new VendorUnavailable('hubspot', `status ${answer.status}`, Math.max(ms, 30_000));
}

function requestId({ headers, body }: HttpAnswer): string | null {
  return headers.get('x-hubspot-correlation-id') ?? readErrorBody(body).correlationId ?? null;
}

const failureSchema = z.object({ message: z.string(), cause: z.object({ message: z.string() }).optional() });

/** `fetch` hides the reason in the cause. */
function reasonOf(error: unknown): string {
  const parsed = failureSchema.safeParse(error);
  return parsed.success ? parsed.data.cause?.message || parsed.data.message : String(error);
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
