// What has to be true of customers and contacts, from both vendors' records alone.

import type { VendorRecord } from '../../support/control.ts';
import { isBuried, keyed, namedBy } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { mails, phone, text } from './values.ts';

export function checkContacts(evidence: Evidence): string[] {
  return [
    ...evidence.customers.flatMap((customer) => checkCustomer(evidence, customer)),
    ...evidence.hubspot.contacts.flatMap((contact) => checkContact(evidence, contact)),
  ];
}

function checkCustomer(evidence: Evidence, customer: VendorRecord): string[] {
  const { Id } = customer;
  const [contact, ...more] = keyed(evidence, 'contact', Id);
  const name = `customer ${Id}`;
  const asked = evidence.memory.customers.has(Id) || wasAskedFor(evidence, customer);
  const problems = asked
    ? []
    : [`${name} (${customer['DisplayName']}) was made although nobody asked for it`];
  if (more.length > 0) problems.push(`${name} is ${more.length + 1} contacts`);
  if (customer['Active'] === false) return problems;
  if (!contact)
    return mayBeAlone(evidence, customer) ? problems : [...problems, `${name} has no contact and no reason`];
  return [...problems, ...differences(evidence, customer, contact)];
}

/** A billed contact stands behind it: one that carries its key, or did before a person removed it. */
function wasAskedFor({ memory, hubspot, realmId }: Evidence, customer: VendorRecord): boolean {
  const key = `${realmId}:contact:${customer['Id']}`;
  const removed = memory.buried.hubspot.filter(({ type }) => type === 'contacts').map(({ record }) => record);
  const isBilled = ({ id }: VendorRecord): boolean => memory.billed.has(id);
  const billed = [...hubspot.contacts, ...removed].filter(isBilled);
  if (billed.some(({ properties }) => properties.ledgerline_key === key)) return true;
  // Removed before its key was written.
  const own = mails(customer['PrimaryEmailAddr']?.Address);
  return removed.filter(isBilled).some(({ properties }) => own.includes(properties.email));
}

/** Deleted or merged by a person in HubSpot, or not to be told apart. */
function mayBeAlone(evidence: Evidence, customer: VendorRecord): boolean {
  if (isBuried(evidence, 'contact', customer['Id'])) return true;
  const own = mails(customer['PrimaryEmailAddr']?.Address);
  const rivals = evidence.customers.filter(
    (other) =>
      other['Active'] !== false &&
      other['Id'] !== customer['Id'] &&
      mails(other['PrimaryEmailAddr']?.Address).some((mail) => own.includes(mail)),
  );
  if (rivals.length > 0) return true;
  const contacts = evidence.hubspot.contacts.filter((contact) => own.some((mail) => holds(contact, mail)));
  return contacts.length > 1 || contacts.some((contact) => namedBy(contact) !== null);
}

/** HubSpot keeps further addresses of a contact after a merge; nobody else can have them. */
const holds = ({ properties }: VendorRecord, mail: string): boolean =>
  properties.email === mail || (properties.hs_additional_emails ?? '').split(';').includes(mail);

function differences(evidence: Evidence, customer: VendorRecord, contact: VendorRecord): string[] {
  const { properties } = contact;
  const wanted = mails(customer['PrimaryEmailAddr']?.Address);
  const isTaken = wanted.some(
    (mail) =>
      mail !== properties.email &&
      evidence.hubspot.contacts.some((other) => other['id'] !== contact['id'] && holds(other, mail)),
  );
  // HubSpot refuses the record whole.
  if (isTaken) return [];
  // Who had nothing but a display name was given it as company, and keeps it when a name is added later.
  const isDisplayName = text(properties.company) === text(customer['DisplayName']);
  const pairs: Record<string, readonly [string, string]> = {
    firstname: [text(properties.firstname), text(customer['GivenName'])],
    lastname: [text(properties.lastname), text(customer['FamilyName'])],
    company: [
      text(properties.company),
      text(customer['CompanyName']) || (isDisplayName ? text(properties.company) : ''),
    ],
    phone: [phone(properties.phone), phone(customer['PrimaryPhone']?.FreeFormNumber)],
    city: [text(properties.city), text(customer['BillAddr']?.City)],
  };
  const mailsAgree = wanted.length === 0 ? !properties.email : wanted.includes(properties.email);
  return [
    ...(mailsAgree ? [] : [`customer ${customer['Id']}: email ${properties.email} is not ${wanted.join()}`]),
    ...Object.entries(pairs).flatMap(([field, [here, there]]) =>
      here === there ? [] : [`customer ${customer['Id']}: ${field} “${here}” is not “${there}”`],
    ),
  ];
}

function checkContact(evidence: Evidence, contact: VendorRecord): string[] {
  const { id } = contact;
  const name = `contact ${id}`;
  const named = namedBy(contact);
  const isOurs = !evidence.memory.written.has(`contacts:${id}`);
  if (named !== null)
    return exists(evidence, named) ? [] : [`${name} carries the key of no customer: ${named}`];
  if (isOurs) return [`${name} was made by nobody`];
  if (isOnInvoice(evidence, contact) && !mayStay(evidence, contact))
    return [`${name} is billed and has no customer`];
  return untouched(evidence, contact);
}

const exists = ({ customers, memory }: Evidence, id: string): boolean =>
  customers.some(({ Id }) => Id === id) ||
  memory.buried.quickbooks.some(({ type, record }) => type === 'Customer' && record['Id'] === id);

const isOnInvoice = ({ hubspot }: Evidence, { associations }: VendorRecord): boolean =>
  hubspot.invoices.some(
    ({ id, properties }) =>
      (associations.invoices ?? []).includes(id) &&
      properties.hs_invoice_billable !== 'false' &&
      (properties.hs_invoice_status ?? 'draft') !== 'draft',
  );

/** Why a billed contact may have no customer: its address means several people, or one that is somebody else's already. */
function mayStay(evidence: Evidence, contact: VendorRecord): boolean {
  const { email, firstname, lastname } = contact['properties'];
  if (!email) return !text(firstname) && !text(lastname);
  const customers = evidence.customers.filter(
    (customer) =>
      customer['Active'] !== false && mails(customer['PrimaryEmailAddr']?.Address).includes(email),
  );
  const isTaken = ({ Id }: VendorRecord): boolean =>
    keyed(evidence, 'contact', Id).length > 0 || isBuried(evidence, 'contact', Id);
  const twins = evidence.hubspot.contacts.filter(
    (other) => other['id'] !== contact['id'] && holds(other, email),
  );
  return customers.length > 1 || customers.some(isTaken) || twins.length > 0;
}

/** A record that is in no pair is as its people left it. */
function untouched({ memory }: Evidence, contact: VendorRecord): string[] {
  const left = memory.written.get(`contacts:${contact['id']}`)?.['properties'] ?? {};
  return Object.entries(contact['properties'])
    .filter(([name]) => !/^hs_|modified|associated|date$/.test(name))
    .filter(([name, value]) => text(value as string) !== text(left[name]))
    .map(
      ([name, value]) => `contact ${contact['id']} is in no pair, but ${name} was set to “${String(value)}”`,
    );
}
