// Lines of sales forms: checks, ids, sums. How a read shows them is in render-lines.ts.

import type { Company } from '../company.ts';
import { businessRule, missing, QuickBooksFault } from '../faults.ts';
import { fromCents, percentCents, toCents } from '../money.ts';
import type { QuickBooksRecord } from '../store.ts';
import { storedTax } from '../tax/sales-tax.ts';
import { flag, list, nested, number, put, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import { prepareBundle } from './bundle-lines.ts';
import { prepareSoldItem, requireFeature } from './line-details.ts';
import type { LineParties } from './line-tax.ts';
import { resolve } from './references.ts';

const DISCOUNT_ACCOUNT = '86';

/** Replaces the draft's lines by their stored form. `before` are the stored lines, whose ids stay valid. */
export function prepareLines(
  company: Company,
  fields: Fields,
  before: Fields | undefined,
  customer: QuickBooksRecord | undefined,
): void {
  const given = list(fields, 'Line').filter((line) => line['DetailType'] !== 'SubTotalLineDetail');
  const discounts = given.filter((line) => line['DetailType'] === 'DiscountLineDetail');
  const items = given.filter((line) => line['DetailType'] !== 'DiscountLineDetail');
  if (
    !items.some(({ DetailType }) => DetailType === 'SalesItemLineDetail' || DetailType === 'GroupLineDetail')
  )
    throw missing('Line');
  if (discounts.length > 1) throw businessRule('Only one discount line is allowed.', 'Line');
  const parties: LineParties = { company, form: fields, customer };
  const oldLines = new Map(
    list(before, 'Line').flatMap((line) => (text(line, 'Id') ? [[text(line, 'Id'), line]] : [])),
  );
  let lastId = highestId(list(before, 'Line'));
  const nextId = (): string => String(++lastId);
  const used = new Set<string>();
  const lines = items.map((line) => {
    const wanted = text(line, 'Id');
    const known = wanted !== undefined && oldLines.has(wanted) && !used.has(wanted);
    const id = known ? wanted : nextId();
    used.add(id);
    return { ...prepareLine(parties, line, known ? oldLines.get(id) : undefined, nextId), Id: id };
  });
  const subtotal = sumCents(lines);
  fields['Line'] = [...lines, ...discounts.map((line) => prepareDiscount(company, line, subtotal))];
}

/** Parts of bundles count with the lines. */
function highestId(lines: Fields[]): number {
  return lines.reduce((highest, line) => {
    const parts = highestId(list(nested(line, 'GroupLineDetail'), 'Line'));
    return Math.max(highest, Number(text(line, 'Id') ?? 0), parts);
  }, 0);
}

function prepareLine(
  parties: LineParties,
  line: Fields,
  before: Fields | undefined,
  nextId: () => string,
): Fields {
  const type = text(line, 'DetailType');
  if (type === undefined) throw missing('DetailType');
  const stored: Fields = { DetailType: type };
  put(stored, 'Description', text(line, 'Description') || undefined);
  if (Array.isArray(line['LinkedTxn']) && line['LinkedTxn'].length > 0)
    stored['LinkedTxn'] = line['LinkedTxn'];
  if (type === 'DescriptionOnly')
    return { ...stored, DescriptionLineDetail: nested(line, 'DescriptionLineDetail') ?? {} };
  if (type === 'GroupLineDetail') return { ...stored, ...prepareBundle(parties, line, before, nextId) };
  const isPlain = refId(nested(line, 'SalesItemLineDetail'), 'ItemRef') === undefined;
  if (isPlain && parties.company.behaviour('lineWithoutItem') === 'description') {
    if (number(line, 'Amount') === undefined) throw missing('Amount');
    return { ...stored, DetailType: 'DescriptionOnly', DescriptionLineDetail: {} };
  }
  return { ...stored, ...prepareSoldItem(parties, line, before) };
}

function prepareDiscount(company: Company, line: Fields, subtotal: number): Fields {
  requireFeature(company, 'AllowDiscount');
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

export function sumCents(lines: Fields[]): number {
  return lines.reduce((sum, line) => sum + toCents(number(line, 'Amount') ?? 0), 0);
}

/** Item lines less the discount, plus tax, in cents. */
export function formTotal(fields: Fields): number {
  const lines = list(fields, 'Line');
  const discount = lines.filter((line) => line['DetailType'] === 'DiscountLineDetail');
  return sumCents(lines) - 2 * sumCents(discount) + storedTax(fields);
}

/** What a void leaves of the lines: everything but quantities, prices and amounts. */
export function voidLines(lines: Fields[]): Fields[] {
  return lines.map((line) => {
    if (line['DetailType'] === 'DescriptionOnly') return line;
    const group = nested(line, 'GroupLineDetail');
    if (group) {
      return {
        ...line,
        Amount: 0,
        GroupLineDetail: { ...group, Quantity: 0, Line: voidLines(list(group, 'Line')) },
      };
    }
    const detail = nested(line, 'SalesItemLineDetail');
    if (!detail) return { ...line, Amount: 0 };
    const { UnitPrice: _price, TaxInclusiveAmt: _gross, ...rest } = detail;
    return { ...line, Amount: 0, SalesItemLineDetail: { ...rest, Qty: 0 } };
  });
}
