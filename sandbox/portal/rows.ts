// Lists of records on either side: rows with cells, searched and cut into pages.

import { associatedIds, textAt } from './json.ts';
import { entityOf, mirroredId, mirrors, paidInvoices } from './pairs.ts';
import type { HubSpotType, QuickBooksType } from './pairs.ts';
import type { Json } from './stand-in-control.ts';
import { idOf } from './state-reader.ts';
import type { StateReader } from './state-reader.ts';
import {
  currencyIn,
  day,
  dayOf,
  hubspotStatus,
  money,
  quickbooksStatus,
  searchText,
  status,
  text,
} from './values.ts';
import type { Value } from './values.ts';
import type { ListView } from './wire.ts';
import { sampleCompany } from '../quickbooks/quickbooks.ts';

export interface Row {
  readonly id: string;
  /** Id of the record on the other side, if they are linked. */
  readonly counterpart: string | null;
  readonly inactive: boolean;
  readonly cells: Readonly<Record<string, Value | null>>;
}

const rowsPerPage = 12;
const home = sampleCompany.homeCurrency;

export async function quickbooksRows(state: StateReader, type: QuickBooksType): Promise<readonly Row[]> {
  const records = newestFirst(await state.read('quickbooks', type));
  const linked = await mirrors(state, (type === 'Payment' ? null : entityOf[type]) ?? 'invoice');
  return records.map((record) => {
    const pairedBy = type === 'Payment' ? paidInvoices(record)[0]?.id : idOf(record);
    return {
      id: idOf(record),
      counterpart: linked.get(pairedBy ?? '') ?? null,
      inactive: textAt(record, 'Active') === 'false',
      cells: quickbooksCells[type](record),
    };
  });
}

const quickbooksCells: Readonly<Record<QuickBooksType, (record: Json) => Row['cells']>> = {
  Customer: (record) => ({
    name: text(textAt(record, 'DisplayName')),
    email: text(textAt(record, 'PrimaryEmailAddr.Address')),
    balance: money(textAt(record, 'Balance'), currencyIn(record)),
  }),
  Item: (record) => ({
    name: text(textAt(record, 'Name')),
    sku: text(textAt(record, 'Sku')),
    price: money(textAt(record, 'UnitPrice'), home),
  }),
  Invoice: (record) => ({
    number: text(textAt(record, 'DocNumber') || idOf(record)),
    customer: text(textAt(record, 'CustomerRef.name')),
    date: day(textAt(record, 'TxnDate')),
    status: status(quickbooksStatus(record)),
    balance: money(textAt(record, 'Balance'), currencyIn(record)),
  }),
  Payment: (record) => ({
    date: day(textAt(record, 'TxnDate')),
    customer: text(textAt(record, 'CustomerRef.name')),
    amount: money(textAt(record, 'TotalAmt'), currencyIn(record)),
    unapplied: money(textAt(record, 'UnappliedAmt') || '0', currencyIn(record)),
  }),
};

export async function hubspotRows(state: StateReader, type: HubSpotType): Promise<readonly Row[]> {
  const records = newestFirst(await state.read('hubspot', type));
  const entity = entityOf[type];
  const names = type === 'invoices' ? await contactNames(state) : new Map<string, string>();
  return records.map((record) => ({
    id: idOf(record),
    counterpart: entity === null ? null : mirroredId(entity, record),
    inactive: false,
    cells: hubspotCells(type, record, names),
  }));
}

function hubspotCells(type: HubSpotType, record: Json, names: ReadonlyMap<string, string>): Row['cells'] {
  const property = (name: string): string => textAt(record, `properties.${name}`);
  const currency = property('hs_currency') || home;
  switch (type) {
    case 'contacts':
      return {
        name: text(contactName(record)),
        email: text(property('email')),
        company: text(property('company')),
      };
    case 'companies':
      return {
        name: text(property('name')),
        domain: text(property('domain')),
        city: text(property('city')),
      };
    case 'deals':
      return {
        name: text(property('dealname')),
        stage: status(property('dealstage')),
        date: day(dayOf(property('closedate'))),
        amount: money(property('amount'), property('deal_currency_code') || home),
      };
    case 'products':
      return {
        name: text(property('name')),
        sku: text(property('hs_sku')),
        price: money(property('price'), home),
      };
    case 'invoices':
      return {
        number: text(property('hs_number') || idOf(record)),
        contact: text(names.get(associatedIds(record, 'contacts')[0] ?? '') ?? ''),
        date: day(dayOf(property('hs_invoice_date'))),
        status: status(hubspotStatus(record)),
        balance: money(property('ledgerline_balance') || property('hs_balance_due'), currency),
      };
    default:
      return type satisfies never;
  }
}

export async function contactNames(state: StateReader): Promise<ReadonlyMap<string, string>> {
  const contacts = await state.read('hubspot', 'contacts');
  return new Map(contacts.map((contact) => [idOf(contact), contactName(contact)]));
}

export function contactName(contact: Json): string {
  const property = (name: string): string => textAt(contact, `properties.${name}`);
  const person = [property('firstname'), property('lastname')].filter(Boolean).join(' ');
  return person || property('company') || property('email');
}

/** By the day on the document where there is one, then by when the record was made. */
const newestFirst = (records: readonly Json[]): readonly Json[] =>
  records.toSorted(
    (a, b) => documentDay(b).localeCompare(documentDay(a)) || Number(idOf(b)) - Number(idOf(a)),
  );

const documentDay = (record: Json): string =>
  textAt(record, 'TxnDate') || dayOf(textAt(record, 'properties.hs_invoice_date'));

/** One page of the rows that contain every word of the search. */
export function pageOf(
  type: string,
  rows: readonly Row[],
  wish: { readonly search: string; readonly page: number },
): ListView {
  const words = plain(wish.search).split(' ').filter(Boolean);
  const found = rows.filter((row) => {
    const content = plain(Object.values(row.cells).map(searchText).join(' '));
    return words.every((word) => content.includes(word));
  });
  const pages = Math.max(1, Math.ceil(found.length / rowsPerPage));
  const page = Math.min(pages, Math.max(1, wish.page));
  const shown = found.slice((page - 1) * rowsPerPage, page * rowsPerPage);
  return { type, page, pages, rowsPerPage, total: found.length, rows: shown };
}

/** Lower case, without accents: “Lefevre” finds “Lefèvre”. */
const plain = (value: string): string => value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
