// Lines of sales forms as a read shows them.

import type { Company } from '../company.ts';
import { fromCents } from '../money.ts';
import { list, nested, put, refId } from '../values.ts';
import type { Fields } from '../values.ts';
import { nameOf, renderRef } from './references.ts';
import { sumCents } from './sales-lines.ts';

/** Numbered, with the computed subtotal after the items and the discount last. */
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
  const group = nested(details, 'GroupLineDetail');
  if (group) {
    const parts = list(group, 'Line').map((part, index) => renderLine(company, part, index + 1));
    const GroupItemRef = renderRef(company, 'Item', group, 'GroupItemRef');
    return { ...shown, GroupLineDetail: { ...group, GroupItemRef, Line: parts }, CustomExtensions: [] };
  }
  const detail = nested(details, 'SalesItemLineDetail');
  if (!detail)
    return { ...shown, DescriptionLineDetail: details['DescriptionLineDetail'], CustomExtensions: [] };
  return { ...shown, SalesItemLineDetail: renderItemDetail(company, detail), CustomExtensions: [] };
}

function renderItemDetail(company: Company, detail: Fields): Fields {
  const id = refId(detail, 'ItemRef') ?? '';
  const name = nameOf(company, 'Item', id);
  const item = company.stores.Item.get(id)?.fields ?? {};
  const { ItemRef: _item, TaxCodeRef, ...rest } = detail;
  const shown: Fields = { ItemRef: name === undefined ? { value: id } : { value: id, name }, ...rest };
  put(shown, 'ItemAccountRef', renderRef(company, 'Account', item, 'IncomeAccountRef'));
  put(shown, 'TaxCodeRef', TaxCodeRef);
  return shown;
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
