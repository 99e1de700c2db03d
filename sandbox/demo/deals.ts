// What the sales team adds by hand: companies and deals of customers they know, and on each deal its invoices.

import { setTimeout as sleep } from 'node:timers/promises';
import { Decimal } from 'decimal.js';
import { associatedIds, textAt } from '../portal/json.ts';
import type { Json, StandInControl } from '../portal/stand-in-control.ts';
import { idOf } from '../portal/state-reader.ts';
import type { LedgerlineApi } from './ledgerline-api.ts';

/** A deal and the contact whose invoices belong on it. */
export interface SampleDeal {
  readonly id: string;
  readonly contactId: string;
}

const works = [
  'garden redesign',
  'irrigation system',
  'patio and deck',
  'yearly garden care',
  'stone wall',
  'spring planting',
  'fountain and pond',
  'tree work',
];

/** One deal for each of the first contacts who were billed before, worth what they were billed. */
export async function addDeals(
  hubspot: StandInControl,
  contacts: readonly Json[],
  billed: ReadonlyMap<string, readonly Json[]>,
): Promise<readonly SampleDeal[]> {
  const known = contacts.filter(
    (contact, index) =>
      billed.has(textAt(contact, 'properties.email')) &&
      contacts.findIndex((other) => customerName(other) === customerName(contact)) === index,
  );
  const deals: SampleDeal[] = [];
  for (const [index, work] of works.entries()) {
    const contact = known[index];
    if (contact) {
      const invoices = billed.get(textAt(contact, 'properties.email')) ?? [];
      deals.push(await addDeal(hubspot, contact, work, invoices));
    }
  }
  return deals;
}

function customerName(contact: Json): string {
  const property = (name: string): string => textAt(contact, `properties.${name}`);
  return property('company') || `${property('firstname')} ${property('lastname')}`;
}

async function addDeal(
  hubspot: StandInControl,
  contact: Json,
  work: string,
  invoices: readonly Json[],
): Promise<SampleDeal> {
  const contactId = idOf(contact);
  const property = (name: string): string => textAt(contact, `properties.${name}`);
  const name = customerName(contact);
  const company = await hubspot.edit({
    type: 'companies',
    action: 'save',
    change: { name, phone: property('phone') },
    with: { contacts: contactId },
  });
  const amount = invoices.reduce(
    (sum, invoice) => sum.plus(textAt(invoice, 'TotalAmt') || 0),
    new Decimal(0),
  );
  const deal = await hubspot.edit({
    type: 'deals',
    action: 'save',
    change: {
      dealname: `${name}: ${work}`,
      dealstage: 'closedwon',
      pipeline: 'default',
      amount: amount.toFixed(2),
      closedate: new Date().toISOString(),
    },
    with: { contacts: contactId, companies: idOf(company) },
  });
  return { id: idOf(deal), contactId };
}

const lookEveryMs = 1000;

/** Puts invoices on the deals as the first sync brings them, until it is through. */
export async function putInvoicesOnDeals(
  hubspot: StandInControl,
  api: LedgerlineApi,
  deals: readonly SampleDeal[],
  isStopping: () => boolean,
): Promise<void> {
  for (let running = true; running && !isStopping();) {
    const { syncs } = await api.connection();
    running = syncs.some(({ entity, state }) => entity === 'invoice' && state === 'first-sync');
    const invoices = await hubspot.records('invoices');
    for (const deal of deals) {
      for (const invoice of invoices.filter((found) => isMissing(found, deal))) {
        const type = 'invoices';
        await hubspot.edit({
          type,
          id: idOf(invoice),
          action: 'associate',
          with: { type: 'deals', id: deal.id },
        });
      }
    }
    await sleep(lookEveryMs);
  }
}

const isMissing = (invoice: Json, { id, contactId }: SampleDeal): boolean =>
  associatedIds(invoice, 'contacts').includes(contactId) && !associatedIds(invoice, 'deals').includes(id);
