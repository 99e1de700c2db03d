// Builds one extension as HubSpot's build service does. A process of its own: the bundler does not run inside Jest.

import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';

const [, , root, entryPoint, outputDir] = process.argv;
if (root === undefined || entryPoint === undefined || outputDir === undefined) {
  throw new Error('usage: main.ts ROOT ENTRY OUTPUT');
}
await remoteBuild({ root, entryPoint, outputDir, logLevel: 'warn' });
