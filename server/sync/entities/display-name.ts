// The name a customer gets in QuickBooks, which must be unlike that of any other customer, vendor or employee.

import { hasValue } from '../fields/values.ts';
import type { Failure } from '../failure.ts';
import type { FieldValues } from '../record.ts';
import type { SyncRules } from '../rules.ts';

/** QuickBooks' limit for display names. */
const longest = 500;

/** HubSpot property (of the contact's primary company) that names the customer where the mapping is on. */
export const companyNameProperty = 'company.name';

/** The mapping's id; switched off, customers are always named after the person. */
export const displayNameMapping = 'displayName';

/** The names to try, in order: the company or the person, then both, then with the e-mail address. */
export function displayNames(contact: FieldValues, rules: SyncRules): readonly string[] {
  const byCompany = rules.mappings.some((mapping) => mapping.id === displayNameMapping && mapping.enabled);
  const company = byCompany ? clean(contact[companyNameProperty] ?? null) : null;
  const person = clean([contact['firstname'], contact['lastname']].filter(hasValue).join(' '));
  const email = clean(contact['email'] ?? null);
  const first = company ?? person ?? email;
  if (first === null) return [];
  const both = company !== null && person !== null ? `${company} – ${person}` : null;
  const names = [first, both, email !== null && email !== first ? `${both ?? first} (${email})` : null];
  return [...new Set(names.filter((name) => name !== null))];
}

/** The display name to use after `refused` earlier ones were taken, or why there is none. */
export function chooseDisplayName(contact: FieldValues, rules: SyncRules, refused: number): string | Failure {
  const names = displayNames(contact, rules);
  const [first] = names;
  if (first === undefined) return failed('missing-data', { field: 'name' });
  const allowed = rules.options['displayNamePolicy'] === 'fail' ? [first] : names;
  const name = allowed[refused];
  if (name === undefined) return failed('display-name-used', { tried: allowed });
  if (name.length > longest)
    return failed('value-not-accepted', { field: 'DisplayName', allowed: String(longest) });
  return name;
}

/** QuickBooks refuses colons, tabs and line breaks in names. */
function clean(text: string | null): string | null {
  const name = (text ?? '')
    .replace(/[:\t\r\n]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return name === '' ? null : name;
}

const failed = (category: Failure['category'], details: Failure['details']): Failure => ({
  category,
  details,
  vendor: null,
  waitsOn: [],
});
