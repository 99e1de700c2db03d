// Lines of invoices and credit memos: checks, ids, sums, and how a read shows them.

import { preference } from '../company.ts';
import type { Company } from '../company.ts';
import { businessRule, missing, QuickBooksFault } from '../faults.ts';
import { fromCents, percentCents, productCents, toCents } from '../money.ts';
import * as schema from '../schema.ts';
import { flag, list, nested, number, put, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import { nameOf, renderRef, resolve } from './references.ts';

const LINKED_TXN: schema.Rule = schema.listOf({
  TxnId: schema.text(20),
  TxnType: schema.text(30),
  TxnLineId: schema.text(20),
});

const DETAIL_TYPES = [
  'SalesItemLineDetail',
  'DescriptionOnly',
  'SubTotalLineDetail',
  'DiscountLineDetail',
  'GroupLineDetail',
] as const;

export const lineSchema: schema.Schema = {
  Id: schema.text(20),
  LineNum: schema.readOnly,
  Description: schema.text(4000),
  Amount: schema.amount,
  DetailType: schema.choice(...DETAIL_TYPES),
  LinkedTxn: LINKED_TXN,
  CustomExtensions: schema.readOnly,
  SalesItemLineDetail: schema.object({
    ItemRef: schema.reference,
    Qty: schema.decimal,
    UnitPrice: schema.decimal,
    TaxCodeRef: schema.reference,
    ClassRef: schema.reference,
    ServiceDate: schema.day,
    ItemAccountRef: schema.readOnly,
    TaxInclusiveAmt: schema.amount,
    DiscountRate: schema.decimal,
    DiscountAmt: schema.amount,
    MarkupInfo: schema.readOnly,
    DeferredRevenue: schema.readOnly,
  }),
  DescriptionLineDetail: schema.object({ ServiceDate: schema.day, TaxCodeRef: schema.reference }),
  SubTotalLineDetail: schema.object({ ItemRef: schema.readOnly }),
  DiscountLineDetail: schema.object({
    PercentBased: schema.yesNo,
    DiscountPercent: schema.decimal,
    DiscountAccountRef: schema.reference,
  }),
};

const SHIPPING = 'SHIPPING_ITEM_ID';
const GRATUITY = 'GRATUITY_ITEM_ID';
const DISCOUNT_ACCOUNT = '86';

/** Replaces the draft's lines by their stored form. `before` are the stored lines, whose ids stay valid. */
export function prepareLines(company: Company, fields: Fields, before: Fields | undefined): void {
  const given = list(fields, 'Line').filter((line) => line['DetailType'] !== 'SubTotalLineDetail');
  const discounts = given.filter((line) => line['DetailType'] === 'DiscountLineDetail');
  const items = given.filter((line) => line['DetailType'] !== 'DiscountLineDetail');
  if (!items.some((line) => line['DetailType'] === 'SalesItemLineDetail')) throw missing('Line');
  if (discounts.length > 1) throw businessRule('Only one discount line is allowed.', 'Line');
  const oldLines = new Map(
    list(before, 'Line').flatMap((line) => (text(line, 'Id') ? [[text(line, 'Id'), line]] : [])),
  );
  let lastId = Math.max(0, ...[...oldLines.keys()].map(Number));
  const used = new Set<string>();
  const lines = items.map((line) => {
    const wanted = text(line, 'Id');
    const known = wanted !== undefined && oldLines.has(wanted) && !used.has(wanted);
    const id = known ? wanted : String(++lastId);
    used.add(id);
    return { ...prepareLine(company, line, known ? oldLines.get(id) : undefined), Id: id };
  });
  const subtotal = sumCents(lines);
  fields['Line'] = [...lines, ...discounts.map((line) => prepareDiscount(company, line, subtotal))];
}

function prepareLine(company: Company, line: Fields, before: Fields | undefined): Fields {
  const type = text(line, 'DetailType');
  if (type === undefined) throw missing('DetailType');
  const stored: Fields = { DetailType: type };
  put(stored, 'Description', text(line, 'Description') || undefined);
  if (Array.isArray(line['LinkedTxn']) && line['LinkedTxn'].length > 0)
    stored['LinkedTxn'] = line['LinkedTxn'];
  if (type === 'DescriptionOnly')
    return { ...stored, DescriptionLineDetail: nested(line, 'DescriptionLineDetail') ?? {} };
  if (type !== 'SalesItemLineDetail')
    throw new QuickBooksFault('5030', `${type} is not supported here`, 'DetailType');
  const detail = nested(line, 'SalesItemLineDetail') ?? {};
  const cents = lineCents(line, detail);
  const item = refId(detail, 'ItemRef');
  if (item === undefined && company.behaviour('lineWithoutItem') === 'description') {
    return { ...stored, DetailType: 'DescriptionOnly', DescriptionLineDetail: {} };
  }
  return {
    ...stored,
    Amount: fromCents(cents),
    SalesItemLineDetail: prepareItemDetail(company, { ...detail, ItemRef: { value: item ?? '1' } }, before),
  };
}

/** The amount has to agree with quantity and unit price; it is never computed for the caller. */
function lineCents(line: Fields, detail: Fields): number {
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

function prepareItemDetail(company: Company, detail: Fields, before: Fields | undefined): Fields {
  const stored: Fields = {};
  for (const [key, value] of Object.entries(detail))
    if (value !== undefined && value !== '') stored[key] = value;
  const id = refId(detail, 'ItemRef');
  if (id === SHIPPING) requirePreference(company, 'AllowShipping');
  else if (id !== GRATUITY) {
    const item = resolve(company, 'Item', detail, 'ItemRef', nested(before, 'SalesItemLineDetail'));
    if (item?.fields['Type'] === 'Category') throw businessRule('A category cannot be sold.', 'ItemRef');
  }
  resolve(company, 'Class', detail, 'ClassRef', nested(before, 'SalesItemLineDetail'));
  const taxCode = refId(detail, 'TaxCodeRef');
  if (company.isUs) {
    if (taxCode !== undefined && taxCode !== 'TAX' && taxCode !== 'NON') {
      throw new QuickBooksFault(
        '6100',
        'Invalid Line TaxCode : US companies must use TAX or NON',
        'TaxCodeRef',
      );
    }
    // Without sales tax every line is non-taxable, whatever was asked for.
    stored['TaxCodeRef'] = { value: company.options.salesTax === 'off' ? 'NON' : (taxCode ?? 'NON') };
  } else {
    if (taxCode === undefined) throw businessRule(missingRateText(company.options.country));
    resolve(company, 'TaxCode', detail, 'TaxCodeRef');
  }
  return stored;
}

function missingRateText(country: string): string {
  const rate = country === 'GB' ? 'VAT' : 'GST';
  return `Make sure all your transactions have a ${rate} rate before you save.`;
}

function prepareDiscount(company: Company, line: Fields, subtotal: number): Fields {
  requirePreference(company, 'AllowDiscount');
  const detail = nested(line, 'DiscountLineDetail') ?? {};
  const percent = number(detail, 'DiscountPercent');
  const amount = number(line, 'Amount');
  const byPercent = flag(detail, 'PercentBased') === true;
  if (byPercent ? percent === undefined : amount === undefined) {
    throw new QuickBooksFault('6090', 'Discount amount or percent is required', 'DiscountLineDetail');
  }
  resolve(company, 'Account', detail, 'DiscountAccountRef');
  const account = refId(detail, 'DiscountAccountRef') ?? DISCOUNT_ACCOUNT;
  const cents = byPercent ? percentCents(subtotal, percent ?? 0) : toCents(amount ?? 0);
  return {
    Amount: fromCents(cents),
    DetailType: 'DiscountLineDetail',
    DiscountLineDetail: {
      PercentBased: byPercent,
      ...(byPercent ? { DiscountPercent: percent } : {}),
      DiscountAccountRef: { value: account },
    },
  };
}

function requirePreference(company: Company, key: 'AllowShipping' | 'AllowDiscount'): void {
  if (preference(company, 'SalesFormsPrefs', key) === true) return;
  throw new QuickBooksFault('5030', `Feature Not Supported : ${key} is turned off`, key);
}

function sumCents(lines: Fields[]): number {
  return lines.reduce((sum, line) => sum + toCents(number(line, 'Amount') ?? 0), 0);
}

/** Item lines less the discount, in cents. */
export function linesTotal(fields: Fields): number {
  const lines = list(fields, 'Line');
  const discount = lines.filter((line) => line['DetailType'] === 'DiscountLineDetail');
  return sumCents(lines) - 2 * sumCents(discount);
}

/** What a void leaves of the lines: everything but quantities, prices and amounts. */
export function voidLines(fields: Fields): void {
  fields['Line'] = list(fields, 'Line').map((line) => {
    if (line['DetailType'] === 'DescriptionOnly') return line;
    const detail = nested(line, 'SalesItemLineDetail');
    if (!detail) return { ...line, Amount: 0 };
    const { UnitPrice: _price, ...rest } = detail;
    return { ...line, Amount: 0, SalesItemLineDetail: { ...rest, Qty: 0 } };
  });
}

/** Lines as a read shows them: numbered, with the computed subtotal after the items and the discount last. */
export function renderLines(company: Company, fields: Fields): Fields[] {
  const lines = list(fields, 'Line');
  const items = lines.filter((line) => line['DetailType'] !== 'DiscountLineDetail');
  const discounts = lines.filter((line) => line['DetailType'] === 'DiscountLineDetail');
  return [
    ...items.map((line, index) => renderLine(company, line, index + 1)),
    { Amount: fromCents(sumCents(items)), DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
    ...discounts.map((line) => renderDiscount(company, line)),
  ];
}

function renderLine(company: Company, line: Fields, lineNumber: number): Fields {
  const { Id, Description, Amount, DetailType, LinkedTxn, ...details } = line;
  const shown: Fields = { Id, LineNum: lineNumber };
  put(shown, 'Description', Description);
  put(shown, 'Amount', Amount);
  put(shown, 'LinkedTxn', LinkedTxn);
  shown['DetailType'] = DetailType;
  const detail = nested(details, 'SalesItemLineDetail');
  if (!detail)
    return { ...shown, DescriptionLineDetail: details['DescriptionLineDetail'], CustomExtensions: [] };
  const id = refId(detail, 'ItemRef') ?? '';
  const name = nameOf(company, 'Item', id);
  const account = renderRef(
    company,
    'Account',
    company.stores.Item.get(id)?.fields ?? {},
    'IncomeAccountRef',
  );
  const { ItemRef: _item, TaxCodeRef, ...rest } = detail;
  const itemDetail: Fields = { ItemRef: name === undefined ? { value: id } : { value: id, name }, ...rest };
  put(itemDetail, 'ItemAccountRef', account);
  itemDetail['TaxCodeRef'] = TaxCodeRef;
  return { ...shown, SalesItemLineDetail: itemDetail, CustomExtensions: [] };
}

function renderDiscount(company: Company, line: Fields): Fields {
  const detail = nested(line, 'DiscountLineDetail') ?? {};
  return {
    ...line,
    DiscountLineDetail: {
      ...detail,
      DiscountAccountRef: renderRef(company, 'Account', detail, 'DiscountAccountRef'),
    },
  };
}
