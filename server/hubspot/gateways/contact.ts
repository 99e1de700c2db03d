// HubSpot contacts. Candidates are found by e-mail, which is unique among contacts, without the lagging search index.

import type { Candidate, Gateway, MatchKey } from '../../sync/ports.ts';
import type { Part, RecordSnapshot } from '../../sync/record.ts';
import type { HubSpotClient } from '../client.ts';
import { readAssociations, readPrimaryCompanies } from './associations.ts';
import { createGateway } from './gateway.ts';
import type { RequestedRow } from './gateway.ts';
import { ofWholeConnection } from './listing.ts';
import { readActive } from './reader.ts';
import { fieldsOf, snapshotOf } from './record.ts';
import type { RecordRow } from './record.ts';

const emailKey = 'email:';

export interface ContactGatewayOptions {
  readonly client: HubSpotClient;
  /**
   * Contact properties; `company.name` stands for a property of the primary company, `invoice.hs_invoice_status` for one
   * of the contact's invoices (part `invoice`). Both are read only when asked for.
   */
  readonly properties: readonly string[];
  readonly uniqueKeyTypes: readonly string[];
}

export function createContactGateway({ client, properties, uniqueKeyTypes }: ContactGatewayOptions): Gateway {
  const own = properties.filter((name) => !name.includes('.'));
  const ofCompany = namesAfter(properties, 'company.');
  const ofInvoice = namesAfter(properties, 'invoice.');
  return createGateway({
    client,
    noun: 'contact',
    properties: [...new Set([...own, 'email', 'firstname', 'lastname'])],
    uniqueKeyTypes,
    async snapshots(rows) {
      const ids = rows.map(({ row }) => row.id);
      const companies = ofCompany.length > 0 ? await readCompanies(client, ids, ofCompany) : null;
      const invoices = ofInvoice.length > 0 ? await readInvoices(client, ids, ofInvoice) : null;
      return rows.map((requested) => {
        const company = companies?.get(requested.row.id);
        return {
          ...contactSnapshot(requested, own),
          ...(companies && { references: { company: company?.id ?? null } }),
          ...(invoices && { parts: { invoice: invoices.get(requested.row.id) ?? [] } }),
          fields: { ...fieldsOf(requested.row, own), ...companyFields(company, ofCompany) },
        };
      });
    },
    find: (keys) => findByEmail(client, keys),
  });
}

const namesAfter = (names: readonly string[], prefix: string): string[] =>
  names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));

const labelOf = ({ properties }: RecordRow): string =>
  [properties['firstname'], properties['lastname']].filter(Boolean).join(' ') || (properties['email'] ?? '');

const contactSnapshot = ({ id, row }: RequestedRow, properties: readonly string[]): RecordSnapshot =>
  snapshotOf(row, { requestedId: id, entity: 'contact', label: labelOf(row), properties });

async function readCompanies(
  client: HubSpotClient,
  contactIds: readonly string[],
  properties: readonly string[],
): Promise<ReadonlyMap<string, RecordRow>> {
  const primary = await readPrimaryCompanies(client, contactIds);
  const rows = await readActive({ client, noun: 'company', properties }, [...primary.values()]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    [...primary].flatMap(([contactId, companyId]) => {
      const row = byId.get(companyId);
      return row ? [[contactId, row] as const] : [];
    }),
  );
}

const companyFields = (company: RecordRow | undefined, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`company.${name}`, company?.properties[name] ?? null]));

/** A contact's invoices as far as filters ask about them. */
async function readInvoices(
  client: HubSpotClient,
  contactIds: readonly string[],
  properties: readonly string[],
): Promise<ReadonlyMap<string, readonly Part[]>> {
  const ends = await readAssociations(client, 'contact', 'invoice', contactIds);
  const ids = [...ends.values()].flat().map(({ id }) => id);
  const rows = await readActive({ client, noun: 'invoice', properties }, ids);
  const parts = new Map(
    rows.map((row): [string, Part] => [
      row.id,
      { key: row.id, id: row.id, fields: fieldsOf(row, properties), references: {} },
    ]),
  );
  return new Map(
    [...ends].map(([contactId, list]) => [contactId, list.flatMap(({ id }) => parts.get(id) ?? [])]),
  );
}

/** A contact is also found by its further addresses, which HubSpot answers for the same unique lookup. */
async function findByEmail(
  client: HubSpotClient,
  keys: readonly MatchKey[],
): Promise<ReadonlyMap<MatchKey, readonly Candidate[]>> {
  const addresses = keys.filter((key) => key.startsWith(emailKey)).map((key) => key.slice(emailKey.length));
  const wanted = new Set(addresses);
  const properties = ['email', 'hs_additional_emails', 'firstname', 'lastname'];
  const rows = await ofWholeConnection(() =>
    readActive({ client, noun: 'contact', properties }, addresses, 'email'),
  );
  const candidates = new Map<MatchKey, Candidate[]>();
  for (const row of new Map(rows.map((each) => [each.id, each])).values()) {
    for (const address of addressesOf(row)) {
      if (!wanted.has(address)) continue;
      const key = `${emailKey}${address}`;
      candidates.set(key, [...(candidates.get(key) ?? []), { id: row.id, label: labelOf(row) }]);
    }
  }
  return candidates;
}

function addressesOf({ properties }: RecordRow): Set<string> {
  const more = (properties['hs_additional_emails'] ?? '').split(';');
  return new Set([properties['email'] ?? '', ...more].map((address) => address.trim().toLowerCase()));
}
