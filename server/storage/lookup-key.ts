// The key of all keyed hashes: random, made by the first process that starts, kept encrypted under the ring.

import { randomBytes } from 'node:crypto';
import type { Database } from './database.ts';
import { inTenant, query } from './database.ts';
import { createCipher, createKeyRing } from './key-ring.ts';
import type { Cipher, EncryptionKey, KeyRing } from './key-ring.ts';

const name = 'lookup';
const context = 'wrapped-key:lookup';

/** The ring the stores need. Rejects when the stored key cannot be opened: then these are not this database's keys. */
export async function openKeyRing(db: Database, keys: readonly EncryptionKey[]): Promise<KeyRing> {
  const cipher = createCipher(keys);
  const fresh = cipher.seal(randomBytes(32).toString('base64'), context);
  const stored = await inTenant(db, {}, async (trx) => {
    await query(
      trx,
      'insert into wrapped_keys (name, ciphertext) values (:name, :fresh) on conflict (name) do nothing',
      { name, fresh },
    );
    const [row] = await query<{ ciphertext: string }>(
      trx,
      'select ciphertext from wrapped_keys where name = :name',
      { name },
    );
    return row?.ciphertext ?? fresh;
  });
  return createKeyRing(keys, Buffer.from(cipher.open(stored, context), 'base64'));
}

/** Encrypts the lookup key under the current key of the ring; answers how many rows changed. */
export function rewrapLookupKey(db: Database, cipher: Cipher): Promise<number> {
  return inTenant(db, {}, async (trx) => {
    const [row] = await query<{ ciphertext: string }>(
      trx,
      'select ciphertext from wrapped_keys where name = :name for update',
      { name },
    );
    if (!row || cipher.isCurrent(row.ciphertext)) return 0;
    const ciphertext = cipher.seal(cipher.open(row.ciphertext, context), context);
    await query(trx, 'update wrapped_keys set ciphertext = :ciphertext where name = :name', {
      name,
      ciphertext,
    });
    return 1;
  });
}
