// Carries out a decision of the core on records in memory, the way obedient vendors would: values are stored as sent,
// creates get ids. Then both sides agree on what the core says they agree on.

import { agree } from '../../server/sync/agree.ts';
import type { Done } from '../../server/sync/agree.ts';
import { decide } from '../../server/sync/decide.ts';
import type { DecideInput } from '../../server/sync/decide.ts';
import type { Decision } from '../../server/sync/decision.ts';
import type { Operation } from '../../server/sync/operation.ts';
import { keyValues } from '../../server/sync/plan-record.ts';
import type { FieldValues, RecordSnapshot, Side } from '../../server/sync/record.ts';
import { aLink } from './builders.ts';

/** The operations in the order they are carried out, those that name a record made just now with its key. */
function operationsOf(decision: Decision, { context, definition }: DecideInput): readonly Operation[] {
  const operations = 'operations' in decision ? decision.operations : [];
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

function doAll(operations: readonly Operation[]): readonly Done[] {
  return operations.map((operation) => ({
    operation,
    result: { intentId: operation.name, ok: true, id: idOf(operation), version: '2', values: {} },
  }));
}

/** The side's record after the writes: the old one changed, or a new one with what was sent. */
function after(side: Side, input: DecideInput, operations: readonly Operation[]): RecordSnapshot | null {
  const own = operations.filter((operation) => operation.side === side && operation.noun === 'record');
  const maker = own.find(({ action }) => action === 'create');
  const before = input[side] ?? (maker ? blank(side, idOf(maker), input) : null);
  if (!before) return null;
  const values: FieldValues = Object.assign({}, ...own.map((operation) => operation.values));
  return {
    ...before,
    fields: { ...before.fields, ...values },
    key: values['ledgerline_key'] ?? before.key,
  };
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
    done: doAll(operations),
  });
  const link = input.link ? { ...input.link, base } : aLink(hubspot, quickbooks, { base });
  return { ...input, hubspot, quickbooks, link, candidates: [], siblings: [], keyed: null };
}

/** Decides, carries out, and answers the question as it stands afterwards. */
export const settle = (input: DecideInput): DecideInput => carriedOut(input, decide(input));
