// Names the run; the database server itself starts when the first test asks for it.

import { existsSync, readdirSync } from 'node:fs';
import { removePostgres } from '../../sandbox/postgres/start-postgres.ts';
import { testServers } from './test-server.ts';

// Jest loads this file by its default export.
// oxlint-disable-next-line import/no-default-export
export default async function globalSetup(): Promise<void> {
  process.env['LEDGERLINE_TEST_RUN'] = testServers.newRun();
  await removeAbandonedServers();
}

/** Servers of runs that were killed before they could clean up. */
async function removeAbandonedServers(): Promise<void> {
  if (!existsSync(testServers.folder)) return;
  for (const run of readdirSync(testServers.folder)) {
    if (!isAlive(testServers.ownerOf(run))) await removePostgres(testServers.of(run));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
