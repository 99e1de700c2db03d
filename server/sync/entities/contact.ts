// HubSpot contact with QuickBooks customer. Matched by e-mail; a sub-customer is a customer of its own. A customer that
// has nothing but its display name shows it as its company, so that no contact is left without any name.

import type { EntityDefinition } from '../entity.ts';
import { addresses, foldEmail } from '../fields/emails.ts';
import { hasValue } from '../fields/values.ts';
import { planRecord } from '../plan-record.ts';
import type { FieldMapping } from '../rules.ts';
import { builtIn, field } from './mapping.ts';

/** Lengths are QuickBooks' limits; a longer value fails the record, it is never cut. */
const mappings: readonly FieldMapping[] = [
  builtIn('email', 'email', 'email', field('PrimaryEmailAddr.Address', 'email', 100)),
  builtIn('firstname', 'text', 'firstname', field('GivenName', 'text', 100)),
  builtIn('lastname', 'text', 'lastname', field('FamilyName', 'text', 100)),
  builtIn('company', 'text', 'company', field('CompanyName', 'text', 100)),
  builtIn('phone', 'phone', 'phone', field('PrimaryPhone.FreeFormNumber', 'phone', 30)),
  builtIn('mobilephone', 'phone', 'mobilephone', field('Mobile.FreeFormNumber', 'phone', 30)),
  builtIn('fax', 'phone', 'fax', field('Fax.FreeFormNumber', 'phone', 30)),
  builtIn('website', 'url', 'website', field('WebAddr.URI', 'url', 1000)),
  builtIn('address', 'text', 'address', field('BillAddr.Line1', 'text', 500)),
  builtIn('city', 'text', 'city', field('BillAddr.City', 'text', 255)),
  builtIn('state', 'state', 'state', field('BillAddr.CountrySubDivisionCode', 'state', 255)),
  builtIn('zip', 'text', 'zip', field('BillAddr.PostalCode', 'text', 30)),
  builtIn('country', 'country', 'country', field('BillAddr.Country', 'country', 255)),
];

export const contact: EntityDefinition = {
  name: 'contact',
  requires: [],
  uses: [],
  mappings,
  scope: (record) =>
    record.side === 'quickbooks' && record.fields['IsProject'] === 'true' ? 'project' : null,
  matchKeys: (record) =>
    addresses(record.fields[record.side === 'quickbooks' ? 'PrimaryEmailAddr.Address' : 'email'] ?? null).map(
      (address) => `email:${foldEmail(address)}`,
    ),
  derive(customer) {
    const named = ['GivenName', 'FamilyName', 'CompanyName'].some((name) => hasValue(customer.fields[name]));
    return named ? {} : { CompanyName: customer.fields['DisplayName'] ?? null };
  },
  plan: (input) => planRecord('contact', input),
  planGone: () => [],
  revisitOn: () => null,
  recommended: () => ({
    entity: 'contact',
    direction: 'to-hubspot',
    winner: 'quickbooks',
    mappings,
    filters: { toHubspot: [], toQuickbooks: [] },
    stopUpdatingUnmatched: false,
    options: {},
  }),
};
