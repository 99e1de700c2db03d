// Builds extensions as HubSpot's build service does. A process of its own: the bundler does not run inside Jest.

import { dirname, join } from 'node:path';
import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';

const [, , outputDir, ...entryPoints] = process.argv;
if (outputDir === undefined || entryPoints.length === 0) throw new Error('usage: bundler.ts OUTPUT ENTRY…');
for (const [index, entryPoint] of entryPoints.entries()) {
  // A build empties its folder first.
  const own = join(outputDir, String(index));
  await remoteBuild({ root: dirname(entryPoint), entryPoint, outputDir: own, logLevel: 'warn' });
}
