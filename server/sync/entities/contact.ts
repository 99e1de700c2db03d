// HubSpot contact with QuickBooks customer. Matched by e-mail; a sub-customer is a customer of its own. A customer that
// has nothing but its display name shows it as its company, so that no contact is left without any name.

import type { EntityDefinition, PlanInput } from '../entity.ts';
import { addresses, foldEmail } from '../fields/emails.ts';
import { hasValue } from '../fields/values.ts';
import { flowsTo } from '../merge.ts';
import { planRecord } from '../plan-record.ts';
import type { FieldValues } from '../record.ts';
import type { FieldMapping, FilterCondition } from '../rules.ts';
import { chooseDisplayName, companyNameProperty, displayNameMapping, displayNames } from './display-name.ts';
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
  {
    ...builtIn(displayNameMapping, 'text', companyNameProperty, 'DisplayName', 'to-quickbooks'),
    computed: true,
  },
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
  forQuickbooks(input) {
    const name = chooseDisplayName(input.hubspot?.fields ?? {}, input.rules, input.namesRefused);
    return typeof name === 'string'
      ? { kind: 'values', values: { DisplayName: name, ...currencyOf(input) } }
      : { kind: 'failure', failure: name };
  },
  plan: (input) => planRecord('contact', withKeptName(input)),
  planGone: () => [],
  summary: () => null,
  revisitOn: () => null,
  alsoReads: [companyNameProperty, 'invoice.hs_currency'],
  recommended: (setUpDay) => ({
    entity: 'contact',
    direction: 'two-way',
    winner: 'quickbooks',
    mappings,
    filters: { toHubspot: [], toQuickbooks: [billedInHubspotSince(setUpDay)] },
    stopUpdatingUnmatched: false,
    options: { displayNamePolicy: 'resolve', keepDisplayName: false },
  }),
};

/** A customer's currency is fixed for ever: one who is billed in a single foreign currency gets that. */
function currencyOf({ hubspot, context: { company } }: PlanInput): FieldValues {
  const billed = new Set(
    (hubspot?.parts['invoice'] ?? []).flatMap(({ fields }) => fields['hs_currency'] ?? []),
  );
  const [only] = billed;
  const isForeign = company.multicurrency && billed.size === 1 && only !== company.homeCurrency;
  return isForeign && only !== undefined ? { 'CurrencyRef.value': only } : {};
}

/** People on an invoice that was made in HubSpot since a day, and is not a draft. */
const billedInHubspotSince = (day: string): readonly FilterCondition[] => [
  { of: 'invoice', field: 'hs_invoice_status', operator: 'is-none-of', values: ['draft'] },
  { of: 'invoice', field: 'hs_createdate', operator: 'on-or-after', values: [day] },
  { of: 'invoice', field: 'hs_invoice_billable', operator: 'is', values: ['true'] },
];

/** An existing customer is renamed only where somebody asked for it. */
function withKeptName(input: PlanInput): PlanInput {
  const { hubspot, quickbooks, rules } = input;
  if (rules.options['keepDisplayName'] !== true || !hubspot || !quickbooks) return input;
  if (!flowsTo('quickbooks', { direction: 'to-quickbooks' }, rules.direction)) return input;
  const names = displayNames(hubspot.fields, rules);
  const [name] = names;
  if (name === undefined || names.includes(quickbooks.fields['DisplayName'] ?? '')) return input;
  return {
    ...input,
    writes: { ...input.writes, quickbooks: { ...input.writes.quickbooks, DisplayName: name } },
  };
}
