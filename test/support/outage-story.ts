// A connected world in which a vendor fails while a customer, an invoice and its payment are on their way to HubSpot.

import { expect } from '@jest/globals';
import { systemRuntime } from '../../server/engine/runtime.ts';
import { booksOf } from './books.ts';
import type { Control } from './control.ts';
import { pictureOfBooks, pictureOfMirror } from './picture.ts';
import { foundCompany } from './small-company.ts';
import { eventually } from './waiting.ts';
import { startWorld } from './world.ts';
import type { World, WorldOptions } from './world.ts';

export interface Fault {
  readonly vendor: 'hubspot' | 'quickbooks';
  readonly match: { readonly method?: string; readonly path?: string };
  readonly kind: string;
  readonly times?: number;
  readonly ms?: number;
}

export interface OutageStory {
  readonly world: World;
  /** Pauses the server asked for, in ms; none of them is waited out in full. */
  readonly pauses: readonly number[];
  /** A new customer buys a new item and pays a part of it, while the vendor fails. */
  businessDuring(fault: Fault): Promise<void>;
  /**
   * Waits until HubSpot shows all of the books and nothing else. Where a vendor asked the server to stay away for
   * `awayMs`, that long passes on its clock: a few times, because it may not have heard yet or be told so again.
   */
  endsWell(options?: { readonly awayMs: number }): Promise<void>;
  close(): Promise<void>;
}

const longestPauseMs = 50;

/** For `beforeAll`: in step already, so that each test brings its own records. */
export async function startOutageStory(options: WorldOptions = {}): Promise<OutageStory> {
  const pauses: number[] = [];
  const sleep = async (ms: number): Promise<void> => {
    pauses.push(ms);
    await systemRuntime.sleep(Math.min(ms, longestPauseMs));
  };
  let skippedMs = 0;
  const now = (): Date => new Date(Date.now() + skippedMs);
  const world = await startWorld({ ...options, runtime: { sleep, now } });
  await foundCompany(world.quickbooks, { customers: 2, items: 1, invoices: 2 });
  await world.connect();
  await world.settled();
  let deals = 0;
  return {
    world,
    pauses,
    async businessDuring(fault) {
      deals += 1;
      const control: Control = world[fault.vendor];
      const { vendor: _named, ...order } = fault;
      const before = (await control.requests()).length;
      await control.fail(order);
      await makeDeal(world, deals);
      // A fault that met no call would make the rest of the story worthless.
      await eventually(async () => {
        await world.tick();
        const hit = (await control.requests()).slice(before).filter((request) => meets(fault, request));
        expect(hit.map(({ status }) => status)).toContain(statusOf(fault.kind));
      });
    },
    async endsWell({ awayMs } = { awayMs: 0 }) {
      const startedAt = Date.now();
      let passed = 0;
      await eventually(async () => {
        if (passed < 3 && Date.now() - startedAt > (passed + 1) * 1000) {
          passed += 1;
          skippedMs += awayMs;
        }
        // The schedule's next minute, without waiting for it.
        await world.tick();
        expect(await pictureOfMirror(world.hubspot)).toEqual(await pictureOfBooks(world.quickbooks));
      });
    },
    close: () => world.close(),
  };
}

async function makeDeal(world: World, number: number): Promise<void> {
  const books = booksOf(world.quickbooks);
  const customer = await books.customer(`Late Customer ${number}`);
  const item = await books.item(`Late Item ${number}`, `LATE-${number}`, 20);
  const more = { DocNumber: String(5000 + number) };
  const invoice = await books.invoice(customer, [{ item, quantity: 3 }, { item }], more);
  await books.payment(customer, 30, [{ invoice, amount: 30 }]);
}

const meets = ({ match }: Fault, request: { method: string; path: string }): boolean =>
  (match.method === undefined || match.method === request.method) &&
  (match.path === undefined || new RegExp(match.path).test(request.path));

/** As the stand-in's request log shows it; 0 when nothing was answered. */
function statusOf(kind: string): number {
  switch (kind) {
    case 'fault200':
      return 200;
    case 'html503':
      return 503;
    case 'stale':
      return 423;
    case 'timeoutBefore':
    case 'timeoutAfter':
      return 0;
    default:
      return Number(kind);
  }
}
