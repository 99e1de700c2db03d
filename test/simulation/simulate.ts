// One seed: a random script of people's edits, vendors' faults, lost webhooks, restarts and crashes, then rest, then the
// model's judgement.

import { setTimeout as sleep } from 'node:timers/promises';
import { demoPortal } from '../../sandbox/demo/app-registration.ts';
import { sampleCompany } from '../../sandbox/quickbooks/quickbooks.ts';
import { crashPoints } from '../../server/engine/runtime.ts';
import type { LoggedRequest } from '../support/control.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { diceOf } from './dice.ts';
import type { Dice } from './dice.ts';
import { checkContacts } from './model/contacts.ts';
import { gather } from './model/evidence.ts';
import { checkInvoices } from './model/invoices.ts';
import { checkProducts } from './model/products.ts';
import { forbiddenWrites, writes } from './model/requests.ts';
import { editSomething, founding } from './people.ts';
import { startSimulatedServer } from './server.ts';
import type { AtPoint, SimulatedServer } from './server.ts';
import { newMemory } from './stage.ts';
import type { Memory } from './stage.ts';

export interface Report {
  readonly seed: number;
  readonly size: Size;
  /** What happened, a line each. */
  readonly script: readonly string[];
  /** What the model has to say against it; empty when all is well. */
  readonly problems: readonly string[];
}

export interface Size {
  /** Edits before the two are connected, and steps after. */
  readonly before: number;
  readonly steps: number;
}

