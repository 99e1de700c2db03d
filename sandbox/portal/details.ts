// Both records of a pair side by side, with what differs.

import { associatedIds, listAt, textAt } from './json.ts';
import { hubspotTypeOf, keyOf, mirroredId, paidInvoices, pairOf, quickbooksTypeOf } from './pairs.ts';
import type { Entity, Selection } from './pairs.ts';
import { contactName } from './rows.ts';
import type { Json } from './stand-in-control.ts';
import { idOf } from './state-reader.ts';
import type { StateReader } from './state-reader.ts';
import {
  currencyIn,
  day,
  dayOf,
  hubspotStatus,
  isSame,
  money,
  quickbooksStatus,
  status,
  text,
} from './values.ts';
import type { Value } from './values.ts';
import { sampleCompany } from '../quickbooks/quickbooks.ts';

export interface ComparedField {
  /** Name of the label in the catalogue. */
  readonly name: string;
  readonly quickbooks: Value | null;
  readonly hubspot: Value | null;
  readonly differs: boolean;
}

export interface Details {
  readonly entity: Entity;
  readonly title: string;
  readonly quickbooksId: string | null;
  readonly hubspotId: string | null;
  readonly active: boolean;
  readonly sections: readonly { readonly name: string; readonly fields: readonly ComparedField[] }[];
  /** What the forms start with: the QuickBooks values they change. */
  readonly current: Readonly<Record<string, string>>;
}

export async function readDetails(state: StateReader, selection: Selection): Promise<Details | null> {
  const pair = await pairOf(state, selection);
  if (!pair) return null;
  const { entity, quickbooksId, hubspotId } = pair;
  const [quickbooks, hubspot] = await Promise.all([
    quickbooksId === null ? undefined : state.find('quickbooks', quickbooksTypeOf[entity], quickbooksId),
    hubspotId === null ? undefined : state.find('hubspot', hubspotTypeOf[entity], hubspotId),
  ]);
  const both: Both = { state, quickbooks, hubspot };
  return {
    entity,
    title: titleOf(entity, both),
    quickbooksId: quickbooks ? quickbooksId : null,
    hubspotId: hubspot ? hubspotId : null,
    active: textAt(quickbooks, 'Active') !== 'false',
    sections: await sectionsOf[entity](both),
    current: currentValues(quickbooks),
  };
}

interface Both {
  readonly state: StateReader;
  readonly quickbooks: Json | undefined;
  readonly hubspot: Json | undefined;
}

type Sections = Details['sections'];

function titleOf(entity: Entity, { quickbooks, hubspot }: Both): string {
  const names = {
    contact: textAt(quickbooks, 'DisplayName') || (hubspot ? contactName(hubspot) : ''),
    product: textAt(quickbooks, 'Name') || textAt(hubspot, 'properties.name'),
    invoice: textAt(quickbooks, 'DocNumber') || textAt(hubspot, 'properties.hs_number'),
  };
  return names[entity];
}

const sectionsOf: Readonly<Record<Entity, (both: Both) => Promise<Sections>>> = {
  contact: async (both) => [{ name: 'fields', fields: contactFields(both) }],
  product: async (both) => [{ name: 'fields', fields: productFields(both) }],
  invoice: async (both) => [
    { name: 'fields', fields: await invoiceFields(both) },
    { name: 'lines', fields: await invoiceLines(both) },
    { name: 'payments', fields: await invoicePayments(both) },
  ],
};

function compare(both: Both, name: string, left: Value | null, right: Value | null): ComparedField {
  const paired = both.quickbooks !== undefined && both.hubspot !== undefined;
  return { name, quickbooks: left, hubspot: right, differs: paired && !isSame(left, right) };
}

const textField = (both: Both, name: string, path: string, property: string): ComparedField =>
  compare(
    both,
    name,
    text(textAt(both.quickbooks, path)),
    text(textAt(both.hubspot, `properties.${property}`)),
  );

function contactFields(both: Both): readonly ComparedField[] {
  const { quickbooks, hubspot } = both;
  const named = ['GivenName', 'FamilyName', 'CompanyName'].some((name) => textAt(quickbooks, name) !== '');
  // A customer that has nothing but its display name shows it as its company.
  const company = textAt(quickbooks, named ? 'CompanyName' : 'DisplayName');
  return [
    textField(both, 'givenName', 'GivenName', 'firstname'),
    textField(both, 'familyName', 'FamilyName', 'lastname'),
    compare(both, 'company', text(company), text(textAt(hubspot, 'properties.company'))),
    textField(both, 'email', 'PrimaryEmailAddr.Address', 'email'),
    textField(both, 'phone', 'PrimaryPhone.FreeFormNumber', 'phone'),
    textField(both, 'street', 'BillAddr.Line1', 'address'),
    textField(both, 'city', 'BillAddr.City', 'city'),
    textField(both, 'zip', 'BillAddr.PostalCode', 'zip'),
  ];
}

const homePrice = (record: Json | undefined, path: string): Value | null =>
  money(textAt(record, path), sampleCompany.homeCurrency);

function productFields(both: Both): readonly ComparedField[] {
  return [
    textField(both, 'name', 'Name', 'name'),
    textField(both, 'sku', 'Sku', 'hs_sku'),
    compare(
      both,
      'price',
      homePrice(both.quickbooks, 'UnitPrice'),
      homePrice(both.hubspot, 'properties.price'),
    ),
    textField(both, 'description', 'Description', 'description'),
  ];
}

