import type { FailureDetails } from '../../sync/failure.ts';
import type { FieldValues } from '../../sync/record.ts';
import { jsonNumber } from './json-number.ts';
import { neverEmpty } from './writable-fields.ts';
import type { FieldKind, WritableFields } from './writable-fields.ts';

/** A value that cannot be sent, named for the person who mapped it. */
export class UnwritableValue extends Error {
  override readonly name = 'UnwritableValue';
  readonly details: FailureDetails;
  constructor(field: string, reason: string, details: FailureDetails = {}) {
    super(`${field} ${reason}`);
    this.details = { field, ...details };
  }
}

export type Body = Record<string, unknown>;

/**
 * The JSON of a sparse write. Nested objects and the list of custom fields are replaced whole by QuickBooks, so untouched
 * members of one are taken from `current`, the record's flat fields. `current` is null for creates, which leave empty
 * values out; updates clear them.
 */
export function sparseBody(fields: WritableFields, values: FieldValues, current: FieldValues | null): Body {
  const body: Body = {};
  for (const [path, value] of Object.entries({ ...siblings(fields, values, current), ...values })) {
    const kind = fields.get(path);
    if (kind === undefined) throw new UnwritableValue(path, 'cannot be written');
    if (value === null && current === null) continue;
    const sent = value === null ? emptied(path, kind) : typed(path, kind, value);
    if (kind === 'custom-field') addCustomField(body, path, sent);
    else put(body, path, sent);
  }
  return body;
}

/** Members of touched nested objects as they are now. */
function siblings(fields: WritableFields, values: FieldValues, current: FieldValues | null): FieldValues {
  const kept = untouched(fields, values)
    .map((path) => [path, current?.[path] ?? null] as const)
    .filter(([, value]) => value !== null);
  return Object.fromEntries(kept);
}

/** Whether sending these values needs to know the rest of a nested object. */
export const touchesNested = (fields: WritableFields, values: FieldValues): boolean =>
  untouched(fields, values).length > 0;

/** Writable members that share an object with a written one without being written themselves. */
function untouched(fields: WritableFields, values: FieldValues): readonly string[] {
  const touched = new Set(Object.keys(values).filter(isNested).map(headOf));
  return [...fields.keys()].filter(
    (path) => isNested(path) && touched.has(headOf(path)) && !Object.hasOwn(values, path),
  );
}

const isNested = (path: string): boolean => path.includes('.');
const headOf = (path: string): string => path.split('.')[0] ?? path;

function put(body: Body, path: string, value: unknown): void {
  const [head = path, ...rest] = path.split('.');
  if (rest.length === 0) {
    body[head] = value;
    return;
  }
  const before = body[head];
  const inner: Body = typeof before === 'object' && before !== null ? { ...before } : {};
  put(inner, rest.join('.'), value);
  body[head] = inner;
}

function addCustomField(body: Body, path: string, value: unknown): void {
  const others: unknown = body['CustomField'];
  const field = { DefinitionId: path.slice('CustomField.'.length), Type: 'StringType', StringValue: value };
  body['CustomField'] = [...(Array.isArray(others) ? others : []), field];
}

/** QuickBooks knows no null: an empty text clears, prices of nothing read as zero. */
function emptied(path: string, kind: FieldKind): unknown {
  if (neverEmpty.has(path)) throw new UnwritableValue(path, 'cannot be emptied', { limit: 'required' });
  switch (kind) {
    case 'text':
    case 'custom-field':
      return '';
    case 'number':
      return 0;
    case 'boolean':
      return false;
    default:
      throw new Error(`unknown kind ${String(kind satisfies never)}`);
  }
}

function typed(path: string, kind: FieldKind, value: string): unknown {
  switch (kind) {
    case 'text':
    case 'custom-field':
      return value;
    case 'boolean':
      return value === 'true';
    case 'number': {
      const number = jsonNumber(value);
      if (number === null) {
        throw new UnwritableValue(path, 'is no number of at most 15 digits', {
          limit: 'type',
          allowed: 'decimal',
        });
      }
      return number;
    }
    default:
      throw new Error(`unknown kind ${String(kind satisfies never)}`);
  }
}
