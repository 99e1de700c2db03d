// An invoice made in HubSpot, the questions about it, and what the answers write into QuickBooks.

import { decide } from '../../../../../server/sync/decide.ts';
import type { DecideInput } from '../../../../../server/sync/decide.ts';
import type { Failure } from '../../../../../server/sync/failure.ts';
import type { Operation } from '../../../../../server/sync/operation.ts';
import type { FieldValues, RecordSnapshot } from '../../../../../server/sync/record.ts';
import type { SyncRules } from '../../../../../server/sync/rules.ts';
import { aBill } from '../../../../support/bill-builders.ts';
import { aQuestion, linkedTo, rulesFor } from '../../../../support/builders.ts';
import { settle } from '../../../../support/carry-out.ts';

/** Contacts 501 and 502 and product 601 are paired. */
export const paired = linkedTo({
  'hubspot:contact:501': '12',
  'hubspot:contact:502': '13',
  'hubspot:product:601': '7',
  'contact:12': '501',
  'contact:13': '502',
});

/** Two-way rules with the custom item's income account chosen. */
export const twoWay = (options: SyncRules['options'] = {}): SyncRules =>
  rulesFor('invoice', { direction: 'two-way', options: { customItemAccount: '79', ...options } });

/** The invoice as HubSpot has it, not yet in QuickBooks. */
export const sold = (hubspot: RecordSnapshot = aBill(), changes: Partial<DecideInput> = {}): DecideInput =>
  aQuestion('invoice', { hubspot, rules: twoWay(), dependencies: paired, ...changes });

/** The pair after it was made in QuickBooks and looked at once more. */
export const inStep = (hubspot?: RecordSnapshot, changes: Partial<DecideInput> = {}): DecideInput =>
  settle(settle(sold(hubspot, changes)));

/** The pair with its sides changed since. */
export function since(
  pair: DecideInput,
  change: {
    readonly hubspot?: (record: RecordSnapshot) => RecordSnapshot;
    readonly quickbooks?: (record: RecordSnapshot) => RecordSnapshot;
  },
): DecideInput {
  const { hubspot, quickbooks } = pair;
  return {
    ...pair,
    hubspot: hubspot && (change.hubspot?.(hubspot) ?? hubspot),
    quickbooks: quickbooks && (change.quickbooks?.(quickbooks) ?? quickbooks),
  };
}

export function written(question: DecideInput): Operation | undefined {
  const decision = decide(question);
  const operations = 'operations' in decision ? (decision.operations ?? []) : [];
  return operations.find(({ side, noun }) => side === 'quickbooks' && noun === 'record');
}

export const rows = (question: DecideInput): readonly FieldValues[] => written(question)?.rows ?? [];

/** Item, quantity × price = amount of each row. */
export const billed = (question: DecideInput): readonly string[] =>
  rows(question).map((row) =>
    [
      row['SalesItemLineDetail.ItemRef.value'] ??
        (row['DetailType'] === 'DiscountLineDetail' ? 'discount' : 'custom'),
      `${row['SalesItemLineDetail.Qty'] ?? '-'} × ${row['SalesItemLineDetail.UnitPrice'] ?? '-'} = ${row['Amount'] ?? '-'}`,
    ].join(': '),
  );

export function failure(question: DecideInput): Failure | null {
  const decision = decide(question);
  return decision.kind === 'fail' || decision.kind === 'wait' ? decision.failure : null;
}
