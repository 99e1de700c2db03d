// A Chromium that comes with `npm ci`: unpacked once, started without anything the machine may lack.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const run = promisify(execFile);
const unpacker = fileURLToPath(new URL('unpack-chromium.ts', import.meta.url));
const packageFolder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
const cacheFolder = fileURLToPath(new URL('../../node_modules/.cache/chromium/', import.meta.url));
/** Browser, the libraries it is linked against, and fonts. */
const archives = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br'];

/** `CHROMIUM_PATH` names another browser, for machines the package has none for. */
export async function startChromium(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic'];
  const given = process.env['CHROMIUM_PATH'];
  if (given) return chromium.launch({ executablePath: given, args });
  const folder = await unpacked();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args,
    env: {
      ...environment(),
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      // A machine without fonts of its own.
      ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
    },
  });
}

const environment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );

/** The folder with everything unpacked. Test files that start at once may both unpack; the first one done is kept. */
async function unpacked(): Promise<string> {
  const folder = join(cacheFolder, 'unpacked');
  if (existsSync(folder)) return folder;
  await mkdir(cacheFolder, { recursive: true });
  const draft = await mkdtemp(join(cacheFolder, 'draft-'));
  await run(process.execPath, [unpacker, ...archives.map((archive) => join(packageFolder, 'bin', archive))], {
    env: { ...environment(), TMPDIR: draft },
  });
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  return folder;
}
