// A first sync that is killed on its way and started again, as often as the story says.

import { deepStrictEqual } from 'node:assert/strict';
import { freePort } from './free-port.ts';
import { pictureOfBooks, pictureOfMirror } from './picture.ts';
import { startServerProcess } from './server-process.ts';
import type { Crash, ServerProcess } from './server-process.ts';
import { foundCompany, smallCompany } from './small-company.ts';
import type { CompanySize } from './small-company.ts';
import { eventually } from './waiting.ts';
import { startWorld } from './world.ts';
import type { World, WorldOptions } from './world.ts';

export interface KillStory {
  readonly world: World;
  /** Starts a server and waits until it is ready; a worker gets a port of its own. */
  start(options?: {
    readonly crash?: Crash;
    readonly role?: 'all' | 'web' | 'worker';
  }): Promise<ServerProcess>;
  /** Installs, connects and turns every sync on. */
  connect(): Promise<void>;
  /** Waits until nothing is pending, then compares all of HubSpot with the books. */
  endsWell(): Promise<void>;
  /** Waits until HubSpot shows all of the books, for changes that nothing tells the end of. */
  showsAll(): Promise<void>;
  close(): Promise<void>;
}

/** Switches on HubSpot's side that leave invoices, lines and payments without a unique key. */
export const withoutUniqueKeys = {
  uniquePropertiesOnInvoices: false,
  uniquePropertiesOnLineItems: false,
  uniquePropertiesOnPayments: false,
};

/** Both vendors with a small company in the books, and no server yet. */
export async function startKillStory(
  options: Omit<WorldOptions, 'start'> = {},
  size: CompanySize = smallCompany,
): Promise<KillStory> {
  const world = await startWorld({ ...options, start: false });
  await foundCompany(world.quickbooks, size);
  const servers: ServerProcess[] = [];
  return {
    world,
    async start({ crash, role = 'all' } = {}) {
      const port = role === 'worker' ? { PORT: String(await freePort()) } : {};
      const environment = { ...world.environment, ROLE: role, ...port };
      const server = startServerProcess({ environment, ...(crash && { crash }) });
      servers.push(server);
      await server.ready();
      return server;
    },
    connect: () => world.connect(),
    async endsWell() {
      await eventually(() => world.settled());
      await isMirrored(world);
    },
    showsAll: () => eventually(() => isMirrored(world)),
    async close() {
      await Promise.all(servers.map((server) => server.kill()));
      if (process.env['TEST_LOG'])
        for (const server of servers) process.stderr.write(`${server.output()}\n\n`);
      await world.close();
    },
  };
}

async function isMirrored({ hubspot, quickbooks }: World): Promise<void> {
  deepStrictEqual(await pictureOfMirror(hubspot), await pictureOfBooks(quickbooks));
}

/**
 * A first sync that a server with each of these crashes starts or goes on with, then one that does not crash. Answers
 * which of them happened: a point that is passed less often than expected kills nobody.
 */
export async function firstSyncWithCrashes(
  story: KillStory,
  crashes: readonly Crash[],
): Promise<readonly Crash[]> {
  const happened: Crash[] = [];
  for (const [index, crash] of crashes.entries()) {
    const server = await story.start({ crash });
    if (index === 0) await story.connect();
    const survived = story.world.settled().then(
      () => false,
      // The settings of a dead server cannot be asked.
      () => server.ended().then(() => true),
    );
    if (await Promise.race([server.ended().then(() => true), survived])) happened.push(crash);
    await server.kill();
  }
  await story.start();
  if (crashes.length === 0) await story.connect();
  await story.endsWell();
  return happened;
}
