// The scripts HubSpot would run, built by HubSpot's own bundler.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

export interface Bundle {
  /** The script HubSpot would run. */
  readonly code: string;
  /** Everything the build printed; empty when it had nothing to complain about. */
  readonly output: string;
}

/** Builds the extension with this entry file, an absolute path. Rejects with what the bundler says. */
export async function buildExtension(entryFile: string): Promise<Bundle> {
  const outputDir = await mkdtemp(join(tmpdir(), 'ledgerline-extension-'));
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      join(import.meta.dirname, 'bundler.ts'),
      outputDir,
      entryFile,
    ]);
    const name = basename(entryFile).replace(/\.tsx?$/, '.js');
    return { code: await readFile(join(outputDir, name), 'utf8'), output: stdout + stderr };
  } finally {
    await rm(outputDir, { recursive: true, force: true });
  }
}
