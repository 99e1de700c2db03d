// The stage of stories about payments of invoices made in HubSpot: invoices and their payments go both ways.

import { expect } from '@jest/globals';
import { booksOf } from './books.ts';
import type { Books } from './books.ts';
import type { VendorRecord } from './control.ts';
import { changeSync, salesOf, stateOf } from './sales.ts';
import type { Sales } from './sales.ts';
import type { ApiAnswer } from './settings-api.ts';
import { eventually } from './waiting.ts';
import { startWorld } from './world.ts';
import type { World, WorldOptions } from './world.ts';

export interface SellingStory {
  readonly world: World;
  readonly books: Books;
  readonly sales: Sales;
  /** An open HubSpot invoice of one line. */
  bill(contact: VendorRecord, price: number): Promise<VendorRecord>;
  /** What a processor records when a customer pays, at noon of 10 June 2026 in New York unless told. */
  pay(invoice: VendorRecord, amount: number, more?: Readonly<Record<string, string>>): Promise<VendorRecord>;
  /** Waits until the expectation holds, while the server takes its turns. */
  inTime(expectation: () => Promise<void>): Promise<void>;
  /** Waits until settings say so of a HubSpot invoice. */
  isSaid(invoice: VendorRecord, state: object): Promise<ApiAnswer>;
  /** The QuickBooks copy of a HubSpot invoice, as it is now. */
  copyOf(invoice: VendorRecord): Promise<VendorRecord>;
  /** QuickBooks payments on the copy. */
  paymentsOn(invoice: VendorRecord): Promise<readonly VendorRecord[]>;
  /** Ids of the payments HubSpot shows on the invoice. */
  paymentsShown(invoice: VendorRecord): Promise<readonly string[]>;
  close(): Promise<void>;
}

const accounts = { services: '1', checking: '35', bankCharges: '8' } as const;

const turnMs = 2_000;

/** For `beforeAll`. Payments go to the checking account; `options` are further ones of the invoice sync. */
export async function startSellingStory(
  options: Readonly<Record<string, string | boolean>> = {},
  worldOptions: WorldOptions = {},
): Promise<SellingStory> {
  const world = await startWorld({ pollSeconds: 1, hubspotBehaviours: { searchLagMs: 0 }, ...worldOptions });
  try {
    await world.connect();
    await world.settled();
    await changeSync(world, 'invoice', (rules) => ({
      direction: 'two-way',
      options: {
        ...rules.options,
        customItemAccount: accounts.services,
        depositAccount: accounts.checking,
        feeExpenseAccount: accounts.bankCharges,
        feeClearingAccount: accounts.checking,
        ...options,
      },
    }));
  } catch (error) {
    await world.close();
    throw error;
  }
  return storyIn(world);
}

function storyIn(world: World): SellingStory {
  const [books, sales] = [booksOf(world.quickbooks), salesOf(world.hubspot)];
  const inTime: SellingStory['inTime'] = async (expectation) => {
    // Webhooks wake the server; what they do not tell of, the next turn of its schedule finds.
    await world.tick();
    await eventually(expectation, turnMs).catch(() => world.tick());
    await eventually(expectation);
  };
  const copyOf = async ({ id }: VendorRecord): Promise<VendorRecord> => {
    const marker = `Ledgerline: ${String(id)}`;
    const [copy, ...more] = (await books.records('Invoice')).filter(
      ({ PrivateNote }) => PrivateNote === marker,
    );
    if (!copy || more.length > 0)
      throw new Error(`${copy ? 'several copies' : 'no copy'} of invoice ${String(id)}`);
    return copy;
  };
  return {
    world,
    books,
    sales,
    bill: (contact, price) => sales.bill({ contact, lines: [{ name: 'Advice', price: String(price) }] }),
    pay: (invoice, amount, more = {}) =>
      world.hubspot.edit({
        type: 'commerce_payments',
        action: 'save',
        change: {
          hs_initial_amount: String(amount),
          hs_initiated_date: '2026-06-10T16:00:00Z',
          hs_currency_code: 'USD',
          hs_latest_status: 'succeeded',
          hs_processor_type: 'hs_payments',
          ...more,
        },
        with: { invoices: String(invoice['id']) },
      }),
    inTime,
    async isSaid(invoice, state) {
      let said: ApiAnswer = null;
      await inTime(async () => {
        said = await stateOf(world, 'invoice', invoice);
        expect(said).toMatchObject(state);
      });
      return said;
    },
    copyOf,
    async paymentsOn(invoice) {
      const { Id } = await copyOf(invoice);
      return (await books.records('Payment')).filter(({ Line }) =>
        (Line ?? []).some(({ LinkedTxn: [to] }: VendorRecord) => to.TxnId === Id),
      );
    },
    async paymentsShown({ id }) {
      const found = (await world.hubspot.records('invoices')).find((record) => record['id'] === id);
      return found?.['associations'].commerce_payments ?? [];
    },
    close: () => world.close(),
  };
}
