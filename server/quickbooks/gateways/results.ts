import type { ResolvedOperation } from '../../sync/operation.ts';
import type { OperationResult } from '../../sync/ports.ts';
import type { FieldValues } from '../../sync/record.ts';
import { QuickBooksRejection } from '../errors.ts';
import type { Refusal } from '../errors.ts';
import { withoutMarker } from '../marker.ts';
import { flatten } from '../snapshot/flatten.ts';
import type { WireRecord } from '../wire/record.ts';
import type { UnwritableValue } from './body.ts';
import type { WriteRules } from './write-rules.ts';

/** What QuickBooks made of a write: the values it keeps, which may differ from those sent. */
export function accepted<T extends WireRecord>(
  rules: WriteRules<T>,
  operation: ResolvedOperation,
  record: T,
): OperationResult {
  const fields: FieldValues = rules.marked ? withoutMarker(flatten(record)) : flatten(record);
  const answered = [...new Set([...Object.keys(operation.values), ...(rules.alsoAnswers ?? [])])];
  return {
    intentId: operation.intentId,
    ok: true,
    id: record.Id,
    version: record.SyncToken,
    values: Object.fromEntries(answered.map((path) => [path, fields[path] ?? null] as const)),
    ...(rules.rows && { rows: rules.rows.ofRecord(record) }),
  };
}

/** `entity` because code 6240 speaks of display names for customers and of plain names for everything else. */
export const refused = (
  entity: string,
  operation: ResolvedOperation,
  { category, details, error }: Refusal,
): OperationResult => ({
  intentId: operation.intentId,
  ok: false,
  category: category === 'display-name-used' && entity !== 'contact' ? 'duplicate-record' : category,
  details,
  error,
});

/** Refused by ourselves, before the call. */
export const unwritable = (operation: ResolvedOperation, value: UnwritableValue): OperationResult => ({
  intentId: operation.intentId,
  ok: false,
  category: 'value-not-accepted',
  details: value.details,
  error: { vendor: 'quickbooks', status: 0, code: '', message: value.message, requestId: null },
});

/** The same as QuickBooks' own refusal of a version that is no longer current (5010). */
export const stale = (message: string): QuickBooksRejection =>
  new QuickBooksRejection({
    class: 'conflict',
    category: 'conflicting-change',
    details: {},
    error: { vendor: 'quickbooks', status: 0, code: '5010', message, requestId: null },
  });
