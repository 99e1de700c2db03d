// Bundles on sales forms: the vendor writes the lines of what is inside.

import type { Company } from '../company.ts';
import { businessRule, missing } from '../faults.ts';
import { fromCents, productCents, toCents } from '../money.ts';
import { Decimal } from 'decimal.js';
import { list, nested, number, put, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import { prepareSoldItem } from './line-details.ts';
import type { LineParties } from './line-tax.ts';
import { resolve } from './references.ts';

/** The stored form of a bundle's line. Its parts get ids from the same row as all other lines. */
export function prepareBundle(
  parties: LineParties,
  line: Fields,
  before: Fields | undefined,
  nextId: () => string,
): Fields {
  const { company } = parties;
  const detail = nested(line, 'GroupLineDetail') ?? {};
  const old = nested(before, 'GroupLineDetail');
  const bundle = resolve(company, 'Item', detail, 'GroupItemRef', old);
  if (!bundle) throw missing('GroupItemRef');
  if (bundle.fields['Type'] !== 'Group') throw businessRule('The item is not a bundle.', 'GroupItemRef');
  const quantity = number(detail, 'Quantity') ?? 1;
  const sent = list(detail, 'Line');
  const isKept = sent.length > 0 && (old !== undefined || company.behaviour('groupChildren') === 'kept');
  const parts = isKept ? sent : expand(company, bundle.fields, quantity, text(detail, 'ServiceDate'));
  const Line = parts.map((part) => preparePart(parties, part, list(old, 'Line'), nextId));
  return {
    Amount: fromCents(Line.reduce((sum, part) => sum + toCents(number(part, 'Amount') ?? 0), 0)),
    GroupLineDetail: { GroupItemRef: { value: bundle.id }, Quantity: quantity, Line },
  };
}

function preparePart(parties: LineParties, part: Fields, before: Fields[], nextId: () => string): Fields {
  const known = before.find((one) => one['Id'] !== undefined && one['Id'] === part['Id']);
  const stored: Fields = { Id: known?.['Id'] ?? nextId(), DetailType: 'SalesItemLineDetail' };
  put(stored, 'Description', text(part, 'Description') || undefined);
  return { ...stored, ...prepareSoldItem(parties, part, known) };
}

/** Each part at its own price, as many times as the bundle is sold. */
function expand(
  company: Company,
  bundle: Fields,
  quantity: number,
  serviceDate: string | undefined,
): Fields[] {
  return list(nested(bundle, 'ItemGroupDetail'), 'ItemGroupLine').map((part) => {
    const id = refId(part, 'ItemRef') ?? '';
    const item = company.stores.Item.get(id)?.fields;
    const Qty = new Decimal(number(part, 'Qty') ?? 1).times(quantity).toNumber();
    const UnitPrice = number(item, 'UnitPrice') ?? 0;
    const SalesItemLineDetail: Fields = { ItemRef: { value: id }, Qty, UnitPrice };
    put(SalesItemLineDetail, 'ServiceDate', serviceDate);
    put(SalesItemLineDetail, 'TaxCodeRef', item?.['SalesTaxCodeRef']);
    return {
      Description: item?.['Description'],
      Amount: fromCents(productCents(Qty, UnitPrice)),
      SalesItemLineDetail,
    };
  });
}
