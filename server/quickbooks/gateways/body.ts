import type { FieldValues } from '../../sync/record.ts';
import { parseDecimal } from '../../sync/money.ts';
import type { FieldKind, WritableFields } from './writable-fields.ts';

/** A value that cannot be sent, named for the person who mapped it. */
export class UnwritableValue extends Error {
  override readonly name = 'UnwritableValue';
}

/**
 * The JSON of a sparse write. Nested objects are replaced whole by QuickBooks, so untouched members of one are taken from
 * `current`, the record's flat fields. `current` is null for creates, which leave empty values out; updates clear them.
 */
export function sparseBody(
  fields: WritableFields,
  values: FieldValues,
  current: FieldValues | null,
): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [path, value] of Object.entries({ ...siblings(fields, values, current), ...values })) {
    const kind = fields.get(path);
    if (kind === undefined) throw new UnwritableValue(`${path} cannot be written`);
    if (value === null && current === null) continue;
    put(body, path, value === null ? emptied(kind) : typed(path, kind, value));
  }
  return body;
}

/** Members of touched nested objects as they are now. */
function siblings(fields: WritableFields, values: FieldValues, current: FieldValues | null): FieldValues {
  const touched = new Set(Object.keys(values).filter(isNested).map(headOf));
  const kept = [...fields.keys()]
    .filter((path) => isNested(path) && touched.has(headOf(path)))
    .map((path) => [path, current?.[path] ?? null] as const)
    .filter(([, value]) => value !== null);
  return Object.fromEntries(kept);
}

/** Whether sending these values needs to know the rest of a nested object. */
export const touchesNested = (values: FieldValues): boolean => Object.keys(values).some(isNested);

const isNested = (path: string): boolean => path.includes('.');
const headOf = (path: string): string => path.split('.')[0] ?? path;

function put(body: Record<string, unknown>, path: string, value: unknown): void {
  const [head = path, member] = path.split('.');
  if (member === undefined) {
    body[head] = value;
    return;
  }
  const before = body[head];
  body[head] = { ...(typeof before === 'object' && before !== null ? before : {}), [member]: value };
}

/** QuickBooks knows no null: an empty text clears, prices of nothing read as zero. */
function emptied(kind: FieldKind): unknown {
  switch (kind) {
    case 'text':
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
      return value;
    case 'boolean':
      return value === 'true';
    case 'number': {
      const decimal = parseDecimal(value);
      if (decimal === null) throw new UnwritableValue(`${path} is not a number`);
      // JSON has no decimals; fifteen digits, which is all the vendor keeps, survive the way through a double.
      return decimal.toNumber();
    }
    default:
      throw new Error(`unknown kind ${String(kind satisfies never)}`);
  }
}
