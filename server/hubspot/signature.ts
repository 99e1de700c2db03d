// HubSpot's request signature, version 3: HMAC-SHA256 over method, URL, raw body and timestamp with the client secret.

import { createHmac, timingSafeEqual } from 'node:crypto';

const oldestMs = 5 * 60_000;
/** HubSpot's rule knows no future; ours allows for clocks that differ a little. */
const futureSkewMs = 60_000;

export interface SignedRequest {
  readonly method: string;
  /** As HubSpot called it, scheme, host and query included: built from the configured public URL, never from `Host`. */
  readonly url: string;
  /** The bytes as received; empty when there was no body. */
  readonly body: Uint8Array;
  /** Header `X-HubSpot-Signature-v3`. */
  readonly signature: string | undefined;
  /** Header `X-HubSpot-Request-Timestamp`, ms. */
  readonly timestamp: string | undefined;
}

export type SignatureVerdict = 'valid' | 'missing' | 'malformed-timestamp' | 'stale' | 'future' | 'mismatch';

/** Says whether HubSpot sent this request, and if not, why we think so. */
export function verifySignature(request: SignedRequest, clientSecret: string, now: Date): SignatureVerdict {
  const { signature, timestamp } = request;
  if (!signature || !timestamp) return 'missing';
  if (!/^\d{1,16}$/.test(timestamp)) return 'malformed-timestamp';
  const ageMs = now.getTime() - Number(timestamp);
  if (ageMs > oldestMs) return 'stale';
  if (ageMs < -futureSkewMs) return 'future';
  return equal(signature, signatureOf({ ...request, timestamp }, clientSecret)) ? 'valid' : 'mismatch';
}

function signatureOf(
  { method, url, body, timestamp }: Omit<SignedRequest, 'signature'> & { readonly timestamp: string },
  clientSecret: string,
): string {
  return createHmac('sha256', clientSecret)
    .update(`${method.toUpperCase()}${decodeListed(url)}`)
    .update(body)
    .update(timestamp)
    .digest('base64');
}

/** HubSpot signs the URL with just these escapes decoded (validating requests, version 3); all others stay. */
const decoded: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

const decodeListed = (url: string): string =>
  url.replace(/%[0-9a-f]{2}/gi, (escape) => decoded[escape.toUpperCase()] ?? escape);

/** In constant time; the length of a signature is no secret. */
function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
