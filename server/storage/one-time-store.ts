import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { OneTimeStore } from '../engine/connections/ports.ts';
import type { Runtime } from '../engine/runtime.ts';
import { inTenant, query } from './database.ts';
import type { Database } from './database.ts';
import type { KeyRing } from './key-ring.ts';

const payloadSchema = z.record(z.string(), z.string());

export function oneTimeStore(parts: {
  db: Database;
  keyRing: KeyRing;
  runtime: Pick<Runtime, 'now'>;
}): OneTimeStore {
  const { db, keyRing, runtime } = parts;
  return {
    async issue(purpose, payload, ttlMs) {
      const word = randomBytes(32).toString('base64url');
      await inTenant(db, {}, (trx) =>
        query(
          trx,
          `insert into one_time_words (word_hash, purpose, payload, expires_at)
           values (:hash, :purpose, :sealed, :expiresAt)`,
          {
            hash: hashOf(word),
            purpose,
            sealed: keyRing.seal(JSON.stringify(payload), context(purpose)),
            expiresAt: new Date(runtime.now().getTime() + ttlMs),
          },
        ),
      );
      return word;
    },
    async consume(purpose, word) {
      const [row] = await inTenant(db, {}, (trx) =>
        query<{ payload: string; expires_at: Date }>(
          trx,
          `delete from one_time_words where word_hash = :hash and purpose = :purpose
           returning payload, expires_at`,
          { hash: hashOf(word), purpose },
        ),
      );
      if (!row || row.expires_at <= runtime.now()) return null;
      return payloadSchema.parse(JSON.parse(keyRing.open(row.payload, context(purpose))));
    },
  };
}

/** The word is as random as a key, so a plain hash cannot be reversed. */
const hashOf = (word: string): Buffer => createHash('sha256').update(word).digest();

const context = (purpose: string): string => `one-time-word:${purpose}`;
