import { existsSync } from 'node:fs';
import { removePostgres } from '../../sandbox/postgres/start-postgres.ts';
import { cleanGivenServer, currentRun, testServers } from './test-server.ts';

// Jest loads this file by its default export.
// oxlint-disable-next-line import/no-default-export
export default async function globalTeardown(): Promise<void> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) await cleanGivenServer(given, currentRun());
  else if (existsSync(testServers.of(currentRun()))) await removePostgres(testServers.of(currentRun()));
}
