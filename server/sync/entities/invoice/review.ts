// An invoice made in HubSpot, seen from both sides: what HubSpot's people changed is written, what QuickBooks' people
// changed is accepted where HubSpot can follow, and is a person's choice where it cannot.

import type { Base, PartBase } from '../../base.ts';
import type { PlanInput, Review } from '../../entity.ts';
import { linkCause } from '../../entity.ts';
import type { Link } from '../../base.ts';
import type { Failure } from '../../failure.ts';
import { money, moneyText } from '../../money.ts';
import { rowNoun } from '../../operation.ts';
import type { FieldValues, RecordSnapshot } from '../../record.ts';
import { billedBy } from './amounts.ts';
import type { Billed } from './amounts.ts';
import { closedBooks, inactiveCustomer, numberFor } from './before-writing.ts';
import {
  acceptedAs,
  acceptedIn,
  billingRows,
  changedRows,
  contentNoun,
  figuresOf,
  hasContent,
  unlikeRows,
} from './compare.ts';
import { failed } from './failed.ts';
import { linkedRows } from './payment-books.ts';
import { contentOf, isFailure } from './rows.ts';
import type { Content } from './rows.ts';

export interface ContentReview extends Review {
  /** Rows to write, all of them. */
  readonly content: Content | null;
  readonly voids: boolean;
  /** Values of the invoice itself besides mapped ones: its customer, its number. */
  readonly values: FieldValues;
}

interface Reviewed {
  readonly hubspot: RecordSnapshot;
  readonly quickbooks: RecordSnapshot;
  /** QuickBooks payments that HubSpot made, or may have made. */
  readonly withheld: ReadonlySet<string>;
}

/** Everything about the invoice but its payments. */
export function reviewContent(input: PlanInput, { hubspot, quickbooks, withheld }: Reviewed): ContentReview {
  if (hubspot.state === 'voided' || quickbooks.state === 'voided')
    return reviewVoid(input, hubspot, quickbooks);
  const billed = billedBy(hubspot, input.context.company.homeCurrency);
  const rows = reviewRows(input, { hubspot, quickbooks, billed });
  if (isFailure(rows)) return failing(rows);
  const values = ownValues(input, hubspot, quickbooks);
  if (isFailure(values)) return failing(values);
  const writes = rows.content !== null || Object.keys({ ...values, ...input.writes.quickbooks }).length > 0;
  const closed = writes ? closedBooks(input, quickbooks.fields['TxnDate'] ?? null) : null;
  if (closed) return failing(closed);
  const seen = seenIn(hubspot, billed);
  if (rows.content)
    return {
      ...quiet,
      content: rows.content,
      values,
      again: true,
      agreed: { [contentNoun]: acceptedAs(seen, {}) },
    };
  const figures = reviewFigures(input, { quickbooks, billed });
  if (figures) return failing(figures);
  const now = {
    ...figuresOf(quickbooks, billed.currency, withheld),
    ...(rows.deviates && { deviates: 'true' }),
  };
  return {
    ...quiet,
    values,
    agreed: { [rowNoun]: rows.agreed, [contentNoun]: acceptedAs(seen, now) },
  };
}

const quiet: ContentReview = {
  failure: null,
  unsettled: null,
  agreed: {},
  again: false,
  content: null,
  voids: false,
  values: {},
};
const failing = (failure: Failure): ContentReview => ({ ...quiet, failure });

interface Sides {
  readonly hubspot: RecordSnapshot;
  readonly quickbooks: RecordSnapshot;
  readonly billed: Billed;
}

interface RowsReview {
  /** To be written; null when the rows stand. */
  readonly content: Content | null;
  readonly agreed: Readonly<Record<string, PartBase>>;
  /** A person accepted rows that are not HubSpot's. */
  readonly deviates: boolean;
}

