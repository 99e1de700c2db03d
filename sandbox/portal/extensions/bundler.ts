// Builds one extension as HubSpot's build service does. A process of its own: the bundler does not run inside Jest.

import { dirname } from 'node:path';
import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';

const [, , outputDir, entryPoint] = process.argv;
if (outputDir === undefined || entryPoint === undefined) throw new Error('usage: bundler.ts OUTPUT ENTRY');
await remoteBuild({ root: dirname(entryPoint), entryPoint, outputDir, logLevel: 'warn' });
