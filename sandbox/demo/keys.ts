// Secrets of the demo: made once, kept beside its database, good for nothing else.

import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const keysSchema = z.object({
  encryptionKeys: z.string(),
  hubspotClientId: z.string(),
  hubspotClientSecret: z.string(),
  quickbooksClientId: z.string(),
  quickbooksClientSecret: z.string(),
  quickbooksVerifierToken: z.string(),
});
export type DemoKeys = z.infer<typeof keysSchema>;

const fileIn = (folder: string): string => join(folder, 'demo-keys.json');

/** The kept keys, or new ones. A file that cannot be read is an error: overwriting it would lose the database's key. */
export function keepKeys(folder: string): DemoKeys {
  const file = fileIn(folder);
  if (existsSync(file)) return keysSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const keys = makeKeys();
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  return keys;
}

export function forgetKeys(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}

export function makeKeys(): DemoKeys {
  return {
    encryptionKeys: `demo:${randomBytes(32).toString('base64')}`,
    hubspotClientId: randomUUID(),
    hubspotClientSecret: randomUUID(),
    quickbooksClientId: `AB${randomBytes(24).toString('hex')}`,
    quickbooksClientSecret: randomBytes(30).toString('base64url'),
    quickbooksVerifierToken: randomUUID(),
  };
}
