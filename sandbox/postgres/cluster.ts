// The data folder of one server. It is made under another name and then moved into place, so that of several
// starts at once exactly one wins and nobody ever sees a half-made folder.

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { mayEnter } from './account.ts';
import type { Account } from './account.ts';
import { assertOurs, hash, program } from './binaries.ts';

const passwordsSchema = z.object({ admin: z.string(), app: z.string() });
/** Passwords of the two roles; kept inside the data folder, readable by its owner only. */
export type Passwords = z.infer<typeof passwordsSchema>;

export interface Cluster {
  /** Folder that holds `data` and `server.log`. */
  readonly home: string;
  readonly data: string;
  readonly passwords: Passwords;
}

export const adminRole = 'ledgerline_admin';

/** Where the server for `dir` really lives: `dir` itself, or a temporary folder when the account cannot enter it. */
export function locateHome(dir: string, account: Account | null): string {
  const wanted = resolve(dir);
  mkdirSync(wanted, { recursive: true });
  const home = mayEnter(account, wanted) ? wanted : join(tmpdir(), `ledgerline-postgres-${hash(wanted)}`);
  mkdirSync(home, { recursive: true });
  if (home !== wanted) assertOurs(home, account);
  if (account) chownSync(home, account.uid, account.gid);
  return home;
}

export function openCluster(options: {
  home: string;
  native: string;
  account: Account | null;
  durable: boolean;
}): Cluster {
  const data = join(options.home, 'data');
  if (!existsSync(join(data, 'PG_VERSION'))) createData(data, options);
  const passwords = passwordsSchema.parse(JSON.parse(readFileSync(passwordFile(data), 'utf8')));
  return { home: options.home, data, passwords };
}

function createData(
  data: string,
  { home, native, account, durable }: Parameters<typeof openCluster>[0],
): void {
  const draft = mkdtempSync(join(home, 'draft-'));
  const passwords: Passwords = { admin: newPassword(), app: newPassword() };
  const handOver = (file: string): void => {
    if (account) chownSync(file, account.uid, account.gid);
  };
  handOver(draft);
  const initial = `${draft}.password`;
  writeFileSync(initial, passwords.admin, { mode: 0o600 });
  handOver(initial);
  const result = spawnSync(
    program(native, 'initdb'),
    [
      '-D',
      draft,
      '-U',
      adminRole,
      '-A',
      'scram-sha-256',
      `--pwfile=${initial}`,
      '-E',
      'UTF8',
      '--locale=C',
    ].concat(durable ? [] : ['--no-sync']),
    { ...account, cwd: tmpdir(), env: { ...process.env, LC_ALL: 'C' }, encoding: 'utf8' },
  );
  rmSync(initial);
  if (result.error ?? result.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`initdb failed: ${result.error?.message ?? result.stderr}`);
  }
  writeFileSync(passwordFile(draft), JSON.stringify(passwords), { mode: 0o600 });
  handOver(passwordFile(draft));
  try {
    renameSync(draft, data);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(join(data, 'PG_VERSION'))) throw error;
  }
}

const passwordFile = (data: string): string => join(data, 'ledgerline-passwords.json');

const newPassword = (): string => randomBytes(18).toString('base64url');
