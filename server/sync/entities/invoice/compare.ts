// What QuickBooks has of an invoice made in HubSpot against what was agreed and against what HubSpot says now.

import type { Base, PartBase } from '../../base.ts';
import { money, moneyText, parseDecimal, sumMoney } from '../../money.ts';
import type { FieldValues, Part, RecordSnapshot } from '../../record.ts';
import type { Content } from './rows.ts';

/** Rows that bill something; what is only text says nothing about money. */
export const billingRows = (quickbooks: RecordSnapshot): readonly Part[] =>
  (quickbooks.parts['line'] ?? []).filter(({ fields }) => fields['DetailType'] !== textOnly);

const textOnly = 'DescriptionOnly';

/** Content to write over an invoice whose bookkeeper added rows of text: they stay, after HubSpot's own rows. */
export function withTexts(
  { rows, rowParts, rowReferences }: Content,
  quickbooks: RecordSnapshot,
): Pick<Content, 'rows' | 'rowParts' | 'rowReferences'> {
  const texts = (quickbooks.parts['line'] ?? []).filter(
    ({ id, fields }) => id !== null && fields['DetailType'] === textOnly,
  );
  // QuickBooks keeps its discount line last.
  const end = rows.findIndex(isDiscount);
  const at = end < 0 ? rows.length : end;
  return {
    rows: rows.toSpliced(at, 0, ...texts.map(({ id }) => ({ Id: id, DetailType: textOnly }))),
    rowParts: rowParts.toSpliced(
      at,
      0,
      ...texts.map(({ key }) => ({ key: `quickbooks:${key}`, hubspotId: null, source: {} })),
    ),
    rowReferences,
  };
}

/** A value of a row, whether it was read or answered to a write. */
const valueOf = (row: FieldValues, name: string): string | null =>
  row[name] ?? row[`SalesItemLineDetail.${name}`] ?? null;

const isDiscount = (row: FieldValues): boolean => row['DetailType'] === 'DiscountLineDetail';

function sameRow(one: FieldValues, other: FieldValues, currency: string): boolean {
  if (isDiscount(one) !== isDiscount(other)) return false;
  if (money(one['Amount'], currency).minor !== money(other['Amount'], currency).minor) return false;
  const quantities = [one, other].map((row) => parseDecimal(valueOf(row, 'Qty')));
  const [mine, theirs] = quantities;
  return !mine || !theirs || mine.equals(theirs);
}

/** Whether QuickBooks has just the rows HubSpot's content is written as, in their order. */
export function hasContent({ rows, billed }: Content, quickbooks: RecordSnapshot): boolean {
  const current = billingRows(quickbooks);
  return (
    current.length === rows.length &&
    rows.every((row, position) => sameRow(row, current[position]?.fields ?? {}, billed.currency))
  );
}

type Rows = Readonly<Record<string, PartBase>>;

/** How QuickBooks' rows differ from those agreed on, in a line each. */
export function changedRows(known: Rows, quickbooks: RecordSnapshot, currency: string): readonly string[] {
  const current = billingRows(quickbooks);
  const agreed = Object.values(known).filter(
    ({ quickbooks: row }) => Object.keys(row).length > 0 && row['DetailType'] !== textOnly,
  );
  const seen = new Set<Part>();
  const differences: string[] = [];
  for (const { quickbooks: row } of agreed) {
    const now = current.find((part) => (isDiscount(row) ? isDiscount(part.fields) : part.id === row['Id']));
    if (now) seen.add(now);
    if (!now) differences.push(`removed: ${nameOf(row, currency)}`);
    else if (!sameRow(row, now.fields, currency))
      differences.push(`changed: ${nameOf(row, currency)} → ${nameOf(now.fields, currency)}`);
  }
  for (const part of current.filter((one) => !seen.has(one)))
    differences.push(`added: ${nameOf(part.fields, currency)}`);
  return differences;
}

/** How QuickBooks' rows differ from HubSpot's content, where nothing was agreed on that both could be compared with. */
export function unlikeRows(
  { rows, billed: { currency } }: Content,
  quickbooks: RecordSnapshot,
): readonly string[] {
  const left = [...billingRows(quickbooks)];
  const missing: string[] = [];
  for (const row of rows) {
    const at = left.findIndex(({ fields }) => sameRow(row, fields, currency));
    if (at >= 0) left.splice(at, 1);
    else missing.push(`only in HubSpot: ${nameOf(row, currency)}`);
  }
  const added = left.map(({ fields }) => `only in QuickBooks: ${nameOf(fields, currency)}`);
  const differences = [...missing, ...added];
  return differences.length > 0 ? differences : ['the rows are in another order'];
}

function nameOf(row: FieldValues, currency: string): string {
  const words = row['Description'] ?? valueOf(row, 'ItemName') ?? valueOf(row, 'ItemRef.name');
  const name = words?.split('\n')[0] ?? (isDiscount(row) ? 'Discount' : 'Line');
  const quantity = valueOf(row, 'Qty');
  return `${quantity === null ? '' : `${quantity} × `}${name}, ${moneyText(money(row['Amount'], currency))}`;
}

/** Figures of the invoice as a whole, kept in the base as they were accepted. */
export interface Figures {
  readonly total: string;
  readonly tax: string;
  /** Payments and credits applied, besides payments that are none of QuickBooks' own. */
  readonly paid: string;
}

export function figuresOf(
  quickbooks: RecordSnapshot,
  currency: string,
  besides: ReadonlySet<string> = new Set(),
): Figures {
  const text = (value: string | null | undefined): string => moneyText(money(value, currency));
  const applied = (quickbooks.parts['payment'] ?? [])
    .filter(({ key }) => !besides.has(key))
    .flatMap(({ fields }) => [money(fields['Amount'], currency), money(fields['CreditAmount'], currency)]);
  return {
    total: text(quickbooks.fields['TotalAmt']),
    tax: text(quickbooks.fields['TxnTaxDetail.TotalTax']),
    paid: moneyText(sumMoney(applied, currency)),
  };
}

export const contentNoun = 'content';
const contentKey = 'invoice';

/** What was last accepted of both sides besides the rows; null when nothing was yet. */
export const acceptedIn = (base: Base | null): PartBase | null =>
  base?.parts[contentNoun]?.[contentKey] ?? null;

export const acceptedAs = (hubspot: FieldValues, quickbooks: FieldValues): Record<string, PartBase> => ({
  [contentKey]: { hubspotId: null, hubspot, quickbooks },
});
