// Calls of the extensions' API on a served app, signed as the fake vendor signs.

import { expect } from '@jest/globals';
import { sign } from './serve.ts';
import type { Served } from './serve.ts';

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly userId?: string;
  readonly body?: unknown;
  readonly words?: Readonly<Record<string, string>>;
}

/** The envelope; every expected answer is a 200. */
export async function callApi(
  served: Served,
  path: string,
  { method = 'POST', userId = '70', body, words = {} }: Call = {},
): Promise<unknown> {
  const query = new URLSearchParams({ portalId: '7', userId, ...words }).toString();
  const text = body === undefined ? '' : JSON.stringify(body);
  const response = await fetch(`${served.url}${path}?${query}`, {
    method,
    headers: { 'x-test-signature': sign(text) },
    ...(text !== '' && { body: text }),
  });
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

export const failing = (code: string, details?: unknown) => ({
  ok: false,
  error: expect.objectContaining({
    code,
    message: expect.any(String),
    ...(details !== undefined && { details }),
  }),
});
