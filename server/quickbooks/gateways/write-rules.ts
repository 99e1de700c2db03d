import type { Operation } from '../../sync/operation.ts';
import type { FieldValues } from '../../sync/record.ts';
import type { Parameters } from '../client.ts';
import type { WireRecord } from '../wire/record.ts';
import type { FindCreated } from './find-created.ts';
import type { RowRules } from './rows.ts';
import type { WritableFields } from './writable-fields.ts';

type Offered = Extract<Operation['action'], 'create' | 'update' | 'void'>;

/** How records of one noun are written. */
export interface WriteRules<T extends WireRecord> {
  readonly noun: 'record' | 'payment' | 'expense' | 'custom-item';
  readonly actions: readonly Offered[];
  readonly fields: WritableFields;
  /** Values a create has when it does not say otherwise. */
  readonly defaults?: FieldValues;
  /** Finds what an unanswered create made. */
  readonly findCreated: FindCreated<T>;
  /** Creates put our marker into the private note, and updates of the note keep it. Transactions only. */
  readonly marked?: boolean;
  readonly rows?: RowRules<T>;
  /** Fields answered with every write, whether written or not: what QuickBooks made of it. */
  readonly alsoAnswers?: readonly string[];
  /** How QuickBooks is asked to void this kind. */
  readonly voidParameters?: Parameters;
  /** Told the record as it was and as it is after a write: what it refers to has changed in QuickBooks, too. */
  readonly affected?: (record: T) => void;
}
