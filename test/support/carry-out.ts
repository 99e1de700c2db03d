// Carries out a decision of the core on records in memory, the way obedient vendors would: values are stored as sent,
// creates get ids. Then both sides agree on what the core says they agree on.

import { Decimal } from 'decimal.js';
import { agree } from '../../server/sync/agree.ts';
import type { Done } from '../../server/sync/agree.ts';
import { decide } from '../../server/sync/decide.ts';
import type { DecideInput } from '../../server/sync/decide.ts';
import type { Decision } from '../../server/sync/decision.ts';
import type { Operation } from '../../server/sync/operation.ts';
import { keyValues } from '../../server/sync/plan-record.ts';
import type { FieldValues, Part, RecordSnapshot, Side } from '../../server/sync/record.ts';
import { aLink } from './builders.ts';

/** The operations in the order they are carried out, those that name a record made just now with its key. */
function operationsOf(decision: Decision, { context, definition }: DecideInput): readonly Operation[] {
  const operations = 'operations' in decision ? (decision.operations ?? []) : [];
  return operations
    .toSorted((one, other) => one.stage - other.stage)
    .map((operation) => {
      const maker = operations.find(({ name }) => name === operation.keyOf);
      if (!maker) return operation;
      const named = keyValues(context, definition.name, idOf(maker));
      return { ...operation, values: { ...operation.values, ...named } };
    });
}

function idOf(operation: Operation): string {
  return typeof operation.target === 'string' ? operation.target : `new:${operation.name}`;
}

function doAll(operations: readonly Operation[], quickbooks: RecordSnapshot | null): readonly Done[] {
  return operations.map((operation) => ({
    operation,
    result: {
      intentId: operation.name,
      ok: true,
      id: idOf(operation),
      version: '2',
      values: {},
      ...(operation.rows && { rows: answeredRows(quickbooks) }),
    },
  }));
}

const answeredRows = (quickbooks: RecordSnapshot | null): readonly FieldValues[] =>
  (quickbooks?.parts['line'] ?? []).map(({ id, fields }) => ({ ...fields, Id: id }));

/** QuickBooks' rows after a write that sent some: those with a known id are edited, all others are new or gone. */
function rowsAfter(before: readonly Part[], rows: readonly FieldValues[]): readonly Part[] {
  let last = Math.max(0, ...before.map(({ id }) => Number(id ?? 0)));
  return rows.map((row): Part => {
    const known = before.find(({ id }) => id !== null && id === row['Id']);
    const isDiscount = row['DetailType'] === 'DiscountLineDetail';
    const id = isDiscount ? null : (known?.id ?? String((last += 1)));
    const fields: FieldValues = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name.replace(/^SalesItemLineDetail\.(\w+)(\.value)?$/, '$1'),
        value,
      ]),
    );
    return { key: id ?? 'discount', id, fields: { ...known?.fields, ...fields }, references: {} };
  });
}

/** What the rows come to. A price that contains its tax counts whole. */
function totalOf(lines: readonly Part[]): string {
  return lines
    .reduce((sum, { fields }) => {
      const amount = new Decimal(fields['TaxInclusiveAmt'] ?? fields['Amount'] ?? 0);
      return fields['DetailType'] === 'DiscountLineDetail' ? sum.minus(amount) : sum.plus(amount);
    }, new Decimal(0))
    .toFixed();
}

/** An invoice's rows and figures after the writes. */
function withRows(record: RecordSnapshot, own: readonly Operation[]): RecordSnapshot {
  if (own.some(({ action }) => action === 'void')) {
    const fields = { ...record.fields, TotalAmt: '0', Balance: '0' };
    return { ...record, state: 'voided', fields };
  }
  const rows = own.find((operation) => operation.rows !== undefined)?.rows;
  if (!rows) return record;
  const line = rowsAfter(record.parts['line'] ?? [], rows);
  const total = totalOf(line);
  const fields = { ...record.fields, TotalAmt: total, Balance: total, 'TxnTaxDetail.TotalTax': '0' };
  const references = { ...record.references, contact: record.fields['CustomerRef.value'] ?? null };
  return { ...record, fields, references, parts: { ...record.parts, line } };
}

/** The side's record after the writes: the old one changed, or a new one with what was sent. */
function after(side: Side, input: DecideInput, operations: readonly Operation[]): RecordSnapshot | null {
  const own = operations.filter((operation) => operation.side === side && operation.noun === 'record');
  const maker = own.find(({ action }) => action === 'create');
  const before = input[side] ?? (maker ? blank(side, idOf(maker), input) : null);
  if (!before) return null;
  const values: FieldValues = Object.assign({}, ...own.map((operation) => operation.values));
  const written = {
    ...before,
    fields: { ...before.fields, ...values },
    key: values['ledgerline_key'] ?? before.key,
  };
  return side === 'quickbooks' ? withRows(written, own) : written;
}

function blank(side: Side, id: string, input: DecideInput): RecordSnapshot | null {
  const other = input.hubspot ?? input.quickbooks;
  return other && { ...other, side, id, fields: {}, references: {}, parts: {}, key: null };
}

/** The same question once the decision was carried out. */
export function carriedOut(input: DecideInput, decision: Decision): DecideInput {
  const operations = operationsOf(decision, input);
  const hubspot = after('hubspot', input, operations);
  const quickbooks = after('quickbooks', input, operations);
  if (!hubspot || !quickbooks) return input;
  const base = agree({
    definition: input.definition,
    rules: input.rules,
    context: input.context,
    base: input.link?.base ?? null,
    hubspot: input.hubspot?.fields ?? {},
    quickbooks: input.quickbooks ?? quickbooks,
    done: doAll(operations, quickbooks),
    ...('agreed' in decision && decision.agreed && { parts: decision.agreed }),
  });
  const origin = input.quickbooks ? 'quickbooks' : 'hubspot';
  const link = input.link ? { ...input.link, base } : aLink(hubspot, quickbooks, { base, origin });
  return { ...input, hubspot, quickbooks, link, candidates: [], siblings: [], keyed: null };
}

/** Decides, carries out, and answers the question as it stands afterwards. */
export const settle = (input: DecideInput): DecideInput => carriedOut(input, decide(input));
