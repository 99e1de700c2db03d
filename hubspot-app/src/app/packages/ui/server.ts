// Calls our server through HubSpot's proxy, which signs each call and names portal and person. HubSpot repeats a call
// that failed, and hides the body of any status but 2xx.

import { hubspot } from '@hubspot/ui-extensions';
import type { Api } from '@ledgerline/contract/api';
import type { Envelope } from '@ledgerline/contract/envelope';

/** The server answers within 9 s or not at all. */
const timeoutMs = 10_000;

export type Route = keyof Api;
export type AnswerOf<R extends Route> = Api[R]['answer'];

type Needs<R extends Route> = ([Api[R]['params']] extends [never]
  ? object
  : { readonly params: Readonly<Record<Api[R]['params'], string>> }) &
  (Api[R]['body'] extends null ? object : { readonly body: Api[R]['body'] });
/** Nothing, or the path parameters and body that the route wants. */
export type RequestOf<R extends Route> = object extends Needs<R> ? [] : [request: Needs<R>];

/** `unreachable`: no answer, or none of the server's own. */
export type ServerAnswer<T> =
  | { readonly kind: 'ok'; readonly data: T }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'unreachable' };

export interface Server {
  call<R extends Route>(route: R, ...request: RequestOf<R>): Promise<ServerAnswer<AnswerOf<R>>>;
}

/** `origin` has no slash at its end; without one every call is refused with `not-configured`. */
export const createServer = (origin: string | null): Server => ({
  async call(route, ...[request]) {
    if (origin === null) return { kind: 'refused', code: 'not-configured' };
    const { method, path, body } = wireRequest(route, request ?? {});
    try {
      const response = await hubspot.fetch(`${origin}${path}`, {
        method,
        timeout: timeoutMs,
        ...(body && { body }),
      });
      return response.ok ? readEnvelope(await response.json()) : { kind: 'unreachable' };
    } catch {
      return { kind: 'unreachable' };
    }
  },
});

interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: { readonly [key: string]: unknown };
}

function wireRequest(
  route: Route,
  {
    params = {},
    body,
  }: { readonly params?: Readonly<Record<string, string>>; readonly body?: object | null },
): WireRequest {
  const [method, pattern = ''] = route.split(' ');
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  return { method: method === 'GET' ? 'GET' : 'POST', path, ...(body && { body: { ...body } }) };
}

function readEnvelope<T>(body: unknown): ServerAnswer<T> {
  if (!isEnvelope<T>(body)) return { kind: 'unreachable' };
  return body.ok ? { kind: 'ok', data: body.data } : { kind: 'refused', code: body.error.code };
}

/**
 * The proxy's own error pages are JSON too, so only our envelope counts. What is inside it was checked against the
 * contract when the server was compiled.
 */
const isEnvelope = <T>(body: unknown): body is Envelope<T> =>
  typeof body === 'object' && body !== null && 'ok' in body;
