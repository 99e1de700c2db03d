// How HubSpot signs its calls: v3 over method, URL, body and time; v1 over the body alone.

import { createHash, createHmac } from 'node:crypto';

/** Escapes HubSpot decodes in the URI before signing; all others stay as they are. */
const DECODED = /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

/** Base64 HMAC-SHA256 of a v3 signed call; `timestamp` in epoch ms. */
export function signatureV3(
  secret: string,
  method: string,
  url: string,
  body: string,
  timestamp: number,
): string {
  const uri = url.replaceAll(DECODED, (escape) => decodeURIComponent(escape));
  return createHmac('sha256', secret).update(`${method}${uri}${body}${timestamp}`).digest('base64');
}

/** Hex SHA-256 of secret, method, URL and body: the legacy header of proxied extension calls. */
export function signatureV2(secret: string, method: string, url: string, body: string): string {
  return createHash('sha256').update(`${secret}${method}${url}${body}`).digest('hex');
}

/** Hex SHA-256 of secret and body: the legacy webhook header. */
export function signatureV1(secret: string, body: string): string {
  return createHash('sha256').update(`${secret}${body}`).digest('hex');
}

/** Both signatures of a webhook delivery. */
export function webhookHeaders(
  secret: string,
  url: string,
  body: string,
  timestamp: number,
): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'HubSpot Connect 2.0 (http://dev.hubspot.com/) - WebHooks',
    'X-HubSpot-Request-Timestamp': String(timestamp),
    'X-HubSpot-Signature': signatureV1(secret, body),
    'X-HubSpot-Signature-Version': 'v1',
    'X-HubSpot-Signature-v3': signatureV3(secret, 'POST', url, body, timestamp),
  };
}

/** The headers of a call an extension makes through HubSpot; `url` with HubSpot's query parameters appended. */
export function extensionCallHeaders(
  secret: string,
  method: string,
  url: string,
  body: string,
  timestamp: number,
): Record<string, string> {
  return {
    'X-HubSpot-Request-Timestamp': String(timestamp),
    'X-HubSpot-Signature': signatureV2(secret, method, url, body),
    'X-HubSpot-Signature-Version': 'v2',
    'X-HubSpot-Signature-v3': signatureV3(secret, method, url, body, timestamp),
  };
}