interface Simulation {
  readonly world: World;
  readonly server: SimulatedServer;
  readonly memory: Memory;
  readonly script: string[];
  readonly seed: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export async function simulate(seed: number, size: Size): Promise<Report> {
  const world = await startWorld({ start: false, hubspotBehaviours: behavioursOf(seed) });
  const server = await startSimulatedServer(world, diceOf(seed, 999).next);
  const script: string[] = [];
  const simulation: Simulation = { world, server, memory: newMemory(), script, seed };
  const problems: string[] = [];
  try {
    await Promise.all([
      world.quickbooks.settings({ limits: false }),
      world.hubspot.settings({ limits: false }),
    ]);
    for (let step = 0; step < size.before; step += 1)
      await edit(simulation, diceOf(seed, step), founding[step]);
    await world.connect();
    // A first sync has the most to lose.
    if (seed % 2 === 0) await workAndCrash(simulation, diceOf(seed, 99));
    for (let step = 0; step < size.steps; step += 1) await takeStep(simulation, diceOf(seed, 100 + step));
    await rest(simulation);
    problems.push(...(await judge(simulation)));
  } catch (error) {
    problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await server.close();
    await world.close();
  }
  return { seed, size, script, problems };
}

/** Seeds take turns with what is not known of HubSpot: whether its commerce objects take unique properties. */
const behavioursOf = (seed: number): Readonly<Record<string, boolean>> =>
  seed % 3 === 0
    ? {
        uniquePropertiesOnInvoices: false,
        uniquePropertiesOnLineItems: false,
        uniquePropertiesOnPayments: false,
      }
    : {};

const edit = ({ world, memory, script }: Simulation, dice: Dice, wanted?: string): Promise<void> =>
  editSomething(
    {
      quickbooks: world.quickbooks,
      hubspot: world.hubspot,
      memory,
      dice,
      tell: (line) => script.push(line),
    },
    wanted,
  );

type Step = (simulation: Simulation, dice: Dice) => Promise<void>;

const steps: readonly { readonly weight: number; readonly take: Step }[] = [
  { weight: 12, take: (simulation, dice) => edit(simulation, dice) },
  { weight: 5, take: work },
  { weight: 3, take: workAndCrash },
  { weight: 2, take: workBesidePeople },
  { weight: 2, take: fault },
  { weight: 2, take: webhooks },
  { weight: 1, take: time },
  {
    weight: 1,
    take: async ({ server, script }) => {
      await server.restart();
      script.push('-- restart');
    },
  },
];

const takeStep: Step = (simulation, dice) => dice.weighted(steps).take(simulation, dice);

/** Webhooks are on their way for a moment. */
const arrivalMs = 15;

async function work({ server, script }: Simulation, _dice: Dice): Promise<void> {
  await sleep(arrivalMs);
  script.push(`-- the server works and ${await server.work()}`);
}

async function workAndCrash({ server, script }: Simulation, dice: Dice): Promise<void> {
  await sleep(arrivalMs);
  // Dying between a vendor's answer and our record of it is what makes duplicates.
  const where = dice.of([...crashPoints, 'vendor-answered', 'vendor-answered', 'intents-stored'] as const);
  let passings = dice.whole(1, 4);
  const atPoint: AtPoint = async (at) => (at === where && (passings -= 1) === 0 ? 'die' : 'go on');
  script.push(`-- the server is to die at passing ${passings} of ${where}`);
  script.push(`   and ${await server.work(atPoint)}`);
}

/** People go on while a pass is at a labelled point. */
async function workBesidePeople(simulation: Simulation, dice: Dice): Promise<void> {
  await sleep(arrivalMs);
  const { server, script } = simulation;
  const where = dice.of(crashPoints.filter((at) => at !== 'token-refreshed'));
  let edits = 2;
  script.push(`-- the server works; meanwhile, at ${where}:`);
  const end = await server.work(async (at) => {
    if (at !== where || edits === 0) return 'go on';
    edits -= 1;
    await edit(simulation, dice);
    return 'go on';
  });
  script.push(`   and ${end}`);
}

const kinds = ['429', '500', 'html503', 'timeoutBefore', 'timeoutAfter', 'slow', '401'] as const;

async function fault({ world, script }: Simulation, dice: Dice): Promise<void> {
  const vendor = dice.of(['quickbooks', 'hubspot'] as const);
  const kind = dice.of(kinds);
  // A second refusal of a fresh token means that the grant is gone.
  const times = kind === '401' ? 1 : dice.whole(1, 3);
  const method = dice.of(['GET', 'POST', 'POST']);
  const path = vendor === 'hubspot' ? '/crm/' : '/v3/company/';
  await world[vendor].fail({ match: { method, path }, kind, times, ms: kind === 'slow' ? 40 : 0 });
  script.push(`-- ${vendor} answers ${method} with ${kind}, ${times} times`);
}

async function webhooks({ world, script }: Simulation, dice: Dice): Promise<void> {
  const settings = dice.of([
    { on: true, duplicate: false, shuffle: false, dropRate: 0 },
    { on: true, duplicate: true, shuffle: true, dropRate: 0 },
    { on: true, duplicate: false, shuffle: true, dropRate: 0.5 },
    { on: false },
  ]);
  const vendor = dice.of(['quickbooks', 'hubspot'] as const);
  await world[vendor].settings({ webhooks: settings });
  script.push(`-- webhooks of ${vendor}: ${JSON.stringify(settings)}`);
}

async function time({ server, script }: Simulation, dice: Dice): Promise<void> {
  const ms = dice.of([minute, 11 * minute, 3 * hour, day]);
  await server.advance(ms);
  script.push(`-- ${ms / minute} minutes pass`);
}

/** Times after which everything that waits for time has had its turn: retries, polls, and the weekly comparison. */
const stretches = [11 * minute, 7 * hour, 8 * day, 7 * hour];

async function rest(simulation: Simulation): Promise<void> {
  const { world, server, script } = simulation;
  const calm = { webhooks: { on: true, duplicate: false, shuffle: false, dropRate: 0 } };
  await Promise.all([world.quickbooks.settings(calm), world.hubspot.settings(calm)]);
  script.push('-- everything comes to rest');
  for (const ms of stretches) {
    await sleep(arrivalMs);
    await server.work();
    await server.advance(ms);
  }
  await sleep(arrivalMs);
  await server.work();
}

async function judge({ world, server, memory }: Simulation): Promise<string[]> {
  const { realmId, timeZone } = sampleCompany;
  if (demoPortal.timeZone !== 'America/New_York') throw new Error('the model knows another zone');
  const company = { realmId, timeZone };
  const before = await requestsOf(world);
  await server.advance(11 * minute);
  await sleep(arrivalMs);
  await server.work();
  const after = await requestsOf(world);
  const loud = (['quickbooks', 'hubspot'] as const).flatMap((vendor) =>
    writes(after[vendor].slice(before[vendor].length)).map((line) => `not quiet at ${vendor}: ${line}`),
  );
  const evidence = await gather(world, company, memory, server.now());
  return [
    ...checkContacts(evidence),
    ...checkProducts(evidence),
    ...checkInvoices(evidence),
    ...forbiddenWrites(after.quickbooks),
    ...loud,
  ];
}

async function requestsOf({
  quickbooks,
  hubspot,
}: World): Promise<Readonly<Record<'quickbooks' | 'hubspot', readonly LoggedRequest[]>>> {
  return { quickbooks: await quickbooks.requests(), hubspot: await hubspot.requests() };
}
