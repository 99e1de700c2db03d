// The whole product in one place: both stand-ins, a database of its own, and the server, connected as a person would.

import {
  hubspotApp,
  hubspotAppId,
  demoPortal,
  quickbooksApp,
  serverEnvironment,
} from '../../sandbox/demo/app-registration.ts';
import { connectBoth, switchSyncsOn } from '../../sandbox/demo/connect.ts';
import { makeKeys } from '../../sandbox/demo/keys.ts';
import { LedgerlineApi } from '../../sandbox/demo/ledgerline-api.ts';
import { startStandIn } from '../../sandbox/core/stand-in.ts';
import { createHubSpot } from '../../sandbox/hubspot/hubspot.ts';
import type { HubSpotApp } from '../../sandbox/hubspot/app.ts';
import { createQuickBooks } from '../../sandbox/quickbooks/quickbooks.ts';
import type { QuickBooksApp } from '../../sandbox/quickbooks/quickbooks.ts';
import { parseConfig } from '../../server/config.ts';
import { startLedgerline } from '../../server/container/start.ts';
import type { Ledgerline } from '../../server/container/start.ts';
import { systemRuntime } from '../../server/engine/runtime.ts';
import type { Runtime } from '../../server/engine/runtime.ts';
import { controlOf } from './control.ts';
import type { Control } from './control.ts';
import { testDatabase } from './database.ts';
import { freePort } from './free-port.ts';
import { eventually } from './waiting.ts';

export interface WorldOptions {
  /** Sizes for the sample company; nothing is seeded when absent. */
  readonly quickbooksSeed?: Readonly<Record<string, unknown>>;
  readonly hubspotSeed?: Readonly<Record<string, unknown>>;
  readonly hubspotBehaviours?: Readonly<Record<string, unknown>>;
  readonly quickbooksBehaviours?: Readonly<Record<string, unknown>>;
  readonly hubspotApp?: Partial<HubSpotApp>;
  readonly quickbooksApp?: Partial<QuickBooksApp>;
  readonly pollSeconds?: number;
  readonly runtime?: Partial<Runtime>;
  /** False leaves the server off: the test starts it itself. */
  readonly start?: boolean;
}

export interface World {
  readonly quickbooks: Control;
  readonly hubspot: Control;
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly api: LedgerlineApi;
  /** The server in this process; restarted by `restart`. */
  server(): Ledgerline;
  startServer(): Promise<void>;
  stopServer(): Promise<void>;
  /** Installs, connects and turns every recommended sync on. */
  connect(): Promise<void>;
  /** Waits until nothing is pending and no first sync runs. */
  settled(): Promise<void>;
  /** Runs the minute's schedule now. */
  tick(): Promise<void>;
  close(): Promise<void>;
}

/** Far enough back that all of a sample company's history lies after it. */
const setUpDay = '2000-01-01';

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const keys = makeKeys();
  const url = `http://127.0.0.1:${await freePort()}`;
  const database = await testDatabase();
  const quickbooksStandIn = await startStandIn(
    createQuickBooks({ ...quickbooksApp(url, keys), ...options.quickbooksApp }),
    {},
  );
  const hubspotStandIn = await startStandIn(
    createHubSpot({ ...hubspotApp(url, keys), ...options.hubspotApp }),
    {},
  );
  const [quickbooks, hubspot] = [controlOf(quickbooksStandIn.url), controlOf(hubspotStandIn.url)];
  if (options.quickbooksBehaviours) await quickbooks.settings({ behaviours: options.quickbooksBehaviours });
  if (options.hubspotBehaviours) await hubspot.settings({ behaviours: options.hubspotBehaviours });
  if (options.quickbooksSeed) await quickbooks.seed(options.quickbooksSeed);
  if (options.hubspotSeed) await hubspot.seed(options.hubspotSeed);
  const environment = {
    ...serverEnvironment({
      server: url,
      quickbooks: quickbooksStandIn.url,
      hubspot: hubspotStandIn.url,
      database: database.url,
      keys,
    }),
    LEDGERLINE_SET_UP_DAY: setUpDay,
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    QUICKBOOKS_POLL_SECONDS: String(options.pollSeconds ?? 540),
  };
  const caller = {
    portalId: demoPortal.portalId,
    userId: 9001,
    userEmail: 'admin@example.com',
    appId: hubspotAppId,
  };
  const api = new LedgerlineApi({ url, clientSecret: keys.hubspotClientSecret, caller });
  let running: Ledgerline | null = null;
  const world: World = {
    quickbooks,
    hubspot,
    url,
    environment,
    api,
    server() {
      if (!running) throw new Error('the server of this world is not running');
      return running;
    },
    async startServer() {
      running = await startInProcess(environment, options.runtime);
    },
    async stopServer() {
      await running?.stop();
      running = null;
    },
    async connect() {
      await connectBoth(url);
      await switchSyncsOn(api);
    },
    settled: () => settled(api),
    tick: () => world.server().tick(),
    async close() {
      await world.stopServer();
      await Promise.all([quickbooksStandIn.close(), hubspotStandIn.close()]);
      await database.close();
    },
  };
  if (options.start !== false) await world.startServer();
  return world;
}

async function startInProcess(
  environment: Readonly<Record<string, string>>,
  runtime: Partial<Runtime> = {},
): Promise<Ledgerline> {
  const parsed = parseConfig(environment);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return startLedgerline({ config: parsed.config, runtime: { ...systemRuntime, ...runtime } });
}

async function settled(api: LedgerlineApi): Promise<void> {
  await eventually(async () => {
    const { syncs } = await api.connection();
    for (const sync of syncs) {
      if (sync.state === 'first-sync') throw new Error(`${sync.entity} is still syncing for the first time`);
      if ((sync.progress?.counts.pending ?? 0) > 0) throw new Error(`${sync.entity} has pending records`);
    }
  });
}
