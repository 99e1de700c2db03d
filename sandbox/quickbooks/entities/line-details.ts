// One sold item on a line, alone or as part of a bundle.

import { preference } from '../company.ts';
import type { Company } from '../company.ts';
import { businessRule, missing, QuickBooksFault } from '../faults.ts';
import { fromCents, productCents, toCents } from '../money.ts';
import type { QuickBooksRecord } from '../store.ts';
import { nested, number, put, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import { lineTaxCode, settleInclusive } from './line-tax.ts';
import type { LineParties } from './line-tax.ts';
import { resolve } from './references.ts';

const SHIPPING = 'SHIPPING_ITEM_ID';
const GRATUITY = 'GRATUITY_ITEM_ID';
const DEFAULT_ITEM = '1';

/** The stored `Amount` and `SalesItemLineDetail` of a line; `before` is the line as it was. */
export function prepareSoldItem(parties: LineParties, line: Fields, before: Fields | undefined): Fields {
  const given = nested(line, 'SalesItemLineDetail') ?? {};
  const amount = fromCents(agreedCents(line, given));
  const detail: Fields = {};
  for (const [key, value] of Object.entries(given))
    if (value !== undefined && value !== '') detail[key] = value;
  detail['ItemRef'] ??= { value: DEFAULT_ITEM };
  const { company } = parties;
  const old = nested(before, 'SalesItemLineDetail');
  const item = soldItem(company, detail, old);
  resolve(company, 'Class', detail, 'ClassRef', old);
  put(detail, 'TaxCodeRef', lineTaxCode(parties, detail, item));
  requireServiceDate(company, detail);
  const Amount = settleInclusive(parties, amount, detail);
  return { Amount, SalesItemLineDetail: detail };
}

/** The amount has to agree with quantity and unit price; it is never computed for the caller. */
export function agreedCents(line: Fields, detail: Fields): number {
  const amount = number(line, 'Amount');
  if (amount === undefined) throw missing('Amount');
  const cents = toCents(amount);
  const quantity = number(detail, 'Qty');
  const unitPrice = number(detail, 'UnitPrice');
  if (quantity !== undefined && unitPrice !== undefined && productCents(quantity, unitPrice) !== cents) {
    throw new QuickBooksFault(
      '6070',
      `Amount is not equal to UnitPrice * Qty. Supplied value:${amount}`,
      'Amount',
    );
  }
  return cents;
}

function soldItem(
  company: Company,
  detail: Fields,
  before: Fields | undefined,
): QuickBooksRecord | undefined {
  const id = refId(detail, 'ItemRef');
  if (id === SHIPPING) requireFeature(company, 'AllowShipping');
  if (id === SHIPPING || id === GRATUITY) return undefined;
  const item = resolve(company, 'Item', detail, 'ItemRef', before);
  const type = text(item?.fields, 'Type');
  if (type === 'Category') throw businessRule('A category cannot be sold.', 'ItemRef');
  if (type === 'Group') throw businessRule('A bundle needs a line of its own kind.', 'ItemRef');
  return item;
}

/** With revenue recognition every sold item says when it is delivered. */
function requireServiceDate(company: Company, detail: Fields): void {
  const recognises = preference(company, 'ProductAndServicesPrefs', 'RevenueRecognitionEnabled') === true;
  if (!recognises || detail['ServiceDate'] !== undefined) return;
  if (company.behaviour('serviceDateRule') === 'ignore') return;
  throw businessRule('Enter a service date for each product or service.', 'ServiceDate');
}

type Feature = 'AllowShipping' | 'AllowDiscount' | 'AllowEstimates' | 'AllowDeposit';

export function requireFeature(company: Company, key: Feature): void {
  if (preference(company, 'SalesFormsPrefs', key) === true) return;
  throw new QuickBooksFault('5030', `Feature Not Supported : ${key} is turned off`, key);
}
