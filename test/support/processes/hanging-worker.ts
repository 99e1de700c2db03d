// A worker that takes a pass, holds the connection's lease and never ends; for a test that kills it.
// Arguments: database URL, connection id.

import { createJobEngine } from '../../../server/jobs/pg-boss-engine.ts';
import { openDatabase } from '../../../server/storage/database.ts';
import { leaseStore } from '../../../server/storage/lease-store.ts';

const [, , url = ''] = process.argv;
const db = await openDatabase(url, { poolSize: 2 });
const engine = createJobEngine({
  url,
  onError: () => undefined,
  times: { heartbeatSeconds: 10, superviseSeconds: 1, stopWithinMs: 1_000 },
});
engine.onPass(async ({ connectionId, signal }) => {
  const lease = await leaseStore({ db }).acquire(connectionId, 'hanging', signal);
  process.stdout.write(`fence ${lease?.fence}\n`);
  return new Promise(() => undefined);
});
await engine.start();
