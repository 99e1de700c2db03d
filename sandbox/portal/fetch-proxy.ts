// `hubspot.fetch` as HubSpot carries it out: checked, named, signed, sent to the app's server, and answered within limits.

import { z } from 'zod';
import { extensionCallHeaders } from '../hubspot/signature.ts';

const longestMs = 15_000;
const largestBytes = 1_000_000;
const mostAtOnce = 20;

export const extensionCallSchema = z.object({
  url: z.string(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown().optional(),
  timeout: z.number().positive().default(longestMs),
});
/** What an extension may ask of `hubspot.fetch`. */
export type ExtensionCall = z.input<typeof extensionCallSchema>;

/** Whose click it was; HubSpot adds these to the address and vouches for them with its signature. */
export interface CallingUser {
  readonly id: number;
  readonly email: string;
}

export interface ProxyAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface FetchProxyOptions {
  readonly appId: number;
  readonly portalId: number;
  readonly clientSecret: string;
  /** Origins of the app's `permittedUrls.fetch`. */
  readonly permitted: readonly string[];
}

export class FetchProxy {
  private readonly options: FetchProxyOptions;
  private inFlight = 0;

  constructor(options: FetchProxyOptions) {
    this.options = options;
  }

  /** Never throws: everything that goes wrong is an answer of HubSpot's own. */
  async send(wished: ExtensionCall, user: CallingUser): Promise<ProxyAnswer> {
    const call = extensionCallSchema.parse(wished);
    const problem = this.problemOf(call);
    if (problem !== null) return refusal(400, 'VALIDATION_ERROR', problem);
    if (this.inFlight >= mostAtOnce) {
      return refusal(429, 'RATE_LIMITS', `More than ${mostAtOnce} calls at once.`);
    }
    this.inFlight += 1;
    try {
      return await this.forward(call, user);
    } finally {
      this.inFlight -= 1;
    }
  }

  private problemOf({ url, headers, body }: z.output<typeof extensionCallSchema>): string | null {
    if (!URL.canParse(url) || !this.options.permitted.includes(new URL(url).origin)) {
      return `${url} is not in permittedUrls.fetch.`;
    }
    if (Object.keys(headers).some((name) => name.toLowerCase() !== 'authorization')) {
      return 'The only header allowed is Authorization.';
    }
    return Buffer.byteLength(textOf(body)) > largestBytes ? 'The request is larger than 1 MB.' : null;
  }

  /** A lost connection or a 5xx is tried once more, as HubSpot does, whatever the method. */
  private async forward(call: z.output<typeof extensionCallSchema>, user: CallingUser): Promise<ProxyAnswer> {
    const signal = AbortSignal.timeout(Math.min(call.timeout, longestMs));
    const first = await this.attempt(call, user, signal);
    return first.again && !signal.aborted ? (await this.attempt(call, user, signal)).answer : first.answer;
  }

  private async attempt(
    { url, method, headers, body }: z.output<typeof extensionCallSchema>,
    user: CallingUser,
    signal: AbortSignal,
  ): Promise<{ readonly answer: ProxyAnswer; readonly again: boolean }> {
    const address = this.addressFor(url, user);
    const text = method === 'GET' ? '' : textOf(body);
    const signed = extensionCallHeaders(this.options.clientSecret, method, address, text, Date.now());
    try {
      const response = await fetch(address, {
        method,
        headers: { ...headers, 'content-type': 'application/json', ...signed },
        ...(text !== '' && { body: text }),
        redirect: 'manual',
        signal,
      });
      return { answer: await answerOf(response), again: response.status >= 500 };
    } catch {
      const answer = signal.aborted
        ? refusal(504, 'GATEWAY_TIMEOUT', 'The server took too long.')
        : refusal(502, 'BAD_GATEWAY', 'The server cannot be reached.');
      return { answer, again: !signal.aborted };
    }
  }

  private addressFor(url: string, user: CallingUser): string {
    const address = new URL(url);
    const added = {
      portalId: this.options.portalId,
      userId: user.id,
      userEmail: user.email,
      appId: this.options.appId,
    };
    // What HubSpot adds stands; an extension cannot name somebody else.
    for (const [name, value] of Object.entries(added)) address.searchParams.set(name, String(value));
    return address.href;
  }
}

const textOf = (body: unknown): string => (body === undefined || body === null ? '' : JSON.stringify(body));

/** 1xx to 2xx pass; everything else, redirects included, becomes HubSpot's 502 with the server's own words inside. */
async function answerOf(response: Response): Promise<ProxyAnswer> {
  const body = await readLimited(response);
  if (body === null) return refusal(502, 'BAD_GATEWAY', 'The answer is larger than 1 MB.');
  if (response.status >= 300) {
    return refusal(502, 'BAD_GATEWAY', 'Unacceptable HTTP status', {
      context: { appServerStatusCode: [String(response.status)] },
      responseBody: body,
    });
  }
  const contentType = response.headers.get('content-type') ?? 'application/json';
  return { status: response.status, contentType, body };
}

/** Null when there is more than the limit; the rest is not read. */
async function readLimited(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > largestBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const refusal = (status: number, category: string, message: string, more: object = {}): ProxyAnswer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify({ status: 'error', category, message, ...more }),
});