function reviewRows(input: PlanInput, { hubspot, quickbooks, billed }: Sides): RowsReview | Failure {
  const known = input.base?.parts[rowNoun] ?? {};
  const deviated = acceptedIn(input.base)?.quickbooks['deviates'] === 'true';
  const isKnown = Object.keys(known).length > 0;
  const edited = isEdited(billed, known);
  const changes = changedRows(known, quickbooks, billed.currency);
  if (isKnown && !edited && changes.length === 0) return { content: null, agreed: known, deviates: deviated };
  const choice = choiceOf(input);
  const content = contentOf(input, hubspot);
  if (isFailure(content)) return edited || changes.length === 0 ? content : changed(changes);
  if (isKnown && edited && changes.length === 0 && !deviated) return writing(content);
  if (hasContent(content, quickbooks))
    return { content: null, agreed: aligned(content, quickbooks), deviates: false };
  if (choice === 'take-hubspot') return writing(content);
  if (choice === 'take-quickbooks')
    return { content: null, agreed: acceptedRows(billed, known, quickbooks), deviates: true };
  return changed(isKnown && changes.length > 0 ? changes : unlikeRows(content, quickbooks));
}

const writing = (content: Content): RowsReview => ({ content, agreed: {}, deviates: false });

/** Whether HubSpot's rows are no longer those the agreed rows were made from. */
function isEdited({ rows }: Billed, known: Readonly<Record<string, PartBase>>): boolean {
  const agreed = new Map(
    Object.entries(known)
      .filter(([, { hubspot }]) => Object.keys(hubspot).length > 0)
      .map(([key, { hubspot }]) => [wholeKey(key), hubspot]),
  );
  return (
    agreed.size !== rows.length ||
    rows.some(({ key, source }) => {
      const then = agreed.get(key);
      return !then || Object.entries(source).some(([name, value]) => (then[name] ?? null) !== value);
    })
  );
}

/** A discount may be several rows, one for each tax code. */
const wholeKey = (key: string): string => (key.startsWith('discount') ? 'discount' : key);

/** QuickBooks' rows, each with the row of HubSpot's content it is. */
function aligned({ rowParts }: Content, quickbooks: RecordSnapshot): Record<string, PartBase> {
  const current = billingRows(quickbooks);
  return Object.fromEntries(
    rowParts.map(({ key, hubspotId, source }, position) => [
      key,
      { hubspotId, hubspot: source, quickbooks: asAgreed(current[position]) },
    ]),
  );
}

const asAgreed = (part: ReturnType<typeof billingRows>[number] | undefined): FieldValues =>
  part ? { ...part.fields, Id: part.id } : {};

/** Rows as a person accepted them: each side's own, joined where they were. */
function acceptedRows(
  { rows }: Billed,
  known: Readonly<Record<string, PartBase>>,
  quickbooks: RecordSnapshot,
): Record<string, PartBase> {
  const keys = new Map(Object.entries(known).map(([key, row]) => [row.quickbooks['Id'] ?? 'discount', key]));
  const agreed: Record<string, PartBase> = {};
  for (const part of billingRows(quickbooks)) {
    const key = keys.get(part.id ?? 'discount') ?? `quickbooks:${part.key}`;
    agreed[key] = { hubspotId: null, hubspot: {}, quickbooks: asAgreed(part) };
  }
  for (const { key, hubspotId, source } of rows)
    agreed[key] = { hubspotId, hubspot: source, quickbooks: agreed[key]?.quickbooks ?? {} };
  return agreed;
}

/** The total, and what was accepted of it, its tax and what was paid. */
function reviewFigures(input: PlanInput, { quickbooks, billed }: Omit<Sides, 'hubspot'>): Failure | null {
  const { currency } = billed;
  // Payments made in HubSpot are looked at one by one.
  const now = figuresOf(quickbooks, currency, new Set(linkedRows(input).map(([id]) => id)));
  const accepted = acceptedIn(input.base);
  const choice = choiceOf(input);
  const cents = (text: string | null | undefined): number => money(text, currency).minor;
  const wasPaid = accepted?.quickbooks['paid'];
  if (wasPaid && cents(now.paid) < cents(wasPaid) && choice === null)
    return changed([`payment removed: ${wasPaid} → ${now.paid}`]);
  if (Math.abs(cents(now.total) - billed.total.minor) <= 1 || choice === 'take-quickbooks') return null;
  const then = accepted?.quickbooks;
  const isAccepted = then?.['total'] === now.total && accepted?.hubspot['total'] === moneyText(billed.total);
  if (isAccepted) return null;
  if (then?.['tax'] !== undefined && then['tax'] !== now.tax)
    return changed([`tax: ${then['tax'] ?? ''} → ${now.tax}`]);
  return failed('total-differs', {
    hubspot: moneyText(billed.total),
    quickbooks: now.total,
    difference: moneyText({ currency, minor: cents(now.total) - billed.total.minor }),
    currency,
    choices: ['take-quickbooks'],
  });
}

