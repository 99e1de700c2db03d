import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { sourceDir } from './translate-project.ts';

export interface Bundle {
  /** The script HubSpot would run. */
  readonly code: string;
  /** Everything the build printed; empty when it had nothing to complain about. */
  readonly output: string;
}

/** Builds the extension with this entry point, e.g. `/app/settings/settings.tsx`. */
export async function buildExtension(entryPoint: string): Promise<Bundle> {
  const entry = join(sourceDir, entryPoint);
  const outputDir = await mkdtemp(join(tmpdir(), 'ledgerline-extension-'));
  try {
    const build = [new URL('main.ts', import.meta.url).pathname, dirname(entry), entry, outputDir];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, build);
    const name = basename(entry).replace(/\.tsx$/, '.js');
    return { code: await readFile(join(outputDir, name), 'utf8'), output: stdout + stderr };
  } finally {
    await rm(outputDir, { recursive: true, force: true });
  }
}