async function invoiceFields(both: Both): Promise<readonly ComparedField[]> {
  const { state, quickbooks, hubspot } = both;
  const currency = currencyOf(both);
  const amount = (name: string, path: string, property: string): ComparedField =>
    compare(
      both,
      name,
      money(textAt(quickbooks, path), currency),
      money(textAt(hubspot, `properties.${property}`), currency),
    );
  const date = (name: string, path: string, property: string): ComparedField =>
    compare(both, name, day(textAt(quickbooks, path)), day(dayOf(textAt(hubspot, `properties.${property}`))));
  const contact = await associated(state, hubspot, 'contacts');
  const company = await associated(state, hubspot, 'companies');
  const isTheirs = contact
    ? mirroredId('contact', contact) === textAt(quickbooks, 'CustomerRef.value')
    : false;
  return [
    textField(both, 'number', 'DocNumber', 'hs_number'),
    {
      name: 'customer',
      quickbooks: text(textAt(quickbooks, 'CustomerRef.name')),
      hubspot: text(contact ? contactName(contact) : ''),
      differs: quickbooks !== undefined && hubspot !== undefined && !isTheirs,
    },
    { name: 'company', quickbooks: null, hubspot: text(textAt(company, 'properties.name')), differs: false },
    date('date', 'TxnDate', 'hs_invoice_date'),
    date('due', 'DueDate', 'hs_due_date'),
    compare(
      both,
      'status',
      quickbooks ? status(quickbooksStatus(quickbooks)) : null,
      hubspot ? status(hubspotStatus(hubspot)) : null,
    ),
    amount('total', 'TotalAmt', 'ledgerline_total'),
    amount('balance', 'Balance', 'ledgerline_balance'),
  ];
}

const currencyOf = ({ quickbooks, hubspot }: Both): string =>
  quickbooks
    ? currencyIn(quickbooks)
    : textAt(hubspot, 'properties.hs_currency') || sampleCompany.homeCurrency;

async function associated(
  state: StateReader,
  record: Json | undefined,
  type: string,
): Promise<Json | undefined> {
  const [id] = associatedIds(record, type);
  return id === undefined ? undefined : state.find('hubspot', type, id);
}

/** QuickBooks' rows with the HubSpot rows that name them; HubSpot rows of nobody come last. */
async function invoiceLines(both: Both): Promise<readonly ComparedField[]> {
  const currency = currencyOf(both);
  const rows = await partsOf(both, 'line_items');
  const lines = listAt(both.quickbooks, 'Line').filter(
    (line) => textAt(line, 'Id') !== '' && textAt(line, 'DetailType') !== 'SubTotalLineDetail',
  );
  const taken = new Set<Json>();
  const paired = lines.map((line) => {
    const row = rows.find((candidate) => keyOf(candidate)?.part?.id === textAt(line, 'Id'));
    if (row) taken.add(row);
    return compare(both, 'line', quickbooksLine(line, currency), row ? hubspotLine(row, currency) : null);
  });
  const alone = rows.filter((row) => !taken.has(row));
  return [...paired, ...alone.map((row) => compare(both, 'line', null, hubspotLine(row, currency)))];
}

function quickbooksLine(line: Json, currency: string): Value {
  const detail = 'SalesItemLineDetail';
  return {
    kind: 'line',
    name: textAt(line, `${detail}.ItemRef.name`) || textAt(line, 'Description') || textAt(line, 'DetailType'),
    quantity: textAt(line, `${detail}.Qty`),
    price: textAt(line, `${detail}.UnitPrice`),
    amount: textAt(line, 'Amount') || '0',
    currency,
  };
}

const hubspotLine = (row: Json, currency: string): Value => ({
  kind: 'line',
  name: textAt(row, 'properties.name'),
  quantity: textAt(row, 'properties.quantity'),
  price: textAt(row, 'properties.price'),
  amount: textAt(row, 'properties.amount') || '0',
  currency,
});

async function invoicePayments(both: Both): Promise<readonly ComparedField[]> {
  const currency = currencyOf(both);
  const invoiceId = both.quickbooks ? idOf(both.quickbooks) : '';
  const all = invoiceId === '' ? [] : await both.state.read('quickbooks', 'Payment');
  const rows = await partsOf(both, 'commerce_payments');
  const taken = new Set<Json>();
  const paired = all.flatMap((payment) => {
    const amounts = paidInvoices(payment).filter(({ id }) => id === invoiceId);
    const row = rows.find((candidate) => keyOf(candidate)?.part?.id === idOf(payment));
    if (amounts.length === 0) return [];
    if (row) taken.add(row);
    const paid: Value = {
      kind: 'payment',
      day: textAt(payment, 'TxnDate'),
      amount: amounts[0]?.amount ?? '0',
      currency,
    };
    return [compare(both, 'payment', paid, row ? hubspotPayment(row, currency) : null)];
  });
  const alone = rows.filter((row) => !taken.has(row));
  return [...paired, ...alone.map((row) => compare(both, 'payment', null, hubspotPayment(row, currency)))];
}

const hubspotPayment = (row: Json, currency: string): Value => ({
  kind: 'payment',
  day: dayOf(textAt(row, 'properties.hs_initiated_date')),
  amount: textAt(row, 'properties.hs_initial_amount') || '0',
  currency,
});

async function partsOf({ state, hubspot }: Both, type: string): Promise<readonly Json[]> {
  const ids = associatedIds(hubspot, type);
  if (ids.length === 0) return [];
  const records = await state.read('hubspot', type);
  return records.filter((record) => ids.includes(idOf(record)));
}

const currentValues = (quickbooks: Json | undefined): Readonly<Record<string, string>> => ({
  givenName: textAt(quickbooks, 'GivenName'),
  familyName: textAt(quickbooks, 'FamilyName'),
  companyName: textAt(quickbooks, 'CompanyName'),
  email: textAt(quickbooks, 'PrimaryEmailAddr.Address'),
  price: textAt(quickbooks, 'UnitPrice'),
  balance: textAt(quickbooks, 'Balance'),
});
