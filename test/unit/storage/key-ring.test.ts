import { describe, expect, test } from '@jest/globals';
import { createCipher, createKeyRing, parseEncryptionKeys } from '../../../server/storage/key-ring.ts';

const secret = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const [one, two] = [`one:${secret(1)}`, `two:${secret(2)}`];
const cipherOf = (text: string) => createCipher(parseEncryptionKeys(text));

describe('encryption keys', () => {
  test.each([
    ['', 'entry 1 is not of the form id:base64'],
    [`${one},two`, 'entry 2 is not of the form id:base64'],
    ['short:AAAA', 'key "short" has 3 bytes, not 32'],
    [`${one},${one}`, 'the id "one" is used twice'],
  ])('%j is refused with the reason', (text, reason) => {
    expect(() => parseEncryptionKeys(text)).toThrow(reason);
  });

  test('never appear in the reason', () => {
    const wrong = secret(7).slice(0, 20);
    expect(() => parseEncryptionKeys(`k:${wrong}`)).not.toThrow(wrong);
  });
});

describe('a cipher', () => {
  test('opens what it sealed, and seals the same text differently each time', () => {
    const cipher = cipherOf(one);
    const sealed = cipher.seal('a token, ünïcode', 'tokens:1');
    expect(cipher.open(sealed, 'tokens:1')).toBe('a token, ünïcode');
    expect(cipher.seal('a token, ünïcode', 'tokens:1')).not.toBe(sealed);
    expect(sealed).not.toContain('token');
  });

  test('refuses another context and every changed character', () => {
    const cipher = cipherOf(one);
    const sealed = cipher.seal('secret', 'tokens:1');
    expect(() => cipher.open(sealed, 'tokens:2')).toThrow();
    for (let at = 'one.'.length; at < sealed.length; at += 1) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'Q' : 'A') + sealed.slice(at + 1);
      expect(() => cipher.open(changed, 'tokens:1')).toThrow();
    }
  });

  test('reads old keys, writes the first one, and names a missing key', () => {
    const old = cipherOf(one).seal('secret', 'x');
    const both = cipherOf(`${two},${one}`);
    expect(both.open(old, 'x')).toBe('secret');
    expect(both.isCurrent(old)).toBe(false);
    expect(both.isCurrent(both.seal('secret', 'x'))).toBe(true);
    expect(() => cipherOf(two).open(old, 'x')).toThrow('key "one", which ENCRYPTION_KEYS lacks');
  });
});

describe('keyed hashes', () => {
  test('depend on purpose, value and lookup key, but not on the encryption keys', () => {
    const lookup = Buffer.alloc(32, 9);
    const hash = createKeyRing(parseEncryptionKeys(one), lookup).hash('realm', '123');
    expect(createKeyRing(parseEncryptionKeys(two), lookup).hash('realm', '123')).toEqual(hash);
    const ring = createKeyRing(parseEncryptionKeys(one), lookup);
    expect(ring.hash('match-key', '123')).not.toEqual(hash);
    expect(ring.hash('realm', '124')).not.toEqual(hash);
    expect(createKeyRing(parseEncryptionKeys(one), Buffer.alloc(32, 8)).hash('realm', '123')).not.toEqual(
      hash,
    );
  });
});
