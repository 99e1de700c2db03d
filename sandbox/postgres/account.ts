// Postgres refuses to run as root, so as root it runs under an account that already exists; none is created.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The account the server has to run under, or null when that is simply whoever started us. */
export function serverAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find(([candidate]) => candidate === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('Postgres cannot run as root, and there is neither a "postgres" nor a "nobody" account.');
}

/** Whether the account may enter a folder or run a file; parents without permission count too. */
export function mayEnter(account: Account | null, path: string): boolean {
  return account === null || spawnSync('test', ['-x', path], { ...account }).status === 0;
}
