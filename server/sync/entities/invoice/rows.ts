// A HubSpot invoice's rows as QuickBooks takes them: lines on their items, everything that has no item on *Custom Line
// Item*, the invoice's discounts as its discount line. All of them are sent whenever one is.

import type { PartBase } from '../../base.ts';
import { toDay } from '../../dates.ts';
import { linkCause } from '../../entity.ts';
import type { PlanInput } from '../../entity.ts';
import type { Failure } from '../../failure.ts';
import { hasValue } from '../../fields/values.ts';
import { money, moneyOf, moneyText } from '../../money.ts';
import { rowNoun } from '../../operation.ts';
import type { Operation, RowPart, RowReference } from '../../operation.ts';
import type { FieldValues, RecordSnapshot } from '../../record.ts';
import { billedBy, pricing } from './amounts.ts';
import type { Billed, BilledRow } from './amounts.ts';
import { customItemName, customItemOperation } from './custom-item.ts';
import { failed } from './failed.ts';
import { taxingOf } from './taxing.ts';
import type { Taxing } from './taxing.ts';

/** What an invoice's content is written as. */
export interface Content {
  readonly billed: Billed;
  /** Values of the invoice itself that its rows need. */
  readonly values: FieldValues;
  readonly rows: readonly FieldValues[];
  readonly rowParts: readonly RowPart[];
  readonly rowReferences: readonly RowReference[];
}

interface SalesRow {
  readonly part: RowPart;
  readonly values: FieldValues;
  readonly custom: boolean;
}

export const isFailure = (answer: object): answer is Failure => 'waitsOn' in answer;

/** The content to write, or what stands in its way. Rows that exist in QuickBooks keep their id, and their item. */
export function contentOf(input: PlanInput, hubspot: RecordSnapshot): Content | Failure {
  const { rules, context } = input;
  const billed = billedBy(hubspot, context.company.homeCurrency);
  if (!billed.rows.some(({ kind }) => kind !== 'discount'))
    return failed('missing-data', { field: 'line_items' });
  const inactive = inactiveItem(input, billed);
  if (inactive) return inactive;
  const taxing = taxingOf(billed, rules, context);
  if (isFailure(taxing)) return taxing;
  const rows = billed.rows.flatMap((row) =>
    row.kind === 'discount' ? discountRows(input, billed, row, taxing) : [salesRow(input, row, taxing)],
  );
  return {
    billed,
    values: taxing.values,
    rows: rows.map(({ values }) => values),
    rowParts: rows.map(({ part }) => part),
    rowReferences: rows.flatMap(({ custom }, row) =>
      custom ? [{ row, field: itemField, createdBy: customItemOperation }] : [],
    ),
  };
}

/** Creates the custom item before the invoice that needs it; none where all rows have items. */
export function customItem(input: PlanInput, { rowReferences }: Content): readonly Operation[] {
  if (rowReferences.length === 0) return [];
  return [
    {
      name: customItemOperation,
      stage: 1,
      side: 'quickbooks',
      noun: customItemOperation,
      action: 'create',
      target: null,
      version: null,
      key: customItemOperation,
      values: {
        Name: customItemName,
        Type: 'Service',
        'IncomeAccountRef.value': String(input.rules.options['customItemAccount'] ?? ''),
      },
      associations: [],
    },
  ];
}

const itemField = 'SalesItemLineDetail.ItemRef.value';
const productOf = ({ part }: BilledRow): string | null => part?.references['product'] ?? null;

function inactiveItem({ dependencies }: PlanInput, { rows }: Billed): Failure | null {
  for (const row of rows) {
    const id = productOf(row);
    const item = id === null ? null : dependencies('product', id, 'hubspot');
    if (item?.state !== 'linked' || !item.inactive) continue;
    return failed(
      'reference-inactive',
      { reference: 'product', id: item.id, name: row.part?.fields['name'] ?? '' },
      [linkCause('product', 'quickbooks', item.id)],
    );
  }
  return null;
}

