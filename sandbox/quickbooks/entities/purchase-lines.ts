// Lines of purchases: what was spent on, by account or by item.

import type { Company } from '../company.ts';
import { missing, QuickBooksFault } from '../faults.ts';
import { fromCents } from '../money.ts';
import * as schema from '../schema.ts';
import { taxMode } from '../tax/tax-mode.ts';
import { list, nested, number, put, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import { agreedCents } from './line-details.ts';
import { requiredTaxCode } from './line-tax.ts';
import { renderRef, resolve } from './references.ts';

const shared: schema.Schema = {
  CustomerRef: schema.reference,
  ClassRef: schema.reference,
  BillableStatus: schema.choice('Billable', 'NotBillable', 'HasBeenBilled'),
  TaxCodeRef: schema.reference,
};

const DETAILS = ['AccountBasedExpenseLineDetail', 'ItemBasedExpenseLineDetail'] as const;

export const purchaseLineSchema: schema.Schema = {
  Id: schema.text(20),
  LineNum: schema.readOnly,
  Description: schema.text(4000),
  Amount: schema.amount,
  DetailType: schema.choice(...DETAILS),
  CustomExtensions: schema.readOnly,
  AccountBasedExpenseLineDetail: schema.object({ ...shared, AccountRef: schema.reference }),
  ItemBasedExpenseLineDetail: schema.object({
    ...shared,
    ItemRef: schema.reference,
    Qty: schema.decimal,
    UnitPrice: schema.decimal,
  }),
};

export function preparePurchaseLines(company: Company, form: Fields, before: Fields | undefined): Fields[] {
  const lines = list(form, 'Line');
  if (lines.length === 0) throw missing('Line');
  const known = new Set(list(before, 'Line').map((line) => text(line, 'Id')));
  let lastId = Math.max(0, ...list(before, 'Line').map((line) => Number(text(line, 'Id') ?? 0)));
  return lines.map((line) => {
    const id = text(line, 'Id');
    const kept = id !== undefined && known.delete(id);
    return { ...prepareLine(company, form, line), Id: kept ? id : String(++lastId) };
  });
}

function prepareLine(company: Company, form: Fields, line: Fields): Fields {
  const type = DETAILS.find((one) => one === text(line, 'DetailType'));
  if (!type) throw missing('DetailType');
  const given = nested(line, type) ?? {};
  const cents = agreedCents(line, given);
  if (type === 'AccountBasedExpenseLineDetail') requireExpenseAccount(company, given);
  else if (!resolve(company, 'Item', given, 'ItemRef')) throw missing('ItemRef');
  resolve(company, 'Class', given, 'ClassRef');
  const detail: Fields = { ...given, BillableStatus: billableStatus(company, given) };
  if (company.isUs) detail['TaxCodeRef'] = { value: refId(given, 'TaxCodeRef') ?? 'NON' };
  else if (taxMode(company) === 'global')
    put(detail, 'TaxCodeRef', requiredTaxCode(company, form, given, 'PurchaseTaxRateList'));
  const stored: Fields = { DetailType: type, Amount: fromCents(cents), [type]: detail };
  put(stored, 'Description', text(line, 'Description') || undefined);
  return stored;
}

function requireExpenseAccount(company: Company, detail: Fields): void {
  const account = resolve(company, 'Account', detail, 'AccountRef');
  if (!account) throw missing('AccountRef');
  const type = text(account.fields, 'AccountType') ?? '';
  if (type !== 'Accounts Receivable' && type !== 'Accounts Payable') return;
  throw new QuickBooksFault('6430', `Invalid account type used : ${type}`, 'AccountRef');
}

/** A line for a customer may become billable by itself, so that it turns up on the customer's next invoice. */
function billableStatus(company: Company, detail: Fields): string {
  const customer = resolve(company, 'Customer', detail, 'CustomerRef');
  const given = text(detail, 'BillableStatus');
  if (given === 'HasBeenBilled') {
    throw new QuickBooksFault('6320', 'HasBeenBilled is set by billing alone', 'BillableStatus');
  }
  if (given === 'Billable' && !customer) {
    throw new QuickBooksFault('6310', 'A billable expense needs a customer', 'CustomerRef');
  }
  return given ?? (customer && company.behaviour('billableByDefault') ? 'Billable' : 'NotBillable');
}

export function renderPurchaseLines(company: Company, fields: Fields): Fields[] {
  return list(fields, 'Line').map(({ Id, Description, Amount, DetailType, ...details }, index) => {
    const shown: Fields = { Id, LineNum: index + 1 };
    put(shown, 'Description', Description);
    Object.assign(shown, { Amount: number({ Amount }, 'Amount') ?? 0, DetailType });
    const type = DETAILS.find((one) => one === DetailType) ?? DETAILS[0];
    const detail = { ...nested(details, type) };
    for (const [entity, key] of [
      ['Account', 'AccountRef'],
      ['Item', 'ItemRef'],
      ['Customer', 'CustomerRef'],
      ['Class', 'ClassRef'],
    ] as const) {
      put(detail, key, renderRef(company, entity, detail, key));
    }
    return { ...shown, [type]: detail };
  });
}
