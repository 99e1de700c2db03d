// What QuickBooks would refuse, found before it is asked.

import { linkCause } from '../../entity.ts';
import type { Demand, PlanInput } from '../../entity.ts';
import type { Failure } from '../../failure.ts';
import { hasValue } from '../../fields/values.ts';
import { flowsTo } from '../../merge.ts';
import type { FieldValues, RecordSnapshot } from '../../record.ts';
import { failed } from './failed.ts';
import { contentOf, isFailure } from './rows.ts';

/** QuickBooks' limit for document numbers. */
const longestNumber = 21;

/** What a new invoice has besides its mapped values and rows, or why it cannot be made. */
export function newInvoice(input: PlanInput): Demand {
  const found = valuesOfNew(input);
  return isFailure(found) ? { kind: 'failure', failure: found } : { kind: 'values', values: found };
}

function valuesOfNew(input: PlanInput): FieldValues | Failure {
  const { hubspot, context, writes } = input;
  if (!hubspot) return {};
  const customer = customerOf(input, hubspot);
  if (isFailure(customer)) return customer;
  const currency = currencyValues(input, hubspot);
  if (isFailure(currency)) return currency;
  const closed = closedBooks(input, writes.quickbooks['TxnDate'] ?? context.today);
  if (closed) return closed;
  const content = contentOf(input, hubspot);
  if (isFailure(content)) return content;
  const number = numberFor(input, hubspot.fields['hs_number'] ?? null);
  if (number !== null && isFailure(number)) return number;
  return { ...content.values, ...currency, ...customer, ...number };
}

function customerOf({ dependencies }: PlanInput, { references }: RecordSnapshot): FieldValues | Failure {
  const contact = references['contact'] ?? null;
  if (contact === null) return failed('missing-data', { field: 'contact' });
  const customer = dependencies('contact', contact, 'hubspot');
  if (customer.state !== 'linked') return {};
  return customer.inactive ? inactiveCustomer(customer.id) : { 'CustomerRef.value': customer.id };
}

export const inactiveCustomer = (id: string): Failure =>
  failed('reference-inactive', { reference: 'contact', id }, [linkCause('contact', 'quickbooks', id)]);

/** A company with one currency takes no other; with several, the invoice names its own. */
function currencyValues(
  { context: { company } }: PlanInput,
  { fields }: RecordSnapshot,
): FieldValues | Failure {
  const currency = fields['hs_currency'] ?? company.homeCurrency;
  if (company.multicurrency) return { 'CurrencyRef.value': currency };
  if (currency === company.homeCurrency) return {};
  const details = { invoiceCurrency: currency, companyCurrency: company.homeCurrency };
  return failed('currency-mismatch', details);
}

/** The books of this day, when they are closed. */
export function closedBooks({ context }: PlanInput, day: string | null): Failure | null {
  const closed = context.company.bookCloseDate;
  if (closed === null || day === null || day > closed) return null;
  return failed('closed-books', { day, closedUpTo: closed });
}

/**
 * The number to send; null leaves it to QuickBooks. A company with custom transaction numbers gets HubSpot's, another one
 * numbers by itself unless set otherwise. A number a person chose instead of a taken one comes first.
 */
export function numberFor(input: PlanInput, hubspotNumber: string | null): FieldValues | Failure | null {
  const chosen = input.resolutions.findLast(({ choice }) => choice === 'use-number')?.value ?? null;
  const number = chosen ?? (usesHubspotNumber(input) ? hubspotNumber : null);
  if (!hasValue(number)) return null;
  if (number.length <= longestNumber) return { DocNumber: number };
  const actual = String(number.length);
  return failed('value-not-accepted', {
    mapping: 'number',
    side: 'quickbooks',
    field: 'DocNumber',
    limit: 'length',
    allowed: String(longestNumber),
    actual,
  });
}

function usesHubspotNumber({ rules, context: { company } }: PlanInput): boolean {
  const mapping = rules.mappings.find(({ id }) => id === 'number');
  if (!mapping?.enabled || !flowsTo('quickbooks', mapping, rules.direction)) return false;
  return company.customTransactionNumbers || rules.options['numberPolicy'] === 'hubspot';
}
