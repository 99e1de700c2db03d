import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether a webhook really comes from Intuit: the `intuit-signature` header is the base64 HMAC-SHA256 of the raw body
 * under the app's verifier token. Compared in constant time; the body must not have been parsed and printed again.
 */
export function isIntuitSignature(
  rawBody: Uint8Array,
  signature: string | undefined,
  verifierToken: string,
): boolean {
  if (signature === undefined || verifierToken === '') return false;
  const expected = createHmac('sha256', verifierToken).update(rawBody).digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
