// The portal's own page, bundled when the portal starts: one script, one style sheet, and the extensions' worker.

import { join } from 'node:path';
import { build } from 'esbuild';

const folder = join(import.meta.dirname, 'browser');

/** File contents by address. */
export type BrowserAssets = Promise<ReadonlyMap<string, Uint8Array>>;

/** Rejects with the bundler's complaint. */
export async function bundleBrowserAssets(): BrowserAssets {
  const { outputFiles } = await build({
    entryPoints: {
      portal: join(folder, 'main.tsx'),
      style: join(folder, 'style/style.css'),
      worker: join(folder, 'extension/worker.ts'),
    },
    outdir: '/assets',
    write: false,
    bundle: true,
    // Workers of extensions are classic scripts.
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  return new Map(outputFiles.map(({ path, contents }) => [path, contents]));
}
