// npm run demo: both companies, the server and the portal to walk through them. Ctrl-C stops everything.

import { join, resolve } from 'node:path';
import { demoPortal, hubspotAppId, serverEnvironment } from './app-registration.ts';
import { connectBoth, switchSyncsOn } from './connect.ts';
import { putInvoicesOnDeals } from './deals.ts';
import { openEmptyDatabase } from './database.ts';
import { forgetKeys, keepKeys } from './keys.ts';
import { LedgerlineApi } from './ledgerline-api.ts';
import { readableLine } from './log-lines.ts';
import { startPortal } from '../portal/start-portal.ts';
import { fillSampleCompanies } from './sample-companies.ts';
import { ServerProcess } from './server-process.ts';
import { findTakenPorts, readDemoSettings } from './settings.ts';
import type { DemoSettings } from './settings.ts';
import { startStandIns } from './stand-ins.ts';

const root = resolve(import.meta.dirname, '../..');
const dataFolder = join(root, '.data');

/** Ends what was started, the last first. */
const stops: (() => Promise<void>)[] = [];
let stopping = false;

async function stopAll(): Promise<void> {
  stopping = true;
  for (const stop of stops.splice(0).toReversed()) {
    await stop().catch((error: unknown) => console.error(`  while stopping: ${messageOf(error)}`));
  }
}

async function start(settings: DemoSettings): Promise<void> {
  const { ports } = settings;
  const taken = await findTakenPorts(ports);
  if (taken.length > 0) throw new Error(taken.join('\n  '));
  if (settings.reset) forgetKeys(dataFolder);
  const keys = keepKeys(dataFolder);
  const serverUrl = `http://localhost:${ports.PORT}`;
  const databaseUrl = await startDatabase(settings.reset);

  say('Starting QuickBooks and HubSpot with a sample company …');
  const standIns = await startStandIns({
    serverUrl,
    keys,
    quickbooksPort: ports.SANDBOX_QUICKBOOKS_PORT,
    hubspotPort: ports.SANDBOX_HUBSPOT_PORT,
  });
  stops.push(() => standIns.close());
  const { quickbooks, hubspot } = standIns;
  const { setUpDay, deals } = await fillSampleCompanies(quickbooks, hubspot);
  const environment = serverEnvironment({
    server: serverUrl,
    quickbooks: quickbooks.url,
    hubspot: hubspot.url,
    database: databaseUrl,
    keys,
  });
  const server = prepareServer(settings, serverUrl, { ...environment, LEDGERLINE_SET_UP_DAY: setUpDay });
  const api = new LedgerlineApi({ url: serverUrl, clientSecret: keys.hubspotClientSecret, caller });
  // The portal is there before the server: it shows how everything comes up.
  const portal = await startPortal({
    port: ports.PORTAL_PORT,
    appId: hubspotAppId,
    clientSecret: keys.hubspotClientSecret,
    serverUrl,
    api,
    ...standIns,
    watching: true,
  });
  stops.push(() => portal.close());

  say('Starting Ledgerline …');
  await server.start();
  if (settings.connect) {
    say('Installing it in HubSpot, connecting QuickBooks, switching the syncs on …');
    await connectBoth(serverUrl);
    await switchSyncsOn(api);
    // Goes on while people look; a demo that ends meanwhile needs no deals.
    putInvoicesOnDeals(hubspot, api, deals, () => stopping).catch((error: unknown) => {
      if (!stopping) say(`The deals miss some invoices: ${messageOf(error)}`);
    });
  } else say('Not connected: the portal has a button that installs and connects.');
  console.log(`\n  Open ${portal.url}\n\n  Ctrl-C stops the demo.\n`);
}

const caller = {
  portalId: demoPortal.portalId,
  userId: demoPortal.users[0]?.id ?? 0,
  userEmail: demoPortal.users[0]?.email ?? '',
  appId: hubspotAppId,
};

/** Answers the address of an empty database. */
async function startDatabase(reset: boolean): Promise<string> {
  say('Starting PostgreSQL …');
  const database = await openEmptyDatabase(join(dataFolder, 'demo-postgres'), reset);
  stops.push(() => database.stop());
  if (database.emptied) {
    say(
      'The sample companies live in memory and are new with every start: the last run’s database is emptied.',
    );
  }
  return database.url;
}

function prepareServer(settings: DemoSettings, url: string, env: Record<string, string>): ServerProcess {
  const server = new ServerProcess({
    entry: join(root, 'server', 'main.ts'),
    url,
    env,
    onLine(line) {
      const readable = readableLine(line, settings.allLogLines);
      if (readable !== null && !stopping) say(readable);
    },
  });
  stops.push(() => server.stop());
  return server;
}

const say = (text: string): void => console.log(`  ${text}`);
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

let signalledAt = 0;

async function stopOnSignal(): Promise<void> {
  // A second Ctrl-C does not wait. npm passes the first one on, so what comes at once is no second one.
  if (signalledAt > 0 && Date.now() - signalledAt > 1000) process.exit(130);
  if (signalledAt > 0) return;
  signalledAt = Date.now();
  console.log('\n  Stopping …');
  await stopAll();
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stopOnSignal());

try {
  console.log('\n  Ledgerline demo\n');
  await start(readDemoSettings(process.env, process.argv.slice(2)));
} catch (error) {
  // Ctrl-C during the start makes some of its steps fail; that is no news.
  if (!stopping) {
    console.error(`\n  The demo cannot start.\n  ${messageOf(error)}\n`);
    await stopAll();
    process.exit(1);
  }
}
