// Believable sample records, the same for the same seed. They were there before the app, so no webhooks are sent.

import { z } from 'zod';
import { seededRandom } from '../core/random.ts';
import type { Random } from '../core/vendor.ts';
import { personActor } from './actor.ts';
import { associationTypes } from './association-types.ts';
import { recomputeAround } from './invoice-rules.ts';
import { link } from './links.ts';
import type { ObjectType } from './object-types.ts';
import type { Portal } from './portal.ts';
import { insertRecord } from './record-changes.ts';
import type { CrmRecord } from './record-table.ts';
import * as words from './seed-words.ts';

const sizeSchema = z.object({
  contacts: z.number().int().min(0).default(0),
  companies: z.number().int().min(0).default(0),
  deals: z.number().int().min(0).default(0),
  products: z.number().int().min(0).default(0),
  invoices: z.number().int().min(0).default(0),
  seed: z.number().int().default(1),
});

/** Records are spread over this many days before the stand-in's present. */
const HISTORY_DAYS = 180;
const DAY_MS = 86_400_000;

interface Seeding {
  portal: Portal;
  random: Random;
  /** A number that keeps names and addresses of this seeding unique. */
  first: number;
}

/** Adds the given numbers of records to an account and answers how many of each it made. */
export function seedPortal(portal: Portal, size: Record<string, unknown>): Record<string, number> {
  const counts = sizeSchema.parse(size);
  const random = seededRandom(counts.seed);
  const first = portal.tables.contacts.records.size + portal.tables.companies.records.size + 1;
  const seeding = { portal, random, first };
  return portal.simulation.outbox.silently(() => {
    const companies = many(seeding, 'companies', counts.companies, company);
    const contacts = many(seeding, 'contacts', counts.contacts, contact);
    const products = many(seeding, 'products', counts.products, product);
    const deals = many(seeding, 'deals', counts.deals, deal);
    connect(seeding, contacts, companies, deals);
    const invoices = many(seeding, 'invoices', counts.invoices, invoice);
    const lines = invoices.flatMap((record) => fill(seeding, record, contacts, products));
    return {
      companies: companies.length,
      contacts: contacts.length,
      products: products.length,
      deals: deals.length,
      invoices: invoices.length,
      line_items: lines.length,
    };
  });
}

function many(
  seeding: Seeding,
  type: ObjectType,
  count: number,
  make: (seeding: Seeding, index: number) => Record<string, string>,
): CrmRecord[] {
  const { portal } = seeding;
  const end = portal.now();
  const step = (HISTORY_DAYS * DAY_MS) / Math.max(1, count);
  return Array.from({ length: count }, (_, index) => {
    const moment = Math.floor(end - HISTORY_DAYS * DAY_MS + index * step);
    const moments = { now: moment, createdAt: moment };
    return insertRecord(portal, type, make(seeding, index), personActor(portal), moments);
  });
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function address(random: Random): Record<string, string> {
  const street = `${1 + Math.floor(random() * 900)} ${pick(random, words.STREETS)}`;
  return { address: street, ...pick(random, words.PLACES), country: 'United States' };
}

function phone(random: Random): string {
  const digits = String(Math.floor(random() * 10_000_000)).padStart(7, '0');
  return `+1 555 ${digits.slice(0, 3)} ${digits.slice(3)}`;
}

function company({ random, first }: Seeding, index: number): Record<string, string> {
  const stem = pick(random, words.COMPANY_STEMS);
  const kind = pick(random, words.COMPANY_KINDS);
  const number = first + index;
  const domain = `${stem}-${kind}-${number}.example`.toLowerCase();
  return { name: `${stem} ${kind} ${number}`, domain, phone: phone(random), ...address(random) };
}

function contact({ random, first }: Seeding, index: number): Record<string, string> {
  const firstname = pick(random, words.FIRST_NAMES);
  const lastname = pick(random, words.LAST_NAMES);
  const email = `${firstname}.${lastname}.${first + index}@mail.example`.toLowerCase();
  return { firstname, lastname, email, phone: phone(random), lifecyclestage: 'customer', ...address(random) };
}

function product({ portal, random }: Seeding, index: number): Record<string, string> {
  const number = portal.tables.products.records.size + 1;
  const name = `${pick(random, words.PRODUCT_ADJECTIVES)} ${pick(random, words.PRODUCT_NOUNS)} ${number}`;
  return {
    name,
    price: (5 + Math.floor(random() * 50_000) / 100).toFixed(2),
    hs_sku: `SKU-${String(number).padStart(5, '0')}`,
    description: `${name}, item ${index + 1}`,
  };
}

function deal({ portal, random }: Seeding, index: number): Record<string, string> {
  return {
    dealname: `${pick(random, words.COMPANY_STEMS)} project ${portal.tables.deals.records.size + 1}`,
    dealstage: index % 3 === 0 ? 'closedwon' : 'contractsent',
    pipeline: 'default',
    amount: (500 + Math.floor(random() * 20_000)).toFixed(2),
    closedate: new Date(portal.now() + Math.floor(random() * 60) * DAY_MS).toISOString(),
  };
}

function invoice({ portal, random }: Seeding): Record<string, string> {
  const issued = portal.now() - Math.floor(random() * 90) * DAY_MS;
  return {
    hs_currency: portal.options.companyCurrency,
    hs_number: `INV-${1001 + portal.tables.invoices.records.size}`,
    hs_invoice_status: 'open',
    hs_invoice_billable: 'true',
    hs_invoice_date: new Date(issued).toISOString(),
    hs_due_date: new Date(issued + 30 * DAY_MS).toISOString(),
  };
}

function connect(
  { portal, random }: Seeding,
  contacts: CrmRecord[],
  companies: CrmRecord[],
  deals: CrmRecord[],
): void {
  if (companies.length > 0) {
    for (const record of contacts) associate(portal, record, pick(random, companies));
  }
  for (const record of deals) {
    if (contacts.length > 0) associate(portal, record, pick(random, contacts));
    if (companies.length > 0) associate(portal, record, pick(random, companies));
  }
}

/** Gives an invoice its customer and one to four lines. */
function fill(
  seeding: Seeding,
  record: CrmRecord,
  contacts: CrmRecord[],
  products: CrmRecord[],
): CrmRecord[] {
  const { portal, random } = seeding;
  const customers = contacts.length > 0 ? contacts : [...portal.tables.contacts.records.values()];
  if (customers.length > 0) associate(portal, record, pick(random, customers));
  const lines = Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
    const sold = products.length > 0 ? pick(random, products).version.properties : undefined;
    const moments = { now: record.version.updatedAt, createdAt: record.createdAt };
    const values = {
      name: sold?.['name'] ?? pick(random, words.PRODUCT_NOUNS),
      price: sold?.['price'] ?? (10 + Math.floor(random() * 200)).toFixed(2),
      quantity: String(1 + Math.floor(random() * 9)),
      ...(sold && { hs_product_id: sold['hs_object_id'] ?? '', hs_sku: sold['hs_sku'] ?? '' }),
    };
    return insertRecord(portal, 'line_items', values, personActor(portal), moments);
  });
  for (const line of lines) associate(portal, record, line);
  recomputeAround(portal, record);
  return lines;
}

function associate(portal: Portal, from: CrmRecord, to: CrmRecord): void {
  link(portal, from, to, associationTypes(from.type, to.type).slice(0, 1), personActor(portal));
}
