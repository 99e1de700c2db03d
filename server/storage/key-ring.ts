// Encryption at rest, and keyed hashes for looking things up without storing them.
//
// ENCRYPTION_KEYS is `id:base64,id:base64,…`, 32 bytes each. The first key encrypts, all of them decrypt; each
// ciphertext names its key. Changing the key of several processes without downtime takes four steps:
//   1. append the new key at the end and restart every process (all can read it, none uses it);
//   2. move it to the front and restart (new values use it);
//   3. wait for the daily `reencrypt()` of the token store to log that it moved 0 values;
//   4. remove the old key and restart.
// Keyed hashes must survive that, and a hash cannot be recomputed where only the hash is kept. Their key is therefore
// none of the ring's: it is random, made once, and stored encrypted like everything else (`lookup-key.ts`).

import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

export interface EncryptionKey {
  readonly id: string;
  readonly secret: Buffer;
}

export interface Cipher {
  /** Encrypts. The context (`tokens:<connection>`) is authenticated: a value copied elsewhere does not open. */
  seal(plain: string, context: string): string;
  /** Throws when the key is missing, or the value or its context was changed. */
  open(sealed: string, context: string): string;
  isCurrent(sealed: string): boolean;
}

export interface KeyRing extends Cipher {
  /** Keyed hash of 32 bytes, the same before and after a change of keys. */
  hash(purpose: 'realm' | 'match-key', value: string): Buffer;
}

/** Reads ENCRYPTION_KEYS; the message of its error says what is wrong without showing any key. */
export function parseEncryptionKeys(text: string): readonly EncryptionKey[] {
  const keys = text.split(',').map((part, index) => {
    const [, id, secret] = /^\s*([A-Za-z0-9_-]+):([A-Za-z0-9+/_-]+=*)\s*$/.exec(part) ?? [];
    if (id === undefined || secret === undefined) {
      throw new Error(`ENCRYPTION_KEYS: entry ${index + 1} is not of the form id:base64`);
    }
    const bytes = Buffer.from(secret, 'base64');
    if (bytes.length !== 32)
      throw new Error(`ENCRYPTION_KEYS: key "${id}" has ${bytes.length} bytes, not 32`);
    return { id, secret: bytes };
  });
  const twice = keys.find(({ id }, index) => keys.findIndex((other) => other.id === id) !== index);
  if (twice) throw new Error(`ENCRYPTION_KEYS: the id "${twice.id}" is used twice`);
  return keys;
}

export function createCipher(keys: readonly EncryptionKey[]): Cipher {
  const [current] = keys;
  if (!current) throw new Error('ENCRYPTION_KEYS is empty');
  return {
    seal(plain, context) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', current.secret, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `${current.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, context) {
      const id = keyIdOf(sealed);
      const key = keys.find((candidate) => candidate.id === id);
      if (!key) throw new Error(`A stored value is encrypted under key "${id}", which ENCRYPTION_KEYS lacks`);
      const bytes = Buffer.from(sealed.slice(id.length + 1), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key.secret, bytes.subarray(0, 12), {
        authTagLength: 16,
      })
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
    isCurrent: (sealed) => keyIdOf(sealed) === current.id,
  };
}

export function createKeyRing(keys: readonly EncryptionKey[], lookupKey: Buffer): KeyRing {
  return {
    ...createCipher(keys),
    hash: (purpose, value) => createHmac('sha256', lookupKey).update(`${purpose}\n${value}`).digest(),
  };
}

const keyIdOf = (sealed: string): string => sealed.slice(0, Math.max(0, sealed.indexOf('.')));
