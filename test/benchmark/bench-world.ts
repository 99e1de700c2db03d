// A world for measuring: stand-ins in this process with their limits on, the server in its own process, a database of
// its own. What is measured is the server; what answers it runs beside it on the same machine.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  demoPortal,
  hubspotApp,
  hubspotAppId,
  quickbooksApp,
  serverEnvironment,
} from '../../sandbox/demo/app-registration.ts';
import { connectBoth } from '../../sandbox/demo/connect.ts';
import { makeKeys } from '../../sandbox/demo/keys.ts';
import { LedgerlineApi } from '../../sandbox/demo/ledgerline-api.ts';
import { ServerProcess } from '../../sandbox/demo/server-process.ts';
import { startStandIn } from '../../sandbox/core/stand-in.ts';
import { createHubSpot } from '../../sandbox/hubspot/hubspot.ts';
import { removePostgres, startPostgres } from '../../sandbox/postgres/start-postgres.ts';
import { createQuickBooks } from '../../sandbox/quickbooks/quickbooks.ts';
import { controlOf } from '../support/control.ts';
import type { Control } from '../support/control.ts';
import { freePort } from '../support/free-port.ts';

export interface BenchWorld {
  readonly quickbooks: Control;
  readonly hubspot: Control;
  readonly api: LedgerlineApi;
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Highest resident memory of the server seen so far, bytes. */
  peakMemory(): number;
  close(): Promise<void>;
}

/** As `npm start` has them. */
const productionFlags = '--max-old-space-size=256 --max-semi-space-size=16';

/** Starts and connects everything; no sync is on yet. */
export async function startBenchWorld(options: {
  readonly seed: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}): Promise<BenchWorld> {
  const keys = makeKeys();
  const dir = mkdtempSync(join(tmpdir(), 'ledgerline-bench-'));
  const postgres = await startPostgres({ dir, durable: true });
  const url = `http://127.0.0.1:${await freePort()}`;
  const [quickbooksStandIn, hubspotStandIn] = [
    await startStandIn(createQuickBooks(quickbooksApp(url, keys)), {}),
    await startStandIn(createHubSpot(hubspotApp(url, keys)), {}),
  ];
  const [quickbooks, hubspot] = [controlOf(quickbooksStandIn.url), controlOf(hubspotStandIn.url)];
  await quickbooks.seed(options.seed);
  const environment = serverEnvironment({
    server: url,
    quickbooks: quickbooks.url,
    hubspot: hubspot.url,
    database: postgres.url,
    keys,
  });
  const server = new ServerProcess({
    entry: 'server/main.ts',
    url,
    env: {
      ...environment,
      LEDGERLINE_SET_UP_DAY: '2000-01-01',
      LOG_LEVEL: 'error',
      QUICKBOOKS_POLL_SECONDS: '540',
      NODE_OPTIONS: productionFlags,
      ...options.env,
    },
    onLine: (line) => console.error(line),
  });
  await server.start();
  await connectBoth(url);
  const caller = {
    portalId: demoPortal.portalId,
    userId: 9001,
    userEmail: 'admin@example.com',
    appId: hubspotAppId,
  };
  const memory = watchMemory(url);
  return {
    quickbooks,
    hubspot,
    url,
    environment,
    api: new LedgerlineApi({ url, clientSecret: keys.hubspotClientSecret, caller }),
    peakMemory: memory.peak,
    async close() {
      memory.stop();
      await server.stop();
      await Promise.all([quickbooksStandIn.close(), hubspotStandIn.close()]);
      await removePostgres(dir);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Samples what the server says of itself on /metrics. */
function watchMemory(url: string): { peak: () => number; stop: () => void } {
  let peak = 0;
  const sample = async (): Promise<void> => {
    const text = await (await fetch(`${url}/metrics`)).text();
    const bytes = /^process_resident_memory_bytes (\S+)/m.exec(text)?.[1];
    peak = Math.max(peak, Number(bytes ?? 0));
  };
  const timer = setInterval(() => void sample().catch(() => undefined), 500);
  return { peak: () => peak, stop: () => clearInterval(timer) };
}
