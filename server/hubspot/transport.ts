// One HTTP exchange through HubSpot's own library. Its limiter and its retries are process-wide, so neither is ever
// given any options here: creating a client without them also clears what another client may have set. The access
// token travels as a header of each request, because the library's own token setter resets the client.

import { Client } from '@hubspot/api-client';
import { Agent, setGlobalDispatcher } from 'undici';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Sent form-encoded; HubSpot's token endpoints answer 415 to JSON. */
  readonly form?: Readonly<Record<string, string>>;
  readonly accessToken?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined when the body is empty or not JSON. */
  readonly body: unknown;
}

/** Resolves for every HTTP status; rejects for network trouble and timeouts only. */
export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;

export function createTransport(baseUrl: string): Transport {
  const client = new Client({ basePath: baseUrl.replace(/\/+$/, ''), numberOfApiCallRetries: 0 });
  return async ({ method, path, query, body, form, accessToken }) => {
    const response = await client.apiRequest({
      method,
      path,
      ...(query && { qs: query }),
      ...(body && { body }),
      ...(form && { body: new URLSearchParams(form).toString(), defaultJson: false }),
      headers: {
        ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
        ...(accessToken !== undefined && { Authorization: `Bearer ${accessToken}` }),
      },
    });
    return { status: response.status, headers: response.headers, body: parseJson(await response.text()) };
  };
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    // Gateways in between answer HTML; the status says enough.
    return undefined;
  }
}

/**
 * Gives every `fetch` of this process timeouts and longer keep-alive; called once at start. The library calls the global
 * `fetch` without a signal, and its `httpAgent` option does not reach `apiRequest`, so the dispatcher is the only place.
 */
export function useTimeouts({ answerWithinMs = 25_000 } = {}): Agent {
  const agent = new Agent({
    connect: { timeout: 5_000 },
    headersTimeout: answerWithinMs,
    bodyTimeout: answerWithinMs,
    keepAliveTimeout: 30_000,
  });
  setGlobalDispatcher(agent);
  return agent;
}
