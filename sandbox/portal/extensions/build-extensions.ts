// The scripts HubSpot would run, built by HubSpot's own bundler.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

export interface Build {
  /** The scripts in the order of their entry files. */
  readonly scripts: readonly string[];
  /** Everything the build printed; empty when it had nothing to complain about. */
  readonly output: string;
}

/** Builds the extensions with these entry files, absolute paths. Rejects with what the bundler says. */
export async function buildExtensions(entryFiles: readonly string[]): Promise<Build> {
  const outputDir = await mkdtemp(join(tmpdir(), 'ledgerline-extensions-'));
  const bundler = join(import.meta.dirname, 'bundler.ts');
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      bundler,
      outputDir,
      ...entryFiles,
    ]);
    const scripts = await Promise.all(
      entryFiles.map((file, index) =>
        readFile(join(outputDir, String(index), basename(file).replace(/\.tsx?$/, '.js')), 'utf8'),
      ),
    );
    return { scripts, output: stdout + stderr };
  } finally {
    await rm(outputDir, { recursive: true, force: true });
  }
}
