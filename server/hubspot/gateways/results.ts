// From batch outcomes to the results the engine waits for: one per operation.

import type { ResolvedOperation } from '../../sync/operation.ts';
import type { OperationResult } from '../../sync/ports.ts';
import type { FieldValues } from '../../sync/record.ts';
import type { Refused } from '../errors.ts';
import { versionOf } from './record.ts';
import type { RecordRow } from './record.ts';

/** HubSpot clears a property with an empty text; null is refused. */
export const wireValues = (values: FieldValues): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? '']));

/** Creates leave empty values out. */
export const wireValuesOfCreate = (values: FieldValues): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));

/** The written values as HubSpot stores them now; one it does not repeat in its answer stands as it was sent. */
function answeredValues(row: RecordRow, sent: FieldValues): FieldValues {
  const { properties } = row;
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [
      name,
      (Object.hasOwn(properties, name) ? properties[name] : value) || null,
    ]),
  );
}

/** Parts have no version: only the pair's own record orders its states. */
export const writtenResult = (operation: ResolvedOperation, row: RecordRow): OperationResult => ({
  intentId: operation.intentId,
  ok: true,
  id: row.id,
  version: operation.noun === 'record' ? versionOf(row) : null,
  values: answeredValues(row, operation.values),
});

export const doneResult = ({ intentId }: ResolvedOperation, id: string): OperationResult => ({
  intentId,
  ok: true,
  id,
  version: null,
  values: {},
});

export const refusedResult = (intentId: string, { category, vendorError }: Refused): OperationResult => ({
  intentId,
  ok: false,
  category,
  error: vendorError,
});

/** Creates carry our key. */
export function keyOf({ key, name }: ResolvedOperation): string {
  if (key === null) throw new TypeError(`a create in HubSpot needs our key (${name})`);
  return key;
}

/** Every other action names its record. */
export function targetOf({ target, name, action }: ResolvedOperation): string {
  if (target === null) throw new TypeError(`the operation ${name} needs a record to ${action}`);
  return target;
}
