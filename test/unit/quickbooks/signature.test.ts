import { describe, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { isIntuitSignature } from '../../../server/quickbooks/signature.ts';

const verifier = 'verifier-token';
const body = Buffer.from('[{"specversion":"1.0","intuitentityid":"155"}]');
const sign = (bytes: Uint8Array, token = verifier): string =>
  createHmac('sha256', token).update(bytes).digest('base64');

describe('webhook signature', () => {
  test('accepts what was signed with our verifier token', () => {
    expect(isIntuitSignature(body, sign(body), verifier)).toBe(true);
  });

  test.each([
    ['another token', sign(body, 'other')],
    ['another body', sign(Buffer.from('[]'))],
    ['a shortened signature', sign(body).slice(0, 20)],
    ['hexadecimal digits', createHmac('sha256', verifier).update(body).digest('hex')],
    ['no signature', undefined],
  ])('refuses %s', (_, signature) => {
    expect(isIntuitSignature(body, signature, verifier)).toBe(false);
  });

  test('counts raw bytes, so a body printed again is refused', () => {
    const spaced = Buffer.from('[ {"specversion": "1.0"} ]');
    const printed = Buffer.from(JSON.stringify(JSON.parse(spaced.toString())));
    expect(isIntuitSignature(printed, sign(spaced), verifier)).toBe(false);
  });

  test('refuses everything while no verifier token is set', () => {
    expect(isIntuitSignature(body, sign(body, 'x'), '')).toBe(false);
  });
});
