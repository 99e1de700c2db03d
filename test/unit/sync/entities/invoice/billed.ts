// An invoice over two rows, the questions about it, and how the plans that answer them read.

import { decide } from '../../../../../server/sync/decide.ts';
import type { DecideInput } from '../../../../../server/sync/decide.ts';
import type { Operation } from '../../../../../server/sync/operation.ts';
import type { RecordSnapshot } from '../../../../../server/sync/record.ts';
import { aLine, anInvoice, aQuestion, linkedTo } from '../../../../support/builders.ts';
import { settle } from '../../../../support/carry-out.ts';

const dependencies = linkedTo({ 'contact:12': '501', 'contact:13': '502', 'product:7': '601' });

export const anvils = aLine('1', { Amount: '10', Qty: '2', UnitPrice: '5', ItemName: 'Anvil' }, '7');
export const saw = aLine('2', { Amount: '3', Qty: '1', UnitPrice: '3', ItemName: 'Saw' });
export const billed = anInvoice({ total: '13', lines: [anvils, saw] });

/** The invoice as QuickBooks has it, not yet in HubSpot; customers 12 and 13 and item 7 are paired. */
export const created = (
  quickbooks: RecordSnapshot = billed,
  changes: Partial<DecideInput> = {},
): DecideInput => aQuestion('invoice', { quickbooks, dependencies, ...changes });

/** The pair after its first write, asked again because QuickBooks now says something else. */
export const afterwards = (now: RecordSnapshot, before = billed): DecideInput => ({
  ...settle(created(before)),
  quickbooks: now,
});

export const operations = (question: DecideInput): readonly Operation[] => {
  const decision = decide(question);
  return 'operations' in decision ? decision.operations : [];
};

export const inOrder = (question: DecideInput): readonly string[] =>
  operations(question)
    .toSorted((one, other) => one.stage - other.stage)
    .map(({ stage, action, name }) => `${stage} ${action} ${name}`);

export const named = (question: DecideInput, name: string): Operation | undefined =>
  operations(question).find((one) => one.name === name);