function salesRow(input: PlanInput, row: BilledRow, taxing: Taxing): SalesRow {
  const fields = row.part?.fields ?? {};
  const product = productOf(row);
  const item = product === null ? null : input.dependencies('product', product, 'hubspot');
  const known = knownRow(input, row.key);
  const id = known?.quickbooks['Id'] ?? null;
  const keepsItem =
    id !== null && (known?.hubspot['hs_product_id'] ?? null) === (fields['hs_product_id'] ?? null);
  const linked = item?.state === 'linked' ? item.id : null;
  const start = fields['hs_recurring_billing_start_date'];
  return {
    part: partOf(row),
    custom: linked === null && !keepsItem,
    values: {
      ...(id !== null && { Id: id }),
      DetailType: 'SalesItemLineDetail',
      Description: describe(row, linked !== null),
      ...taxedPrice(row, taxing, taxing.codeOf(row)),
      ...(linked !== null && !keepsItem && { [itemField]: linked }),
      ...(id === null && hasValue(start) && { 'SalesItemLineDetail.ServiceDate': toDay(start, 'utc') }),
    },
  };
}

const partOf = ({ key, hubspotId, source }: BilledRow): RowPart => ({ key, hubspotId, source });

function taxedPrice(row: BilledRow, taxing: Taxing, code: string): FieldValues {
  const fields = row.part?.fields ?? {};
  const net = taxing.netOf(row.amount, code);
  const price = taxing.inclusive ? null : (fields['price'] ?? null);
  return {
    ...pricing(net, fields['quantity'] ?? null, price),
    'SalesItemLineDetail.TaxCodeRef.value': code,
    ...(taxing.inclusive && { 'SalesItemLineDetail.TaxInclusiveAmt': moneyText(row.amount) }),
  };
}

/** What the row is about: an item says its own name, a custom row does not. */
function describe({ part, kind }: BilledRow, hasItem: boolean): string | null {
  if (kind === 'discount') return 'Discount';
  const name = part?.fields[kind === 'fee' ? 'hs_label' : 'name'] ?? null;
  const description = part?.fields['description'] ?? null;
  if (hasItem) return hasValue(description) ? description : name;
  return [name, description].filter(hasValue).join('\n') || null;
}

/**
 * One discount line, on which the whole invoice's tax depends as well: where rows have tax codes, a negative row per code
 * says exactly what is taken off, and so it does in a company without discounts.
 */
function discountRows(input: PlanInput, billed: Billed, row: BilledRow, taxing: Taxing): readonly SalesRow[] {
  if (taxing.byCode) return splitByCode(input, billed, row, taxing);
  if (input.context.company.switches?.discounts === false) return [salesRow(input, row, taxing)];
  const amount = moneyText(moneyOf(-row.amount.minor, row.amount.currency));
  return [
    {
      part: partOf(row),
      custom: false,
      values: {
        DetailType: 'DiscountLineDetail',
        Amount: amount,
        'DiscountLineDetail.PercentBased': 'false',
      },
    },
  ];
}

function splitByCode(input: PlanInput, billed: Billed, row: BilledRow, taxing: Taxing): readonly SalesRow[] {
  const lines = billed.rows.filter(({ kind }) => kind === 'line');
  const sums = [...Map.groupBy(lines, (line) => taxing.codeOf(line))].map(([code, group]) => ({
    code,
    minor: group.reduce((sum, { amount }) => sum + amount.minor, 0),
  }));
  const total = sums.reduce((sum, { minor }) => sum + minor, 0);
  let [seen, taken] = [0, 0];
  return sums.map(({ code, minor }) => {
    seen += minor;
    const upTo = total === 0 ? row.amount.minor : Math.round((row.amount.minor * seen) / total);
    const amount = moneyOf(upTo - taken, row.amount.currency);
    taken = upTo;
    const share = { ...row, key: sums.length === 1 ? row.key : `${row.key}:${code}`, amount };
    return salesRow(input, share, { ...taxing, codeOf: () => code });
  });
}

/** What the base knows of a row, as long as QuickBooks still has it. */
function knownRow({ base, quickbooks }: PlanInput, key: string): PartBase | null {
  const known = base?.parts[rowNoun]?.[key] ?? null;
  const id = known?.quickbooks['Id'];
  const isThere = (quickbooks?.parts['line'] ?? []).some((part) => part.id !== null && part.id === id);
  return isThere ? known : null;
}

/** Cents of a row as QuickBooks states it. */
export const rowCents = (row: FieldValues, currency: string): number => money(row['Amount'], currency).minor;