function reviewVoid(input: PlanInput, hubspot: RecordSnapshot, quickbooks: RecordSnapshot): ContentReview {
  const billed = billedBy(hubspot, input.context.company.homeCurrency);
  const accepted = acceptedIn(input.base)?.quickbooks;
  const now = { ...figuresOf(quickbooks, billed.currency), voided: 'true' };
  const agreed = { [contentNoun]: acceptedAs(seenIn(hubspot, billed), now) };
  if (quickbooks.state === 'voided') {
    const stands =
      hubspot.state === 'voided' || accepted?.['voided'] === 'true' || choiceOf(input) === 'take-quickbooks';
    return stands ? { ...quiet, agreed } : failing(changed(['voided'], ['take-quickbooks']));
  }
  const { paid } = figuresOf(quickbooks, billed.currency);
  if (money(paid, billed.currency).minor > 0)
    return failing(failed('locked-in-quickbooks', { action: 'void', reason: 'payments', paid }));
  const closed = closedBooks(input, quickbooks.fields['TxnDate'] ?? null);
  return closed ? failing(closed) : { ...quiet, voids: true, again: true };
}

/** The customer follows HubSpot's contact once that changes; the number follows HubSpot's where that is the policy. */
function ownValues(
  input: PlanInput,
  hubspot: RecordSnapshot,
  quickbooks: RecordSnapshot,
): FieldValues | Failure {
  const accepted = acceptedIn(input.base)?.hubspot;
  const contact = hubspot.references['contact'] ?? null;
  const number = hubspot.fields['hs_number'] ?? null;
  const chosen = input.resolutions.some(({ choice }) => choice === 'use-number');
  const renumbered = chosen || (accepted !== undefined && accepted['number'] !== number);
  const numbered = renumbered ? numberFor(input, number) : null;
  if (numbered && isFailure(numbered)) return numbered;
  const values = numbered && numbered['DocNumber'] !== quickbooks.fields['DocNumber'] ? numbered : {};
  if (contact === null || accepted?.['contact'] === contact) return values;
  const customer = input.dependencies('contact', contact, 'hubspot');
  if (customer.state !== 'linked') {
    if (!accepted) return values;
    const causes = [customer.cause, linkCause('contact', 'hubspot', contact)];
    return failed(
      'waiting-for-customer',
      { reference: 'contact', id: contact, blockedBy: customer.blockedBy },
      [...new Set(causes)],
    );
  }
  if (customer.id === quickbooks.references['contact']) return values;
  return customer.inactive ? inactiveCustomer(customer.id) : { ...values, 'CustomerRef.value': customer.id };
}

const seenIn = (hubspot: RecordSnapshot, { total }: Billed): FieldValues => ({
  contact: hubspot.references['contact'] ?? null,
  number: hubspot.fields['hs_number'] ?? null,
  total: moneyText(total),
});

/** What a person chose for the invoice as a whole; the last choice counts. */
const choiceOf = ({ resolutions }: PlanInput): 'take-hubspot' | 'take-quickbooks' | null => {
  const chosen = resolutions.findLast(
    ({ subject, choice }) => subject === null && choice.startsWith('take-'),
  );
  return chosen?.choice === 'take-hubspot' || chosen?.choice === 'take-quickbooks' ? chosen.choice : null;
};

const changed = (
  differences: readonly string[],
  choices: readonly string[] = ['take-hubspot', 'take-quickbooks'],
): Failure => failed('changed-in-quickbooks', { differences, choices });

/** Whether a HubSpot invoice has the rows, contact and number it had when both sides agreed. */
export function hasAgreedContent(
  hubspot: RecordSnapshot,
  { origin, base }: Link,
  { context }: Pick<PlanInput, 'context'>,
): boolean {
  if (origin !== 'hubspot') return true;
  const billed = billedBy(hubspot, context.company.homeCurrency);
  const seen = acceptedIn(base)?.hubspot;
  const now = seenIn(hubspot, billed);
  return (
    !isEdited(billed, knownRows(base)) &&
    seen !== undefined &&
    Object.keys(now).every((name) => seen[name] === now[name])
  );
}

const knownRows = (base: Base | null): Readonly<Record<string, PartBase>> => base?.parts[rowNoun] ?? {};
