// Operations as the engine hands them to a gateway: say what matters.

import type { ResolvedOperation } from '../../../server/sync/operation.ts';
import type { OperationResult } from '../../../server/sync/ports.ts';
import type { Realm } from './realm.ts';

export const operation = (change: Partial<ResolvedOperation>): ResolvedOperation => ({
  name: 'record',
  stage: 0,
  side: 'quickbooks',
  noun: 'record',
  action: 'create',
  target: null,
  version: null,
  key: null,
  values: {},
  associations: [],
  intentId: 'intent-1',
  repeated: false,
  ...change,
});

/** One operation in a pass of its own. */
export async function writeTo(
  realm: Realm,
  entity: string,
  change: Partial<ResolvedOperation>,
): Promise<OperationResult> {
  const [result] = await realm
    .pass()
    .gateway(entity)
    .execute([operation(change)]);
  if (!result) throw new Error('one operation has one result');
  return result;
}

export type Accepted = Extract<OperationResult, { ok: true }>;

export function acceptedOf(result: OperationResult): Accepted {
  if (!result.ok) throw new Error(`${result.category}: ${result.error.message}`);
  return result;
}

/** A row of an invoice as an operation states it. */
export const salesRow = (amount: string, change: Readonly<Record<string, string | null>> = {}) => ({
  DetailType: 'SalesItemLineDetail',
  Amount: amount,
  'SalesItemLineDetail.ItemRef.value': '1',
  'SalesItemLineDetail.Qty': '1',
  'SalesItemLineDetail.UnitPrice': amount,
  ...change,
});
