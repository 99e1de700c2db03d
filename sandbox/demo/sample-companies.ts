// The two companies of the demo: a landscaping business in QuickBooks, and its sales people's HubSpot account, which
// knows some of the same customers and products already.

import { addDeals } from './deals.ts';
import type { SampleDeal } from './deals.ts';
import { textAt } from '../portal/json.ts';
import type { Json, StandInControl } from '../portal/stand-in-control.ts';
import { idOf } from '../portal/state-reader.ts';

/** The same numbers give the same records, so screenshots and stories repeat. */
const seed = 7;
const quickbooksSize = { customers: 300, items: 80, invoices: 600, payments: 420, seed };
const hubspotSize = { contacts: 16, companies: 10, deals: 12, seed };
const sharedContacts = 18;
const sharedProducts = 6;

export interface SampleCompanies {
  /** The day before the first invoice: with it as set-up day the whole history syncs. */
  readonly setUpDay: string;
  /** Waiting for the invoices of their contacts. */
  readonly deals: readonly SampleDeal[];
}

export async function fillSampleCompanies(
  quickbooks: StandInControl,
  hubspot: StandInControl,
): Promise<SampleCompanies> {
  await quickbooks.seed(quickbooksSize);
  await hubspot.seed(hubspotSize);
  const customers = await quickbooks.records('Customer');
  const invoices = await quickbooks.records('Invoice');
  const contacts = await addSharedContacts(hubspot, customers);
  await addSharedProducts(hubspot, await quickbooks.records('Item'));
  const deals = await addDeals(hubspot, contacts, billedByEmail(customers, invoices));
  return { setUpDay: dayBefore(invoices), deals };
}

/** People the sales team knows by the e-mail address that the accountant also has; some details are older here. */
async function addSharedContacts(
  hubspot: StandInControl,
  customers: readonly Json[],
): Promise<readonly Json[]> {
  const contacts: Json[] = [];
  const known = customers.filter((customer) => {
    const email = textAt(customer, 'PrimaryEmailAddr.Address');
    return email !== '' && textAt(customer, 'GivenName') !== '' && isOnlyOne(customers, email);
  });
  for (const [index, customer] of known.slice(0, sharedContacts).entries()) {
    const phone = index % 3 === 0 ? '(650) 555-0100' : textAt(customer, 'PrimaryPhone.FreeFormNumber');
    const company = textAt(customer, 'CompanyName');
    const contact = await hubspot.edit({
      type: 'contacts',
      action: 'save',
      change: {
        email: textAt(customer, 'PrimaryEmailAddr.Address'),
        firstname: textAt(customer, 'GivenName'),
        lastname: textAt(customer, 'FamilyName'),
        ...(phone === '' ? {} : { phone }),
        ...(company === '' ? {} : { company }),
      },
    });
    contacts.push(contact);
  }
  return contacts;
}

/** Invoices by the e-mail address of their customer. */
function billedByEmail(
  customers: readonly Json[],
  invoices: readonly Json[],
): ReadonlyMap<string, readonly Json[]> {
  const byCustomer = Map.groupBy(invoices, (invoice) => textAt(invoice, 'CustomerRef.value'));
  return new Map(
    customers.flatMap((customer) => {
      const billed = byCustomer.get(idOf(customer));
      return billed ? [[textAt(customer, 'PrimaryEmailAddr.Address'), billed] as const] : [];
    }),
  );
}

const isOnlyOne = (customers: readonly Json[], email: string): boolean =>
  !email.includes(',') &&
  customers.filter((other) => textAt(other, 'PrimaryEmailAddr.Address') === email).length === 1;

async function addSharedProducts(hubspot: StandInControl, items: readonly Json[]): Promise<void> {
  const withSku = items.filter((item) => textAt(item, 'Sku') !== '');
  for (const item of withSku.slice(0, sharedProducts)) {
    const change = {
      name: textAt(item, 'Name'),
      hs_sku: textAt(item, 'Sku'),
      price: textAt(item, 'UnitPrice'),
    };
    await hubspot.edit({ type: 'products', action: 'save', change });
  }
}

function dayBefore(invoices: readonly Json[]): string {
  const first = invoices.map((invoice) => textAt(invoice, 'TxnDate')).toSorted()[0];
  const day = new Date(first ?? Date.now());
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}
